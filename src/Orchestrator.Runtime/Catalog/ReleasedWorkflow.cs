namespace Orchestrator.Catalog;

/// <summary>
/// The steps of a workflow as they were released, as the file <c>Workflows.Shipped.txt</c> lists them, which rule ORCH1006 reads.
/// </summary>
/// <param name="Name">The workflow, which the code may no longer have.</param>
/// <param name="IsBroken">True if its author has changed the steps since in a way that unfinished processes do not survive.</param>
/// <param name="Steps">The steps that its author wrote, in order.</param>
public sealed record ReleasedWorkflow(string Name, bool IsBroken, IReadOnlyList<ReleasedStep> Steps);

/// <summary>A step as it was released.</summary>
/// <param name="Id">The identity in stored processes.</param>
/// <param name="Name">The name that was shown to operators.</param>
public sealed record ReleasedStep(string Id, string Name);
