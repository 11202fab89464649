using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.CSharp;

/// <summary>How emitted code names symbols.</summary>
internal static class SymbolFormats
{
    private static readonly SymbolDisplayFormat Unqualified = new(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly HashSet<string> Ambiguous = new(StringComparer.Ordinal)
    {
        "and",
        "async",
        "await",
        "dynamic",
        "extension",
        "field",
        "file",
        "global",
        "nameof",
        "not",
        "or",
        "partial",
        "record",
        "required",
        "scoped",
        "var",
        "when",
        "where",
        "with",
        "yield",
    };

    /// <summary><c>global::Namespace.Type&lt;Argument?&gt;</c>.</summary>
    public static SymbolDisplayFormat Type { get; } =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    /// <summary><c>Class.Member</c>, as messages name members.</summary>
    public static SymbolDisplayFormat ClassAndMember { get; } =
        new(
            typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
            memberOptions: SymbolDisplayMemberOptions.IncludeContainingType
        );

    /// <summary>
    /// A member as its author writes it, also where its symbol has a name of the compiler's or none: <c>operator +</c>, <c>lambda
    /// expression</c>.
    /// </summary>
    public static string NameOf(ISymbol member) =>
        member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } ? member.ToDisplayString(Unqualified) : member.Name;

    /// <summary><c>Namespace.Class.Member</c>, where two would be <c>Class.Member</c>.</summary>
    public static SymbolDisplayFormat FullMember { get; } =
        new(
            typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
            memberOptions: SymbolDisplayMemberOptions.IncludeContainingType
        );

    private static SymbolDisplayFormat Qualified { get; } =
        new(
            typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
            genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
        );

    /// <summary>As <see cref="Type"/>, without the question mark of the type itself.</summary>
    public static string Bare(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Type);

    /// <summary>
    /// <c>Namespace.Type, Assembly</c>: what tells a type from every other one, in texts that pass from assembly to assembly. What a
    /// message shows, <c>Type</c>, may be the name of several.
    /// </summary>
    public static string Identity(INamedTypeSymbol type) => $"{type.ToDisplayString(Qualified)}, {type.ContainingAssembly?.Name}";

    /// <summary>The type's part of an <see cref="Identity"/>.</summary>
    public static string FullName(string identity) => identity.Substring(0, identity.LastIndexOf(", ", StringComparison.Ordinal));

    /// <summary>For <c>typeof</c>, where nullability has no place.</summary>
    public static string TypeOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Escapes reserved words, and those words that mean something else where a name could stand.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || Ambiguous.Contains(name) ? "@" + name : name;
}
