using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A source with one slip in it.</summary>
/// <param name="What">The slip, and the line in which it is.</param>
/// <param name="Text">The source.</param>
internal sealed record Slip(string What, string Text);

/// <summary>
/// Makes the slips that authors make in a source, each in a copy of its own: something is left out, misspelt, of another type or in the
/// wrong order.
/// </summary>
internal static class SlipsOfAuthors
{
    /// <summary>All slips in a source, in the order of their kinds.</summary>
    public static IEnumerable<Slip> In(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var nodes = tree.GetRoot().DescendantNodes().ToArray();
        return Find(nodes)
            .Select(slip => new Slip(
                $"{slip.What} in line {tree.GetLineSpan(slip.Span).StartLinePosition.Line + 1}",
                source[..slip.Span.Start] + slip.Instead + source[slip.Span.End..]
            ))
            .DistinctBy(static slip => slip.Text);
    }

    private static IEnumerable<(string What, TextSpan Span, string Instead)> Find(SyntaxNode[] nodes) =>
        [
            .. nodes.OfType<AttributeListSyntax>().Select(static list => Without(list)),
            .. nodes.OfType<AttributeArgumentListSyntax>().SelectMany(static list => WithoutEach(list.Arguments)),
            .. nodes.OfType<ArgumentListSyntax>().SelectMany(static list => WithoutEach(list.Arguments)),
            .. nodes.OfType<ParameterListSyntax>().SelectMany(static list => WithoutEach(list.Parameters)),
            .. nodes.OfType<BaseListSyntax>().Select(static list => Without(list)),
            .. nodes.OfType<MemberDeclarationSyntax>().Where(static member => member is not GlobalStatementSyntax).Select(Without),
            .. nodes.OfType<StatementSyntax>().Where(static statement => statement.Parent is BlockSyntax).Select(Without),
            .. nodes
                .OfType<MemberDeclarationSyntax>()
                .SelectMany(static member => member.Modifiers)
                .Where(static modifier => !SyntaxFacts.IsAccessibilityModifier(modifier.Kind()))
                .Select(static modifier => ($"without '{modifier.Text}'", modifier.FullSpan, "")),
            .. nodes.OfType<BinaryExpressionSyntax>().Where(IsChain).SelectMany(OfChain),
            .. nodes
                .OfType<SimpleNameSyntax>()
                .Select(static name => name.Identifier)
                .Concat(nodes.SelectMany(static node => node.ChildTokens().Where(token => IsDeclared(node, token))))
                .Select(static name => ($"'{name.Text}' misspelt", name.Span, name.Text + "x")),
            .. nodes
                .OfType<LiteralExpressionSyntax>()
                .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
                .Select(static literal => ($"{literal} empty", literal.Span, "\"\"")),
            .. nodes
                .OfType<PredefinedTypeSyntax>()
                .Where(static type => type.Parent is ParameterSyntax or PropertyDeclarationSyntax)
                .Select(static type => ($"another type than '{type}'", type.Span, type.ToString() == "string" ? "int" : "string")),
        ];

    private static (string What, TextSpan Span, string Instead) Without(SyntaxNode node) =>
        ($"without '{NameOf(node)}'", node.FullSpan, "");

    // Its first line, of a member without its attributes and what it does.
    private static string NameOf(SyntaxNode node) =>
        node is MemberDeclarationSyntax
            ? node.ToString().Split('\n').First(static line => !line.StartsWith('[')).Split(" =>")[0].Trim()
            : node.ToString().Split('\n')[0];

    private static IEnumerable<(string What, TextSpan Span, string Instead)> WithoutEach<TNode>(SeparatedSyntaxList<TNode> list)
        where TNode : SyntaxNode =>
        list.Select(
            (node, index) =>
                (
                    $"without '{node}'",
                    index > 0 ? TextSpan.FromBounds(list.GetSeparator(index - 1).SpanStart, node.Span.End)
                    : list.Count > 1 ? TextSpan.FromBounds(node.SpanStart, list[1].SpanStart)
                    : node.Span,
                    ""
                )
        );

    private static bool IsChain(BinaryExpressionSyntax chain) => chain.IsKind(SyntaxKind.RightShiftExpression);

    private static IEnumerable<(string What, TextSpan Span, string Instead)> OfChain(BinaryExpressionSyntax chain)
    {
        yield return ($"without '>> {chain.Right}'", TextSpan.FromBounds(chain.Left.Span.End, chain.Right.Span.End), "");
        if (chain.Left is BinaryExpressionSyntax { Right: var before })
        {
            yield return (
                $"'{chain.Right}' before '{before}'",
                TextSpan.FromBounds(before.SpanStart, chain.Right.Span.End),
                $"{chain.Right} >> {before}"
            );
        }
        else
        {
            yield return ($"without '{chain.Left} >>'", TextSpan.FromBounds(chain.SpanStart, chain.Right.SpanStart), "");
        }
    }

    private static bool IsDeclared(SyntaxNode node, SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken)
        && node is BaseTypeDeclarationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax;
}
