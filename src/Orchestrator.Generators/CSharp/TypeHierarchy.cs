using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.CSharp;

/// <summary>Where generated members go: a partial type and the types around it.</summary>
/// <param name="Namespace">The namespace, escaped; empty for the global one.</param>
/// <param name="Types">The types from the outermost to the one itself.</param>
/// <param name="FileName">The generated file's name without its ending.</param>
/// <param name="UseDiagnostics">The ids that the compiler reports where the type is named.</param>
internal sealed record TypeHierarchy(
    string Namespace,
    EquatableArray<TypePart> Types,
    string FileName,
    EquatableArray<string> UseDiagnostics
)
{
    /// <summary>The type's own name, escaped.</summary>
    public string Name => Types[Types.Count - 1].Name;

    /// <summary>The fully qualified name, with <c>global::</c>.</summary>
    public string FullName =>
        "global::" + (Namespace.Length == 0 ? "" : Namespace + ".") + string.Join(".", Types.Select(static type => type.Name));
}
