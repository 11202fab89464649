using Orchestrator.Binding;

namespace Orchestrator.Catalog;

/// <summary>A workflow as the build registers it. Its code does not run until its steps or its form are first used.</summary>
/// <param name="Name">The unique name, for example <c>modify_l2vpn</c>.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="Description">The description shown in menus, copied to the database at the first start.</param>
/// <param name="Products">The product types on whose subscriptions the workflow runs.</param>
/// <param name="Steps">Builds the author's steps, without those that the engine adds for the target.</param>
/// <param name="Form">Shows the pages after the first one; null if there are none.</param>
public sealed record WorkflowDescriptor(
    string Name,
    Target Target,
    string Description,
    IReadOnlyList<Type> Products,
    Func<StepList> Steps,
    FormBody? Form = null
)
{
    /// <summary>True if it runs exactly its author's steps, without steps that the engine adds.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True if only one of its processes can be unfinished at a time.</summary>
    public bool OneAtATime { get; init; }

    /// <summary>The policy for starting it, and for resuming it at a step without a policy; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>The policy for retrying or aborting it at a step without a policy; null for the policy for starting it.</summary>
    public string? RetryPolicy { get; init; }

    /// <summary>The page that its form asks, if it is one of the engine; null otherwise.</summary>
    internal IEnginePage? EnginePage { get; init; }

    /// <summary>The keys that its form uses; null if it has no form.</summary>
    public DeclaredKeys? FormKeys { get; init; }

    /// <summary>The <see cref="ExternalSystemStepsAttribute"/> members that it runs, each as class and member.</summary>
    public IReadOnlyList<string> ExternalSystemSteps { get; init; } = [];

    /// <summary>
    /// True for work of the system, such as a validate workflow. Tasks are cleaned up and resumed together.
    /// </summary>
    public bool IsTask => Target is Target.System or Target.Validate;
}
