using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>
/// Says which types may have a JSON converter of their own, of which nobody knows what it writes. An application registers converters where it starts, so what counts is that one is there: in
/// this project, or beside the type.
/// </summary>
internal sealed class JsonConverters
{
    private const string Suffix = "Converter";

    private readonly INamedTypeSymbol? _converter;
    private readonly INamedTypeSymbol? _factory;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _own;

    public JsonConverters(Compilation compilation)
    {
        _converter = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonConverter`1");
        _factory = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonConverterFactory");

        // By name, which asks for no binding: a converter that is called something else is not found.
        _own = new(() => [.. compilation.GetSymbolsWithName(static name => name.Contains(Suffix), SymbolFilter.Type).OfType<INamedTypeSymbol>()]);
    }

    /// <summary>True for a type that says its converter itself, or for which one is declared where it can be seen.</summary>
    public bool MayConvert(ITypeSymbol type) =>
        type.GetAttributes().Any(static attribute => IsConverterAttribute(attribute.AttributeClass))
        || _own.Value.Any(converter => Converts(converter, type))
        || (type is INamedTypeSymbol named && BesideOf(named).Any(converter => Converts(converter, type)));

    private static bool IsConverterAttribute(INamedTypeSymbol? attribute)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            if (current.Name == "JsonConverterAttribute")
            {
                return true;
            }
        }

        return false;
    }

    // What the framework has beside its types, the engine's serializer does not use.
    private static IEnumerable<INamedTypeSymbol> BesideOf(INamedTypeSymbol type) =>
        type.IsRecord ? type.ContainingNamespace.GetTypeMembers().Concat(type.GetTypeMembers()).Where(static beside => beside.Name.Contains(Suffix)) : [];

    // One that is generic, or a factory, may convert anything.
    private bool Converts(INamedTypeSymbol converter, ITypeSymbol type)
    {
        for (var current = converter.BaseType; current is not null; current = current.BaseType)
        {
            if (KnownTypes.Is(current, _factory))
            {
                return type.SpecialType == SpecialType.None;
            }

            if (KnownTypes.Is(current.OriginalDefinition, _converter))
            {
                return current.TypeArguments[0] is { TypeKind: TypeKind.TypeParameter } || SymbolEqualityComparer.Default.Equals(current.TypeArguments[0], type);
            }
        }

        return false;
    }
}
