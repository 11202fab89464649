using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Json;

/// <summary>The attributes by which an author tells System.Text.Json how to read and write.</summary>
internal static class JsonAttributes
{
    /// <summary>True when a type or member is read and written by a converter of its own, whose shape no one knows.</summary>
    public static bool HasConverter(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => IsOf(attribute.AttributeClass, "JsonConverterAttribute"));

    /// <summary>True when the author says which classes an abstract type stands for.</summary>
    public static bool IsPolymorphic(ITypeSymbol type) =>
        Find(type, "JsonDerivedTypeAttribute") is not null || Find(type, "JsonPolymorphicAttribute") is not null;

    /// <summary>
    /// True for an abstract class or interface that is a value all the same: JSON itself, or one of which its author says how it is read.
    /// </summary>
    public static bool IsAbstractValue(ITypeSymbol type) =>
        IsPolymorphic(type)
        || HasConverter(type)
        || type.ContainingNamespace
            is {
                Name: "Nodes",
                ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } }
            };

    /// <summary>True for a member that is never read or written.</summary>
    public static bool IsIgnored(ISymbol member) =>
        Find(member, "JsonIgnoreAttribute") is { } ignore && ignore.NamedValue("Condition") is null or 1;

    /// <summary>The name of a member in the state's JSON.</summary>
    public static string NameOf(ISymbol member) =>
        Find(member, "JsonPropertyNameAttribute")?.PositionalValue(0) as string ?? SnakeCase.Convert(member.Name);

    /// <summary>The attribute of a name; null when the symbol does not have it.</summary>
    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => IsExactly(attribute.AttributeClass, name));

    // JsonStringEnumConverter<T> and the like derive from nothing; an author's own attribute may derive from this one.
    private static bool IsOf(INamedTypeSymbol? attribute, string name)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            if (IsExactly(current, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExactly(INamedTypeSymbol? attribute, string name) =>
        attribute is not null
        && attribute.Name == name
        && attribute.ContainingNamespace
            is {
                Name: "Serialization",
                ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } }
            };
}
