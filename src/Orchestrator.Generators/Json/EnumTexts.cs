using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Json;

/// <summary>The texts of an enumeration's members, as the runtime writes them.</summary>
internal static class EnumTexts
{
    /// <summary>The members with their texts, in the order of their declaration.</summary>
    public static IEnumerable<(IFieldSymbol Member, string Text)> Of(ITypeSymbol enumeration) =>
        enumeration
            .GetMembers()
            .OfType<IFieldSymbol>()
            .Where(static member => member.HasConstantValue)
            .Select(static member =>
                (
                    member,
                    JsonAttributes.Find(member, "JsonStringEnumMemberNameAttribute")?.PositionalValue(0) as string
                        ?? SnakeCase.Convert(member.Name)
                )
            );

    /// <summary>
    /// Says which two members of different values become one text, so that one of them cannot be read back; null when each can.
    /// </summary>
    public static string? FindCollision(ITypeSymbol enumeration)
    {
        foreach (var same in Of(enumeration).GroupBy(static member => member.Text, StringComparer.OrdinalIgnoreCase))
        {
            var first = same.First().Member;
            if (
                same.Select(static member => member.Member).FirstOrDefault(member => !Equals(member.ConstantValue, first.ConstantValue)) is
                { } other
            )
            {
                return $"'{enumeration.Name}.{first.Name}' and '{enumeration.Name}.{other.Name}' are both written as '{same.Key}'; "
                    + "rename one of them, or give it [JsonStringEnumMemberName]";
            }
        }

        return null;
    }

    /// <summary>True for an enumeration whose values combine members, of which the texts of single members say nothing.</summary>
    public static bool IsFlags(ITypeSymbol enumeration) =>
        enumeration
            .GetAttributes()
            .Any(static attribute => attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" });
}
