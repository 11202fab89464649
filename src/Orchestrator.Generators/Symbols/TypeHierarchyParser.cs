using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Symbols;

/// <summary>Says where members can be added to a type.</summary>
internal static class TypeHierarchyParser
{
    /// <summary>
    /// Reads the type and those around it. The registry, which stands outside of every class, has to reach what is added.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="mustBePartial">False when no member is added to it: what is emitted only speaks of it.</param>
    public static Parsed<TypeHierarchy> Parse(
        INamedTypeSymbol type,
        CompilationReader reader,
        CancellationToken cancellationToken,
        bool mustBePartial = true
    )
    {
        var parts = new List<TypePart>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (FindRefusal(current, reader) is { } refusal)
            {
                return refusal;
            }

            if (KeywordOf(current) is not { } keyword)
            {
                return new Refusal(RefusalKind.ReportedByCompiler, current);
            }

            parts.Add(new(keyword, SymbolFormats.Escape(current.Name)));
        }

        if (mustBePartial)
        {
            ImmutableArray<Refusal> closed =
            [
                .. SymbolExtensions
                    .FindClosed(type, cancellationToken)
                    .Select(static closed => new Refusal(RefusalKind.NotPartial, closed)),
            ];
            if (!closed.IsEmpty)
            {
                return closed;
            }
        }

        if (!HasName(type.ContainingNamespace))
        {
            return new Refusal(RefusalKind.ReportedByCompiler, type);
        }

        parts.Reverse();
        return new TypeHierarchy(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            parts.ToEquatableArray(),
            FileNames.Create(MetadataLikeName(type)),
            new UseDiagnostics(reader).Add(type).Ids
        );
    }

    // A name that is not typed yet is empty.
    private static Refusal? FindRefusal(INamedTypeSymbol type, CompilationReader reader) =>
        !type.CanBeReferencedByName ? new(RefusalKind.ReportedByCompiler, type)
        : type.IsFileLocal ? new(RefusalKind.FileLocalClass, type)
        : type.Arity > 0 ? new(RefusalKind.GenericClass, type)
        : !IsReachable(type.DeclaredAccessibility) ? new(RefusalKind.HiddenClass, type)
        : type.IsForbidden(reader) ? new(RefusalKind.ObsoleteClass, type)
        : null;

    /// <summary>The class's name without its namespace, <c>Outer.Inner</c>.</summary>
    public static string NestedName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? NestedName(outer) + "." + type.Name : type.Name;

    private static string MetadataLikeName(INamedTypeSymbol type)
    {
        var name = NestedName(type);
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = space.Name + "." + name;
        }

        return name;
    }

    private static bool HasName(INamespaceSymbol space) =>
        space.IsGlobalNamespace || (space.CanBeReferencedByName && HasName(space.ContainingNamespace));

    /// <summary>True for what the registry, which stands outside of every class, can name.</summary>
    private static bool IsReachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static string? KeywordOf(INamedTypeSymbol type) =>
        type switch
        {
            { TypeKind: TypeKind.Class, IsRecord: true } => "record",
            { TypeKind: TypeKind.Class } => "class",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => null,
        };
}
