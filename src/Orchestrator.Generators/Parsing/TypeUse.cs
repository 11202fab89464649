using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>Says whether emitted code can name a type and hold a value of it.</summary>
internal static class TypeUse
{
    /// <summary>
    /// False for types that do not exist, that only their own file can name, that are not fixed yet, and for values that live on the stack or behind pointers.
    /// </summary>
    public static bool IsPossible(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.TypeParameter } => false,
        { IsRefLikeType: true } => false,
        IArrayTypeSymbol array => IsPossible(array.ElementType),
        INamedTypeSymbol named => IsPossible(named),
        _ => true,
    };

    private static bool IsPossible(INamedTypeSymbol type) =>
        !type.IsFileLocal
        && (type.IsTupleType || type.CanBeReferencedByName)
        && (type.IsUnboundGenericType || type.TypeArguments.All(IsPossible))
        && (type.ContainingType is null || IsPossible((ITypeSymbol)type.ContainingType));
}
