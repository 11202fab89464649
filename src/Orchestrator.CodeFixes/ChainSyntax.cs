using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.CodeFixes;

/// <summary>Changes a chain in the form in which its author wrote it.</summary>
internal static class ChainSyntax
{
    /// <summary>The one expression that a method returns; null when there is none.</summary>
    public static ExpressionSyntax? BodyOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression ?? (method.Body?.Statements is [ReturnStatementSyntax { Expression: { } expression }] ? expression : null);

    /// <summary>Puts an operand behind another one, on a line of its own when the others are.</summary>
    /// <param name="root">The file.</param>
    /// <param name="body">The chain.</param>
    /// <param name="index">The operand, <c>Begin</c> being 0.</param>
    /// <param name="operand">What to write.</param>
    public static SyntaxNode InsertBehind(SyntaxNode root, ExpressionSyntax body, int index, string operand)
    {
        // The operand and all that is to its left get a shift of their own around them.
        var before = SyntaxSearch.OperandsOf(body)[index];
        var left = index == 0 ? before : (ExpressionSyntax)before.Parent!;
        var shift = before.Parent is BinaryExpressionSyntax written && index > 0 ? written.OperatorToken
            : left.Parent is BinaryExpressionSyntax next ? next.OperatorToken
            : SyntaxFactory.Token(SyntaxKind.GreaterThanGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space).WithLeadingTrivia(SyntaxFactory.Space);
        var added = SyntaxFactory.ParseExpression(operand).WithTrailingTrivia(left.GetTrailingTrivia());
        return root.ReplaceNode(left, SyntaxFactory.BinaryExpression(SyntaxKind.RightShiftExpression, left.WithoutTrailingTrivia().WithTrailingTrivia(TrailingOf(left)), shift, added));
    }

    // A chain of one line has its spaces around the operator; one of several lines ends each operand with a line break.
    private static SyntaxTriviaList TrailingOf(ExpressionSyntax operand) =>
        operand.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) || operand.Parent is BinaryExpressionSyntax ? operand.GetTrailingTrivia()
        : operand is BinaryExpressionSyntax { Left: var left } ? left.GetTrailingTrivia()
        : SyntaxFactory.TriviaList(SyntaxFactory.Space);
}
