using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Registry;

/// <summary>The types of an assembly for which a file is emitted.</summary>
/// <param name="Classes">Those with workflows or steps.</param>
/// <param name="Models">The products and blocks.</param>
/// <param name="Resources">The external resources.</param>
/// <param name="AssemblyName">The assembly's name.</param>
/// <param name="ClassName">The name of the registry's class.</param>
internal sealed record RegisteredTypes(
    EquatableArray<TypeHierarchy> Classes,
    EquatableArray<TypeHierarchy> Models,
    EquatableArray<TypeHierarchy> Resources,
    string AssemblyName,
    string ClassName
)
{
    private IEnumerable<TypeHierarchy> All => Classes.Concat(Models).Concat(Resources);

    /// <summary>What the registry names.</summary>
    /// <param name="hasReleased">Whether the assembly keeps the steps of its workflows as released.</param>
    public RegistryModel ToRegistry(bool hasReleased) =>
        new(
            AssemblyName,
            ClassName,
            SortedNames(Classes),
            SortedNames(Models),
            SortedNames(Resources),
            hasReleased,
            Sorted(All.SelectMany(static type => type.UseDiagnostics).Distinct(StringComparer.Ordinal))
        );

    /// <summary>The names of files that differ in case only, or not at all.</summary>
    public EquatableArray<string> FindClashes() =>
        Sorted(
            All.Select(static type => type.FileName)
                .Append(RegistryEmitter.FileName(AssemblyName))
                .Append(ReleasedEmitter.FileName(AssemblyName))
                .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static names => names.Skip(1).Any())
                .SelectMany(static names => names)
                .Distinct(StringComparer.Ordinal)
        );

    private static EquatableArray<string> SortedNames(EquatableArray<TypeHierarchy> types) =>
        Sorted(types.Select(static type => type.FullName));

    private static EquatableArray<string> Sorted(IEnumerable<string> texts) =>
        texts.OrderBy(static text => text, StringComparer.Ordinal).ToEquatableArray();
}
