using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.StateKeys;

/// <summary>A state key under which a value is that a step looks for elsewhere.</summary>
/// <param name="Key">The key.</param>
/// <param name="Origin">What gives it, as a message names it.</param>
internal sealed record KeyPlace(string Key, string Origin)
{
    /// <summary>True when the key holds a whole page of a form.</summary>
    public bool IsPage { get; init; }

    /// <summary>The type of what the key holds, as a message names it; empty for a subscription.</summary>
    public string Type { get; init; } = "";

    /// <summary>
    /// Finds the page or record that has a member of a name, which a tuple with names gives whole; null when none has one.
    /// </summary>
    /// <param name="keys">What the state has.</param>
    /// <param name="key">The state key that the member would give by itself.</param>
    /// <param name="known">The types of the runtime.</param>
    public static KeyPlace? FindWithin(IReadOnlyDictionary<string, StateKey> keys, string key, KnownSymbols known) =>
        keys.Where(given => given.Value.Value is INamedTypeSymbol value && HasMember(value, key))
            .Select(given => new KeyPlace(given.Key, given.Value.Origin)
            {
                IsPage = known.IsFormPage(given.Value.Value!),
                Type = given.Value.Type,
            })
            .FirstOrDefault();

    // The author knows the members of the types of this project.
    private static bool HasMember(INamedTypeSymbol type, string key)
    {
        for (
            var current = type;
            current is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false };
            current = current.BaseType
        )
        {
            if (
                current
                    .GetMembers()
                    .Any(member =>
                        member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
                        && SnakeCase.Convert(member.Name) == key
                    )
            )
            {
                return true;
            }
        }

        return false;
    }
}
