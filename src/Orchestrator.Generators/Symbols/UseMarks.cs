using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// Says, by the names as they are written, whether a declaration may have an attribute that is reported where the declaration is used.
/// Most declarations have none, and an attribute and its arguments are only bound for those that may.
/// </summary>
internal sealed class UseMarks(CompilationReader reader)
{
    private const string Suffix = "Attribute";

    // All of them are sealed, so an attribute has another name only by an alias.
    private static readonly HashSet<string> Names = new(
        [
            .. new[]
            {
                "Obsolete",
                "Experimental",
                "RequiresPreviewFeatures",
                "RequiresUnreferencedCode",
                "RequiresDynamicCode",
                "RequiresAssemblyFiles",
            }.SelectMany(static name => new[] { name, name + Suffix }),
        ],
        StringComparer.Ordinal
    );

    /// <summary>Those of a compilation.</summary>
    public static UseMarks Of(CompilationReader reader) => reader.Get(static reader => new UseMarks(reader));

    /// <summary>False when a symbol has none of the attributes; true when it has one, or when only its attributes can say so.</summary>
    public bool MayHave(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol
            is IMethodSymbol { PartialDefinitionPart: not null }
                or IMethodSymbol { PartialImplementationPart: not null }
                or IPropertySymbol { PartialDefinitionPart: not null }
                or IPropertySymbol { PartialImplementationPart: not null }
        || symbol.DeclaringSyntaxReferences.Any(MayHave);

    // The aliases of another project are not known here.
    private bool MayHave(SyntaxReference declaration) =>
        !reader.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
        || AttributesOf(declaration.GetSyntax()) is not { } lists
        || lists.Any(list => list.Attributes.Any(MayBe));

    private bool MayBe(AttributeSyntax attribute) =>
        attribute.Name switch
        {
            QualifiedNameSyntax name => Names.Contains(name.Right.Identifier.ValueText),
            AliasQualifiedNameSyntax name => Names.Contains(name.Name.Identifier.ValueText),
            SimpleNameSyntax { Identifier.ValueText: var name } => Names.Contains(name)
                || UsingDirectives.Of(reader).IsAlias(name, attribute.SyntaxTree)
                || UsingDirectives.Of(reader).IsAlias(name + Suffix, attribute.SyntaxTree),
            _ => true,
        };

    private static SyntaxList<AttributeListSyntax>? AttributesOf(SyntaxNode declaration) =>
        declaration switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            AccessorDeclarationSyntax accessor => accessor.AttributeLists,
            ArrowExpressionClauseSyntax => default(SyntaxList<AttributeListSyntax>),
            ParameterSyntax parameter => parameter.AttributeLists,
            VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } => field.AttributeLists,
            _ => null,
        };
}
