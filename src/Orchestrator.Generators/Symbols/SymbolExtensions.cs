using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Symbols;

/// <summary>What is asked of symbols in more than one place.</summary>
internal static class SymbolExtensions
{
    /// <summary>True when the type is another one or has it among its base classes.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
        {
            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first attribute of this class, or of a class that its own assembly derives from it; null for none.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attribute)
    {
        if (attribute is null)
        {
            return null;
        }

        foreach (var data in symbol.GetAttributes())
        {
            if (
                SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)
                || (
                    data.AttributeClass.IsOrDerivesFrom(attribute)
                    && SymbolEqualityComparer.Default.Equals(data.AttributeClass?.ContainingAssembly, attribute.ContainingAssembly)
                )
            )
            {
                return data;
            }
        }

        return null;
    }

    public static bool HasAttribute(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.FindAttribute(attribute) is not null;

    /// <summary>
    /// True for a member that this generator has emitted, not another one. The generator does not see it, an analyzer does.
    /// </summary>
    public static bool IsEmitted(this ISymbol member) =>
        member
            .GetAttributes()
            .Any(static attribute =>
                attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.PositionalValue(0) is EmittedNames.Generator
            );

    /// <summary>
    /// True for the part of a partial member that has its body: the member is its other part, which is the one that a type lists.
    /// </summary>
    public static bool IsImplementationPart(this ISymbol member) =>
        member
            is IMethodSymbol { PartialDefinitionPart: not null }
                or IPropertySymbol { PartialDefinitionPart: not null }
                or IEventSymbol { PartialDefinitionPart: not null };

    /// <summary>
    /// What an argument of an attribute is when it is one value: null for null, for an array, and for what does not compile. The compiler's
    /// own property throws where an author has written an array, which an argument of type <c>object</c> may be.
    /// </summary>
    public static object? Scalar(this TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;

    /// <summary>The value of a named argument (<c>Name = value</c>); null when it is not written or is not one value.</summary>
    public static object? NamedValue(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Scalar();
            }
        }

        return null;
    }

    /// <summary>The elements of a named array argument; empty when it is not written.</summary>
    public static ImmutableArray<TypedConstant> NamedValues(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            {
                return argument.Value.Values;
            }
        }

        return [];
    }

    /// <summary>The value of a constructor argument; null when the code being typed has no such argument yet.</summary>
    public static object? PositionalValue(this AttributeData attribute, int index) => attribute.PositionalConstant(index).Scalar();

    /// <summary>True when a constructor argument is written and compiles, though its value may be null.</summary>
    public static bool IsWritten(this AttributeData attribute, int index) =>
        attribute.PositionalConstant(index).Kind is not TypedConstantKind.Error;

    /// <summary>True when an argument has no value here: it does not compile, or names what another generator emits.</summary>
    public static bool HasUnreadable(this AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsUnreadable)
        || attribute.NamedArguments.Any(static argument => IsUnreadable(argument.Value));

    private static bool IsUnreadable(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error
        || (value is { Kind: TypedConstantKind.Array, IsNull: false } && value.Values.Any(IsUnreadable));

    /// <summary>A constructor argument of whatever kind; nothing when the code being typed has no such argument yet.</summary>
    public static TypedConstant PositionalConstant(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index] : default;

    /// <summary>The elements of a constructor argument that is an array; empty when it is none.</summary>
    public static ImmutableArray<TypedConstant> PositionalValues(this AttributeData attribute, int index) =>
        attribute.PositionalConstant(index) is { Kind: TypedConstantKind.Array, IsNull: false } array ? array.Values : [];

    /// <summary>
    /// Where a named argument (<c>Name = value</c>) of an attribute has its value; the attribute itself where it is not written so, null in
    /// another assembly.
    /// </summary>
    public static Location? FindPlace(this AttributeData attribute, string name, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
            ? (
                (SyntaxNode?)
                    syntax
                        .ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
                        ?.Expression
                ?? syntax
            ).GetLocation()
            : null;

    /// <summary>Where a constructor argument is written, if it is not named; null in another assembly.</summary>
    public static Location? FindArgument(this AttributeData attribute, int index, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
            ? (syntax.ArgumentList?.Arguments.ElementAtOrDefault(index)?.Expression ?? (SyntaxNode)syntax).GetLocation()
            : null;

    /// <summary>True when every declaration of the type, and of each type around it, says <c>partial</c>.</summary>
    public static bool IsPartial(this INamedTypeSymbol type, CancellationToken cancellationToken) =>
        !FindClosed(type, cancellationToken).Any();

    /// <summary>
    /// The type and those around it, as far as no member can be added to them. The class of top-level statements is always open.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> FindClosed(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaringSyntaxReferences.Any(reference => !IsOpen(reference.GetSyntax(cancellationToken))))
            {
                yield return current;
            }
        }
    }

    private static bool IsOpen(SyntaxNode declaration) =>
        declaration is CompilationUnitSyntax
        || (declaration is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>
    /// The members in the order in which they are written, files ordered by path: the order of
    /// <see cref="INamespaceOrTypeSymbol.GetMembers()"/>
    /// depends on the order in which the files of a partial type reach the compiler.
    /// </summary>
    public static IEnumerable<ISymbol> MembersInOrder(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length < 2
            ? type.GetMembers()
            : type.GetMembers()
                .OrderBy(static member => OrderOf(FirstReference(member)), StringComparer.Ordinal)
                .ThenBy(static member => FirstReference(member)?.Span.Start ?? 0);

    /// <summary>
    /// What files are ordered by: their path, with the separator that sorts before all that a name can have, whatever the machine writes. A
    /// backslash would sort after capital letters.
    /// </summary>
    public static string OrderOf(SyntaxReference? reference) => reference?.SyntaxTree.FilePath.Replace('\\', '/').Replace('/', '\0') ?? "";

    /// <summary>True for what is obsolete as an error: emitted code could not name it any more than other code.</summary>
    public static bool IsForbidden(this ISymbol symbol, CompilationReader reader) =>
        UseMarks.Of(reader).MayHave(symbol) && symbol.FindAttribute(reader.Known.ObsoleteAttribute)?.PositionalValue(1) is true;

    /// <summary>True for a member that emitted code could not read: it is obsolete as an error, or its getter is.</summary>
    public static bool IsForbiddenToRead(this ISymbol member, CompilationReader reader) =>
        member.IsForbidden(reader) || (member is IPropertySymbol { GetMethod: { } getter } && getter.IsForbidden(reader));

    /// <summary>True for a member that emitted code could not set: it is obsolete as an error, or its setter is.</summary>
    public static bool IsForbiddenToSet(this ISymbol member, CompilationReader reader) =>
        member.IsForbidden(reader) || (member is IPropertySymbol { SetMethod: { } setter } && setter.IsForbidden(reader));

    /// <summary>The types of a namespace or type, and those inside them.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesInside(this INamespaceOrTypeSymbol container) =>
        container
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .SelectMany(static member => member is INamedTypeSymbol type ? type.TypesInside().Prepend(type) : member.TypesInside());

    private static SyntaxReference? FirstReference(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault();
}
