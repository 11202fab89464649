using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>Says where members can be added to a type.</summary>
internal static class TypeHierarchyParser
{
    /// <summary>
    /// Reads the type and those around it; null when no members can be added to it that the registry reaches: it is not partial, generic, local to its file, or
    /// hidden in a private place.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="mustBePartial">False when no member is added to it: what is emitted only speaks of it.</param>
    public static TypeHierarchy? TryParse(INamedTypeSymbol type, CancellationToken cancellationToken, bool mustBePartial = true)
    {
        var parts = new List<TypePart>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            // A name that is not typed yet is empty.
            if (!current.CanBeReferencedByName || current.IsGenericType || current.IsFileLocal || !IsReachable(current.DeclaredAccessibility) || KeywordOf(current) is not { } keyword)
            {
                return null;
            }

            parts.Add(new(keyword, SymbolFormats.Escape(current.Name)));
        }

        if ((mustBePartial && !type.IsPartial(cancellationToken)) || !HasName(type.ContainingNamespace))
        {
            return null;
        }

        parts.Reverse();
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            parts.ToEquatableArray(),
            FileNames.Create(MetadataLikeName(type)));
    }

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

    private static bool HasName(INamespaceSymbol space) => space.IsGlobalNamespace || (space.CanBeReferencedByName && HasName(space.ContainingNamespace));

    /// <summary>True for what the registry, which stands outside of every class, can name.</summary>
    public static bool IsReachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static string? KeywordOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Class, IsRecord: true } => "record",
        { TypeKind: TypeKind.Class } => "class",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => null,
    };
}
