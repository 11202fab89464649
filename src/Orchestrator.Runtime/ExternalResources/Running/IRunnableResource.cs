using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>An external resource without its type arguments.</summary>
internal interface IRunnableResource
{
    /// <summary>Applies, removes or compares the object of the subscription that a step is about.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="action">The action.</param>
    /// <param name="call">The step.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="earlierKey">The object's key as an earlier step of the process stored it; null if there is none.</param>
    /// <param name="rules">The rules of an apply.</param>
    /// <param name="written">The report of an earlier run that wrote the object, so this run only reads it; null if there is none.</param>
    Task<ResourceResult> RunAsync(
        ResourceBinding binding,
        ResourceAction action,
        StepCall call,
        ExternalCalls calls,
        string? earlierKey,
        WriteRules rules,
        ResourceReport? written
    );

    /// <summary>Compares the desired and the actual state of the object of a call's subscription; writes nothing.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="calls">Calls the external system.</param>
    /// <param name="deviations">Reads which differences are accepted.</param>
    Task<ResourceComparison> CompareAsync(ResourceBinding binding, BindingCall call, ExternalCalls calls, IDeviationReader deviations);
}
