using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>A value that a subscription has.</summary>
/// <param name="Entry">What it was found for.</param>
/// <param name="Type">Its type, not null.</param>
/// <param name="Path">The members that lead to it, the value itself last.</param>
internal sealed record SubscriptionMember(string Entry, ITypeSymbol Type, ImmutableArray<IPropertySymbol> Path)
{
    /// <summary>The name that gives the key.</summary>
    public string Name => Path[Path.Length - 1].Name;

    /// <summary>True when a subscription may be without it.</summary>
    public bool CanBeMissing => Path.Any(CanBeNull);

    /// <summary>True when a view shows it, and every block on the way to it, as never null.</summary>
    public bool IsRequiredIn(string view, CompilationReader reader) =>
        Path.All(property => !CanBeNull(property) || LifecycleViews.IsRequired(property, view, reader.Known));

    /// <summary>What reads it where nothing on the way can be null.</summary>
    public string Read(string from) => from + string.Concat(Path.Select(static property => "." + SymbolFormats.Escape(property.Name)));

    /// <summary>What reads it, and says which value a subscription lacks that does not have it.</summary>
    /// <param name="from">The subscription.</param>
    /// <param name="exception">The name of the exception's type.</param>
    public string ReadOrThrow(string from, string exception)
    {
        if (!CanBeMissing)
        {
            return Read(from);
        }

        var read = new StringBuilder(from);
        for (var index = 0; index < Path.Length; index++)
        {
            read.Append(index > 0 && CanBeNull(Path[index - 1]) ? "?." : ".").Append(SymbolFormats.Escape(Path[index].Name));
        }

        var path = string.Join(".", Path.Select(static property => SnakeCase.Convert(property.Name)));
        return $"{read} ?? throw new {exception}({SymbolDisplay.FormatLiteral($"The subscription has no '{path}'.", quote: true)})";
    }

    private static bool CanBeNull(IPropertySymbol property) =>
        property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || property.Type.NullableAnnotation == NullableAnnotation.Annotated;
}
