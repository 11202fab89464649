using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>
/// Changes a chain in the form in which its author wrote it: on one line or several, with whatever parentheses and comments.
/// </summary>
internal static class ChainSyntax
{
    private const string Shift = ">>";

    /// <summary>The one expression that a method returns; null when there is none.</summary>
    public static ExpressionSyntax? BodyOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression
        ?? (method.Body?.Statements is [ReturnStatementSyntax { Expression: { } expression }] ? expression : null);

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

    /// <summary>Puts operands after another one, each on a line of its own when the others are.</summary>
    public static TextChange InsertAfter(ExpressionSyntax operand, params string[] added)
    {
        var written = OutermostOf(operand);
        var separator = SeparatorAt(written);
        return new(
            new(separator.StartsLine ? EndWithComment(written) : written.Span.End, 0),
            string.Concat(added.Select(text => separator.Text + text))
        );
    }

    /// <summary>Puts operands at the end of a chain.</summary>
    public static TextChange Append(ExpressionSyntax chain, params string[] added) =>
        InsertAfter(chain is BinaryExpressionSyntax { Right: var last } ? last : chain, added);

    /// <summary>Puts operands before the first one of a chain.</summary>
    public static TextChange InsertBefore(ExpressionSyntax first, params string[] added)
    {
        var separator = SeparatorAt(OutermostOf(first));
        return new(new(first.SpanStart, 0), string.Concat(added.Select(text => text + separator.Text)));
    }

    /// <summary>The operand to the left of another one, or a chain; null when the operand is the first one where it stands.</summary>
    public static ExpressionSyntax? LeftOf(ExpressionSyntax operand) => ShiftBefore(OutermostOf(operand))?.Left;

    /// <summary>
    /// Takes an operand out that is not the first one where it stands. Comments stay, on lines of their own where there is no other place
    /// for them.
    /// </summary>
    public static TextChange[] Remove(ExpressionSyntax operand)
    {
        var written = OutermostOf(operand);
        var shift = ShiftBefore(written)!;
        var (left, mark) = (shift.Left, shift.OperatorToken);
        var text = shift.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(written.Span.End);
        var rest = TextSpan.FromBounds(written.Span.End, line.End);
        if (!text.IsBlank(TextSpan.FromBounds(mark.Span.End, written.SpanStart)) || written.CommentsIn(written.Span).Count > 0)
        {
            return [new(TextSpan.FromBounds(EndBefore(mark), mark.Span.End), ""), written.RemoveCode(written.Span)];
        }

        var isAlone = text.IndentationAt(mark) is not null && line.LineNumber == text.Lines.GetLineFromPosition(mark.SpanStart).LineNumber;
        var comment = operand.GetTrailingTrivia().FirstOrDefault(TriviaSearch.IsComment);
        return isAlone && comment.RawKind != 0 ? [new(TextSpan.FromBounds(mark.SpanStart, comment.SpanStart), "")]
            : isAlone && text.IsBlank(rest) ? [new(line.SpanIncludingLineBreak, "")]
            : text.IsBlank(TextSpan.FromBounds(left.Span.End, mark.SpanStart))
                ? [new(TextSpan.FromBounds(left.Span.End, written.Span.End), "")]
            : [new(TextSpan.FromBounds(mark.SpanStart, written.Span.End), "")];
    }

    /// <summary>
    /// Puts one operand in the place of several that follow each other. The comments between them go on lines of their own above; null
    /// where that is not possible, because the operands are compiled under conditions.
    /// </summary>
    public static TextChange[]? Replace(SyntaxNode root, TextSpan run, string operand)
    {
        if (root.HasDirectives(run))
        {
            return null;
        }

        var text = root.SyntaxTree.GetText();
        var comments = root.CommentsIn(run);
        if (comments.Count == 0)
        {
            return [new(run, operand)];
        }

        var line = text.Lines.GetLineFromPosition(run.Start);
        if (root.FindToken(line.Start).SpanStart < line.Start)
        {
            return null;
        }

        var indentation = text.IndentationAt(line);
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        return [new(new(line.Start, 0), string.Concat(comments.Select(comment => indentation + comment + lineEnding))), new(run, operand)];
    }

    /// <summary>
    /// The text of operands that follow each other; null when parentheses come between them, so that they are not a text of their own.
    /// </summary>
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

    private static BinaryExpressionSyntax? ShiftBefore(ExpressionSyntax operand) =>
        operand.Parent is BinaryExpressionSyntax shift && shift.Right == operand ? shift : null;

    // As the operator beside the operand is written: it may start its line, end it, or stand within it.
    private static (string Text, bool StartsLine) SeparatorAt(ExpressionSyntax operand)
    {
        if (operand.Parent is not BinaryExpressionSyntax { OperatorToken: var shift })
        {
            return ($" {Shift} ", false);
        }

        var text = shift.SyntaxTree!.GetText();
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        if (text.IndentationAt(shift) is { } indentation)
        {
            return ($"{lineEnding}{indentation}{Shift} ", true);
        }

        return text.IndentationAt(shift.GetNextToken()) is { } next ? ($" {Shift}{lineEnding}{next}", false) : ($" {Shift} ", false);
    }

    // With the white space before it, where it stands on the line of what comes before.
    private static int EndBefore(SyntaxToken token) =>
        token.GetPreviousToken() is var previous
        && token.LeadingTrivia.Count == 0
        && previous.TrailingTrivia.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            ? previous.Span.End
            : token.SpanStart;

    // A comment on the line of an operand is about it.
    private static int EndWithComment(ExpressionSyntax operand)
    {
        var end = operand.Span.End;
        foreach (var comment in operand.GetTrailingTrivia().Where(TriviaSearch.IsComment))
        {
            end = comment.Span.End;
        }

        return end;
    }
}
