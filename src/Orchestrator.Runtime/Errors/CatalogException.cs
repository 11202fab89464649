namespace Orchestrator;

/// <summary>The registrations in code conflict with each other or with the database, so the host does not start.</summary>
/// <param name="code">A stable code, for example <c>second_reconcile_workflow</c>.</param>
/// <param name="message">Names the workflows and the product, and the fix.</param>
public sealed class CatalogException(string code, string message) : OrchestratorException(code, message);
