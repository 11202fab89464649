using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>An external resource whose types only it knows.</summary>
internal interface IRunnableResource
{
    /// <summary>Applies, removes or compares the object of the subscription that a step is about.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="action">What is done.</param>
    /// <param name="call">The step.</param>
    /// <param name="calls">How the external system is called.</param>
    /// <param name="earlierKey">The object's key as an earlier step of the process left it; null for none.</param>
    /// <param name="rules">What an apply has to keep to.</param>
    /// <param name="written">What an earlier run of the step wrote, so that it only has to be looked at; null for none.</param>
    Task<ResourceResult> RunAsync(
        ResourceBinding binding,
        ResourceAction action,
        StepCall call,
        ExternalCalls calls,
        string? earlierKey,
        WriteRules rules,
        ResourceReport? written
    );

    /// <summary>Compares the object of the subscription that a call is about with what the external system holds; writes nothing.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="calls">How the external system is called.</param>
    Task<ResourceComparison> CompareAsync(ResourceBinding binding, BindingCall call, ExternalCalls calls);
}
