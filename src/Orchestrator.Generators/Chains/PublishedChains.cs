using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>
/// The chains that the referenced assemblies publish, by the documentation id of their members. An assembly is read when one of its chains
/// is asked for.
/// </summary>
internal sealed class PublishedChains(CompilationReader reader)
{
    private readonly ConcurrentDictionary<IAssemblySymbol, Dictionary<string, ImmutableArray<PublishedStep>>> _assemblies = new(
        SymbolEqualityComparer.Default
    );

    /// <summary>Those that a compilation references.</summary>
    public static PublishedChains Of(CompilationReader reader) => reader.Get(static reader => new PublishedChains(reader));

    /// <summary>
    /// The steps of a chain of another assembly; null when that assembly publishes none, or in a way that only a later version reads.
    /// </summary>
    public ImmutableArray<PublishedStep>? Find(ISymbol chain) =>
        chain.ContainingAssembly is { } assembly
        && !SymbolEqualityComparer.Default.Equals(assembly, reader.Compilation.Assembly)
        && chain.OriginalDefinition.GetDocumentationCommentId() is { } id
        && _assemblies.GetOrAdd(assembly, Read).TryGetValue(id, out var steps)
            ? steps
            : null;

    // Two assemblies may have compiled the same file, so a chain is that of its own assembly.
    private Dictionary<string, ImmutableArray<PublishedStep>> Read(IAssemblySymbol assembly)
    {
        var chains = new Dictionary<string, ImmutableArray<PublishedStep>>(StringComparer.Ordinal);
        var attributes = assembly
            .GetAttributes()
            .Where(attribute => KnownSymbols.Is(attribute.AttributeClass, reader.Known.PublishedStepAttribute))
            .GroupBy(static attribute => attribute.PositionalValue(0) as string ?? "", StringComparer.Ordinal);
        var converters = JsonConverters.Of(reader);
        foreach (var chain in attributes)
        {
            PublishedStep?[] steps =
            [
                .. chain
                    .OrderBy(static attribute => attribute.PositionalValue(1) as int? ?? -1)
                    .Select(attribute => PublishedStep.TryRead(attribute, converters)),
            ];
            if (!steps.Contains(null))
            {
                chains.Add(chain.Key, [.. steps!]);
            }
        }

        return chains;
    }
}
