namespace Orchestrator.Generators.Models;

/// <summary>A step or input step.</summary>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Assignee">Who is to answer; null for a step that asks nothing.</param>
/// <param name="Invocation">How it is called.</param>
internal sealed record StepModel(string Id, string Name, string? Assignee, InvocationModel Invocation);
