using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Views;

/// <summary>
/// Says which views products and blocks get: one for a lifecycle in which something is required that may otherwise be null, in the class
/// itself or in a block below it.
/// </summary>
internal static class LifecycleViews
{
    /// <summary>The lifecycles that have views, in the order of a subscription's life. Each requires what those before it do.</summary>
    public static readonly ImmutableArray<string> Names = ["Provisioning", "Active"];

    /// <summary>True when a product or block has the view of a lifecycle, or is about to get it.</summary>
    public static bool AreEmitted(INamedTypeSymbol type, string view, CompilationReader reader) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reader.Compilation.Assembly)
            ? reader.Get(static reader => new Found(reader))[type].Contains(view)
            : type.GetTypeMembers(view).Any(reader.Known.IsLifecycleView);

    /// <summary>True when something that a product or block holds is required in the lifecycle of a view.</summary>
    public static bool Requires(INamedTypeSymbol type, string view, CompilationReader reader) =>
        Requires(type, view, reader, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>True when a member is required in the lifecycle of a view.</summary>
    public static bool IsRequired(IPropertySymbol property, string view, KnownSymbols known) =>
        property.FindAttribute(known.RequiredFromAttribute) is { } attribute
        && attribute.PositionalConstant(0) is { Kind: TypedConstantKind.Enum, Type: { } type } lifecycle
        && type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, lifecycle.Scalar()))?.Name
            is { } from
        && Names.IndexOf(from) is >= 0 and var rank
        && rank <= Names.IndexOf(view);

    /// <summary>The properties of a class and those that it inherits, the class's own first.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type, KnownSymbols known)
    {
        for (
            var current = type;
            current is not null && !KnownSymbols.Is(current, known.SubscriptionModel) && !KnownSymbols.Is(current, known.ProductBlock);
            current = current.BaseType
        )
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                yield return property;
            }
        }
    }

    /// <summary>The block of a member, or of the elements of its list; null for neither.</summary>
    public static INamedTypeSymbol? BlockOf(ITypeSymbol type, KnownSymbols known) =>
        (
            type is INamedTypeSymbol { TypeArguments: [var element] } list && KnownSymbols.Is(list.OriginalDefinition, known.ListOfT)
                ? element
                : type
        )
            is INamedTypeSymbol block
        && known.IsProductBlock(block)
            ? block
            : null;

    // A member that is named as something that a view has itself leaves no room for a view.
    private static ImmutableArray<string> Find(INamedTypeSymbol type, CompilationReader reader) =>
        !type.IsPartial(CancellationToken.None)
        || PropertiesOf(type, reader.Known).Any(static property => property.Name is "Model" or "Required" or "RequiredValue" or "Each")
            ? []
            : [.. Names.Where(view => ModelNames.IsFreeForView(type, view, reader) && Requires(type, view, reader))];

    private static bool Requires(INamedTypeSymbol type, string view, CompilationReader reader, HashSet<ISymbol> visited) =>
        visited.Add(type)
        && PropertiesOf(type, reader.Known)
            .Any(property =>
                IsRequired(property, view, reader.Known)
                || (BlockOf(property.Type, reader.Known) is { } block && Requires(block, view, reader, visited))
            );

    /// <summary>The views of each product and block of a compilation.</summary>
    private sealed class Found(CompilationReader reader) : Memo<INamedTypeSymbol, ImmutableArray<string>>(type => Find(type, reader));
}
