using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A workflow to register.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Target">What it does.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Products">The fully qualified product types.</param>
/// <param name="Published">Those of them that the assembly's metadata can name.</param>
/// <param name="Method">The method as emitted code names it.</param>
/// <param name="IsPlain">True when nothing is put around its steps.</param>
/// <param name="OneAtATime">True when no process of it may be started while another one is unfinished.</param>
/// <param name="Policy">The policy under which it is started; null for none.</param>
/// <param name="RetryPolicy">The policy under which it is retried; null for the same.</param>
/// <param name="Form">How its form is called; null when nothing is asked.</param>
/// <param name="Chains">The external system steps that it runs, each as class and member.</param>
internal sealed record WorkflowModel(
    string Name,
    WorkflowTarget Target,
    string Description,
    EquatableArray<string> Products,
    EquatableArray<string> Published,
    string Method,
    bool IsPlain,
    bool OneAtATime,
    string? Policy,
    string? RetryPolicy,
    InvocationModel? Form,
    EquatableArray<string> Chains
);
