using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>An external resource whose types only it knows.</summary>
internal interface IRunnableResource
{
    /// <summary>Applies, removes or compares the object of the subscription that a step is about.</summary>
    Task<ResourceReport> RunAsync(ResourceBinding binding, ResourceAction action, StepCall call);
}
