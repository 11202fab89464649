using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.CodeFixes;

/// <summary>Changes a chain in the form in which its author wrote it: on one line or several, with whatever parentheses and comments.</summary>
internal static class ChainSyntax
{
    private const string Shift = ">>";

    /// <summary>The one expression that a method returns; null when there is none.</summary>
    public static ExpressionSyntax? BodyOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression ?? (method.Body?.Statements is [ReturnStatementSyntax { Expression: { } expression }] ? expression : null);

    /// <summary>The first operand of a chain, <c>Begin</c> or a list that stands in its place.</summary>
    public static ExpressionSyntax FirstOf(ExpressionSyntax chain)
    {
        while (true)
        {
            switch (chain)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    chain = parenthesized.Expression;
                    break;
                case BinaryExpressionSyntax shift:
                    chain = shift.Left;
                    break;
                default:
                    return chain;
            }
        }
    }

    /// <summary>Puts operands behind another one, each on a line of its own when the others are.</summary>
    public static TextChange InsertBehind(ExpressionSyntax operand, params string[] added)
    {
        var written = OutermostOf(operand);
        var separator = SeparatorAt(written);
        return new(
            new(separator.StartsLine ? EndWithComment(written) : written.Span.End, 0),
            string.Concat(added.Select(text => separator.Text + text)));
    }

    /// <summary>Puts operands at the end of a chain.</summary>
    public static TextChange Append(ExpressionSyntax chain, params string[] added) =>
        InsertBehind(chain is BinaryExpressionSyntax { Right: var last } ? last : chain, added);

    /// <summary>Puts operands before the first one of a chain.</summary>
    public static TextChange InsertBefore(ExpressionSyntax first, params string[] added)
    {
        var separator = SeparatorAt(OutermostOf(first));
        return new(new(first.SpanStart, 0), string.Concat(added.Select(text => text + separator.Text)));
    }

    /// <summary>The operand to the left of another one, or a chain; null when the operand is the first one where it stands.</summary>
    public static ExpressionSyntax? LeftOf(ExpressionSyntax operand) => ShiftBefore(OutermostOf(operand))?.Left;

    /// <summary>Takes an operand out that is not the first one where it stands.</summary>
    public static TextChange Remove(ExpressionSyntax operand)
    {
        var written = OutermostOf(operand);
        var left = ShiftBefore(written)!.Left;
        return SeparatorAt(written).StartsLine
            ? new(TextSpan.FromBounds(EndWithComment(left), EndWithComment(written)), "")
            : new(TextSpan.FromBounds(left.Span.End, written.Span.End), "");
    }

    /// <summary>The text of operands that follow each other; null when parentheses come between them, so that they are no text of their own.</summary>
    public static TextSpan? RunOf(IReadOnlyList<ExpressionSyntax> operands)
    {
        var first = OutermostOf(operands[0]);
        var end = first;
        var current = ShiftBefore(first) ?? first;
        foreach (var operand in operands.Skip(1))
        {
            end = OutermostOf(operand);
            if (current.Parent is not BinaryExpressionSyntax next || next.Left != current || next.Right != end)
            {
                return null;
            }

            current = next;
        }

        return TextSpan.FromBounds(first.SpanStart, end.Span.End);
    }

    private static ExpressionSyntax OutermostOf(ExpressionSyntax operand)
    {
        while (operand.Parent is ParenthesizedExpressionSyntax around)
        {
            operand = around;
        }

        return operand;
    }

    private static BinaryExpressionSyntax? ShiftBefore(ExpressionSyntax operand) => operand.Parent is BinaryExpressionSyntax shift && shift.Right == operand ? shift : null;

    // As the operator beside the operand is written: it may start its line, end it, or stand within it.
    private static (string Text, bool StartsLine) SeparatorAt(ExpressionSyntax operand)
    {
        if (operand.Parent is not BinaryExpressionSyntax { OperatorToken: var shift })
        {
            return ($" {Shift} ", false);
        }

        var text = shift.SyntaxTree!.GetText();
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        if (IndentationOf(shift) is { } indentation)
        {
            return ($"{lineEnding}{indentation}{Shift} ", true);
        }

        return IndentationOf(shift.GetNextToken()) is { } next ? ($" {Shift}{lineEnding}{next}", false) : ($" {Shift} ", false);

        string? IndentationOf(SyntaxToken token)
        {
            var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(token.SpanStart).Start, token.SpanStart));
            return string.IsNullOrWhiteSpace(before) ? before : null;
        }
    }

    // A comment on the line of an operand is about it.
    private static int EndWithComment(ExpressionSyntax operand)
    {
        var end = operand.Span.End;
        foreach (var trivia in operand.GetTrailingTrivia())
        {
            end = trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) ? trivia.Span.End : end;
        }

        return end;
    }
}
