namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A chain that an emitted workflow runs.</summary>
/// <param name="Name">The member, escaped, with its class where that is another one.</param>
/// <param name="IsMethod">True for a method, false for a property or field.</param>
/// <param name="DocumentationId">Its id in documentation, where its name cannot be written there; null where it can.</param>
internal sealed record ChainModel(string Name, bool IsMethod, string? DocumentationId);
