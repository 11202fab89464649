using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Writes names as short as they can be at a place, given what is imported and hidden there.</summary>
/// <param name="model">The file.</param>
/// <param name="position">The place in it.</param>
internal sealed class NamesAt(SemanticModel model, int position)
{
    private const string Suffix = nameof(Attribute);

    /// <summary>A type, not null.</summary>
    public string Type(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, position);

    /// <summary>An attribute, without the word that its class ends in.</summary>
    public string Attribute(INamedTypeSymbol attribute)
    {
        var name = Type(attribute);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>A static member, alone where <c>using static</c> imports its class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="arguments">What it is called with; empty for a property.</param>
    public string Member(INamedTypeSymbol type, string name, string arguments = "")
    {
        var alone = name + arguments;
        var found = model
            .GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(alone), SpeculativeBindingOption.BindAsExpression)
            .Symbol;
        return KnownSymbols.Is(found?.ContainingType, type) ? alone : $"{Type(type)}.{alone}";
    }

    /// <summary>
    /// A name for a new member of a class, with a number after it while the class, or a base of it, has one of that name.
    /// </summary>
    /// <param name="host">The class.</param>
    /// <param name="name">The name wished for.</param>
    /// <param name="suffixes">What else must be free when it is put after the name.</param>
    public static string Free(INamedTypeSymbol host, string name, params string[] suffixes)
    {
        var free = name;
        for (var number = 2; suffixes.Append("").Any(suffix => IsTaken(host, free + suffix)); number++)
        {
            free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return free;
    }

    private static bool IsTaken(INamedTypeSymbol host, string name)
    {
        for (var current = host; current is not null; current = current.BaseType)
        {
            if (!current.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        return host.Name == name;
    }
}
