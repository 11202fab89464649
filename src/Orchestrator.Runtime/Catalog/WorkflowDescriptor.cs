using Orchestrator.Binding;

namespace Orchestrator.Catalog;

/// <summary>A workflow as the build registers it. Nothing of it runs until its steps or its form are asked for.</summary>
/// <param name="Name">The unique name, for example <c>modify_l2vpn</c>.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="Description">The text for menus, copied to the database at the first start.</param>
/// <param name="Products">The product types on whose subscriptions it runs.</param>
/// <param name="Steps">Builds the author's steps, without those that the target puts around them.</param>
/// <param name="Form">Asks the pages after the first one; null when nothing is asked.</param>
public sealed record WorkflowDescriptor(
    string Name,
    Target Target,
    string Description,
    IReadOnlyList<Type> Products,
    Func<StepList> Steps,
    FormBody? Form = null
)
{
    /// <summary>True when it runs exactly its author's steps, with nothing around them.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True when no process of it may be started while another one is unfinished.</summary>
    public bool OneAtATime { get; init; }

    /// <summary>The policy under which it is started, and resumed at a step that has none; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>The policy under which it is retried or aborted at a step that has none; null for that under which it is started.</summary>
    public string? RetryPolicy { get; init; }

    /// <summary>
    /// True when it does the system's own work: a validate workflow, for example. Tasks are cleaned up and resumed together.
    /// </summary>
    public bool IsTask => Target is Target.System or Target.Validate;
}
