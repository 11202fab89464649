using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Views;

/// <summary>A type by which a step takes or gives a subscription: the product itself, or a view of it.</summary>
/// <param name="Product">The product type.</param>
/// <param name="View">The lifecycle of the view; empty for the product itself.</param>
/// <param name="CanBeNull">True when its author says that it may be null.</param>
internal sealed record SubscriptionUse(INamedTypeSymbol Product, string View, bool CanBeNull)
{
    /// <summary>How a value of the type is the subscription.</summary>
    public SubscriptionAccess Access =>
        View.Length == 0
            ? CanBeNull || IsUnannotated
                ? SubscriptionAccess.NullableDirect
                : SubscriptionAccess.Direct
            : CanBeNull
                ? SubscriptionAccess.NullableView
                : SubscriptionAccess.View;

    /// <summary>True where nothing is annotated, so that no one knows whether its author means that it may be null.</summary>
    public bool IsUnannotated { get; init; }

    /// <summary>Reads a type; null when it is neither.</summary>
    /// <param name="type">The type.</param>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="at">What has the type: where a view is looked for that is written by its simple name.</param>
    public static SubscriptionUse? TryRead(ITypeSymbol? type, CompilationReader reader, ISymbol at)
    {
        // Of a type that does not exist yet no one knows whether it is a reference, so the compiler takes its question mark for that of a
        // value.
        var canBeNull =
            type
            is { NullableAnnotation: NullableAnnotation.Annotated }
                or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (
            (
                type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
                    ? value
                    : type
            )
            is not INamedTypeSymbol named
        )
        {
            return null;
        }

        if (named.IsOrDerivesFrom(reader.Known.SubscriptionModel))
        {
            return TypeUse.IsPossible(named, reader)
                ? new(named, "", canBeNull) { IsUnannotated = named.NullableAnnotation == NullableAnnotation.None }
                : null;
        }

        // A view of this compilation's own product does not exist yet when the generator runs: all there is of it is its name.
        return
            (
                named.TypeKind == TypeKind.Error && LifecycleViews.Names.Contains(named.Name) && named.ContainingType is null
                    ? ViewScope.FindProduct(named.Name, at, reader)
                    : named.ContainingType
            )
                is { } product
            && reader.Known.IsSubscriptionModel(product)
            && TypeUse.IsPossible(product, reader)
            && LifecycleViews.Names.Contains(named.Name)
            && (
                named.TypeKind == TypeKind.Error
                    ? LifecycleViews.AreEmitted(product, named.Name, reader)
                    : reader.Known.IsLifecycleView(named)
            )
            ? new(product, named.Name, canBeNull)
            : null;
    }
}
