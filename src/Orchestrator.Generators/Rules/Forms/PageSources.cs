using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>Says why a field cannot take what it says it takes from its page when it is asked: choices and limits.</summary>
internal sealed class PageSources(KnownSymbols known)
{
    /// <summary>Says why.</summary>
    /// <param name="attribute">What names the source.</param>
    /// <param name="field">The field.</param>
    /// <param name="type">The type of the field, or of the items of it.</param>
    /// <param name="page">The page that the field, or the record with it, is in.</param>
    /// <returns>The problem; null where there is none.</returns>
    public string? FindProblem(AttributeData attribute, JsonMember field, ITypeSymbol type, INamedTypeSymbol page) =>
        KnownSymbols.Is(attribute.AttributeClass, known.ChooseFromAttribute)
            ? FindProblem(attribute, "ChooseFrom", known.FormChoicesOfT, field, type, page)
        : KnownSymbols.Is(attribute.AttributeClass, known.LimitedByAttribute)
            ? FindProblem(attribute, "LimitedBy", known.FormLimitsOfT, field, type, page)
        : null;

    private static string? FindProblem(
        AttributeData attribute,
        string name,
        INamedTypeSymbol? source,
        JsonMember field,
        ITypeSymbol type,
        INamedTypeSymbol page
    )
    {
        if (source is null || attribute.PositionalValue(0) is not string named)
        {
            return null;
        }

        // As when it is asked: what the record itself has comes before what the page has.
        var found = Find(field.Symbol.ContainingType, named) ?? Find(page, named);
        return
            found is INamedTypeSymbol { TypeArguments: [var value] } generic
            && KnownSymbols.Is(generic.OriginalDefinition, source)
            && SymbolEqualityComparer.Default.Equals(value, type)
            ? null
            : $"its [{name}] names '{named}'; name a property of type "
                + $"{source.Name}<{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}>";
    }

    private static ITypeSymbol? Find(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return property.Type;
            }
        }

        return null;
    }
}
