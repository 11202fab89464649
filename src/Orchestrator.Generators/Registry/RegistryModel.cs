using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Registry;

/// <summary>What an assembly registers: names only, so that the registry changes only when something appears or goes.</summary>
/// <param name="AssemblyName">The assembly's name.</param>
/// <param name="ClassName">The name of the class that is emitted.</param>
/// <param name="WorkflowClasses">The fully qualified classes with workflows or steps, sorted.</param>
/// <param name="Models">The fully qualified products and blocks, sorted.</param>
/// <param name="Resources">The fully qualified external resources, sorted.</param>
/// <param name="HasReleased">True when the assembly keeps the steps of its workflows as released.</param>
/// <param name="UseDiagnostics">The ids that the compiler reports where these are named.</param>
internal sealed record RegistryModel(
    string AssemblyName,
    string ClassName,
    EquatableArray<string> WorkflowClasses,
    EquatableArray<string> Models,
    EquatableArray<string> Resources,
    bool HasReleased,
    EquatableArray<string> UseDiagnostics
)
{
    /// <summary>True when the assembly has nothing to register.</summary>
    public bool IsEmpty => WorkflowClasses.Count + Models.Count + Resources.Count == 0;
}
