using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Looks in subscriptions for values that a step needs.</summary>
internal sealed class SubscriptionMembers(CompilationReader reader)
{
    // A positional record cannot have members of these names.
    private static readonly HashSet<string> NotInRecords = new(StringComparer.Ordinal)
    {
        "Clone",
        "Deconstruct",
        "EqualityContract",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "PrintMembers",
        "ReferenceEquals",
        "ToString",
    };

    /// <summary>
    /// Finds a member of a name and type, from the product down through its blocks, the nearest first; null when there is none.
    /// </summary>
    /// <param name="product">The product.</param>
    /// <param name="entry">What a step needs, as <c>parameter name:type</c>.</param>
    public SubscriptionMember? Find(ITypeSymbol product, string entry)
    {
        var colon = entry.IndexOf(':');
        var (key, type) = (SnakeCase.Convert(entry.Substring(0, colon)), entry.Substring(colon + 1));
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<(ITypeSymbol Type, ImmutableArray<IPropertySymbol> Path)>([(product, [])]);
        while (waiting.Count > 0)
        {
            var (current, path) = waiting.Dequeue();
            if (!seen.Add(current.OriginalDefinition))
            {
                continue;
            }

            foreach (var property in PropertiesOf(current))
            {
                var bare = property.Type
                    is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
                    ? value
                    : property.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
                var read = path.Add(property);
                if (
                    SnakeCase.Convert(property.Name) == key
                    && !NotInRecords.Contains(property.Name)
                    && bare.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) == type
                )
                {
                    return new(entry, bare, read);
                }

                if (reader.Known.IsProductBlock(bare))
                {
                    waiting.Enqueue((bare, read));
                }
            }
        }

        return null;
    }

    /// <summary>The nearest class from which all products derive, or which they are.</summary>
    public static ITypeSymbol CommonBase(ImmutableArray<ITypeSymbol> products)
    {
        var common = products[0];
        while (common.BaseType is { } next && !products.All(product => product.IsOrDerivesFrom((INamedTypeSymbol)common)))
        {
            common = next;
        }

        return common;
    }

    /// <summary>How many classes a class derives from.</summary>
    public static int DepthOf(ITypeSymbol type)
    {
        var depth = 0;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            depth++;
        }

        return depth;
    }

    // A property that hides or overrides another one is the one that is read.
    private static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (
                    property
                        is {
                            IsStatic: false,
                            IsIndexer: false,
                            DeclaredAccessibility: Accessibility.Public,
                            GetMethod.DeclaredAccessibility: Accessibility.Public
                        }
                    && seen.Add(property.Name)
                )
                {
                    yield return property;
                }
            }
        }
    }
}
