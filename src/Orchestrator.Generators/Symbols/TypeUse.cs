using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Symbols;

/// <summary>Says whether emitted code can name a type and hold a value of it.</summary>
internal static class TypeUse
{
    /// <summary>
    /// False for types that do not exist, that only their own file can name, that are not fixed yet, that only an extern alias reaches, and
    /// for values that live on the stack or behind pointers.
    /// </summary>
    public static bool IsPossible(ITypeSymbol type, CompilationReader reader) => FindKind(type, reader) is null;

    /// <summary>Why a type cannot be named; null when it can.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">What has it.</param>
    /// <param name="reader">Reads the compilation.</param>
    public static Refusal? FindRefusal(ITypeSymbol type, ISymbol at, CompilationReader reader) =>
        FindKind(type, reader) is { } kind ? new(kind, at, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)) : null;

    private static RefusalKind? FindKind(ITypeSymbol type, CompilationReader reader) =>
        type switch
        {
            { TypeKind: TypeKind.Error } => RefusalKind.TypeNotSeen,
            { TypeKind: TypeKind.TypeParameter } => RefusalKind.ReportedElsewhere,
            { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => RefusalKind.NoJson,
            { IsRefLikeType: true } => RefusalKind.NoJson,
            IArrayTypeSymbol array => FindKind(array.ElementType, reader),
            INamedTypeSymbol named => FindKind(named, reader),
            _ => null,
        };

    private static RefusalKind? FindKind(INamedTypeSymbol type, CompilationReader reader) =>
        // The compiler takes no type of one file in the signature of a class that is everybody's.
        type.IsFileLocal || !(type.IsTupleType || type.CanBeReferencedByName)
            ? RefusalKind.ReportedByCompiler
        : type.IsForbidden(reader) ? RefusalKind.ObsoleteType
        : !reader.IsGlobal(type.ContainingAssembly) ? RefusalKind.AliasedType
        : (type.IsUnboundGenericType ? null : FindFirst(type.TypeArguments, reader))
            ?? (type.ContainingType is { } outer ? FindKind((ITypeSymbol)outer, reader) : null);

    private static RefusalKind? FindFirst(ImmutableArray<ITypeSymbol> types, CompilationReader reader)
    {
        foreach (var type in types)
        {
            if (FindKind(type, reader) is { } kind)
            {
                return kind;
            }
        }

        return null;
    }
}
