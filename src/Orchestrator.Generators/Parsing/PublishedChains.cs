using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>The chains that the referenced assemblies publish, by the documentation id of their members.</summary>
internal sealed class PublishedChains
{
    private readonly Dictionary<string, ImmutableArray<PublishedStep>> _chains;

    private PublishedChains(Dictionary<string, ImmutableArray<PublishedStep>> chains) => _chains = chains;

    /// <summary>Reads what the referenced assemblies publish about themselves; nothing else of them is read.</summary>
    public static PublishedChains Read(KnownTypes known) => new(known.Compilation.SourceModule.ReferencedAssemblySymbols
        .SelectMany(static assembly => assembly.GetAttributes())
        .Where(attribute => KnownTypes.Is(attribute.AttributeClass, known.PublishedStepAttribute))
        .Select(static attribute => (
            Chain: attribute.PositionalValue(0) as string,
            Position: attribute.PositionalValue(1) as int? ?? -1,
            Step: attribute.PositionalValue(2) is string id && attribute.PositionalValue(3) is string name
                ? PublishedStep.Read(id, name, [.. attribute.PositionalValues(4).Select(static value => value.Value).OfType<string>()])
                : null))
        .Where(static entry => entry is { Chain: not null, Step: not null })
        .GroupBy(static entry => entry.Chain!, StringComparer.Ordinal)
        .ToDictionary(static chain => chain.Key, static chain => chain.OrderBy(static entry => entry.Position).Select(static entry => entry.Step!).ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>The steps of a chain of another assembly; null when it publishes none.</summary>
    public ImmutableArray<PublishedStep>? Find(ISymbol chain) =>
        chain.OriginalDefinition.GetDocumentationCommentId() is { } id && _chains.TryGetValue(id, out var steps) ? steps : null;
}
