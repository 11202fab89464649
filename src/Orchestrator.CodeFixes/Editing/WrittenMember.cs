using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Removes a member with its documentation. The other comments above it stay: they may be about what follows.</summary>
internal static class WrittenMember
{
    /// <summary>What removes a method; null when it has two parts, or parts of it are compiled under conditions.</summary>
    public static TextChange[]? TryRemove(MethodDeclarationSyntax method)
    {
        if (method.Modifiers.Any(SyntaxKind.PartialKeyword) || method.HasDirectives(method.Span))
        {
            return null;
        }

        var text = method.SyntaxTree.GetText();
        TextSpan[] documentation =
        [
            .. method
                .GetLeadingTrivia()
                .Where(static trivia =>
                    trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                    || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)
                )
                .Select(trivia => TextSpan.FromBounds(text.Lines.GetLineFromPosition(trivia.FullSpan.Start).Start, trivia.FullSpan.End)),
        ];
        var first = text.Lines.GetLineFromPosition(method.SpanStart);
        var last = text.Lines.GetLineFromPosition(method.Span.End);
        var hasLines =
            text.IsBlank(TextSpan.FromBounds(first.Start, method.SpanStart))
            && text.IsBlank(TextSpan.FromBounds(method.Span.End, last.End));
        var before = documentation.Length > 0 ? text.Lines.GetLineFromPosition(documentation[0].Start) : first;
        var own = !hasLines
            ? method.Span
            : TextSpan.FromBounds(
                first.Start,
                HasEmptyLineBefore(text, method, before) ? EndWithEmptyLine(text, last) : last.EndIncludingLineBreak
            );
        return [.. documentation.Append(own).Select(static span => new TextChange(span, ""))];
    }

    // What stood between empty lines leaves one of them.
    private static bool HasEmptyLineBefore(SourceText text, MethodDeclarationSyntax method, TextLine first) =>
        method.Parent is TypeDeclarationSyntax { Members: [var member, ..] } && member == method
        || (first.LineNumber > 0 && text.IsBlank(text.Lines[first.LineNumber - 1].Span));

    private static int EndWithEmptyLine(SourceText text, TextLine last) =>
        last.LineNumber + 1 < text.Lines.Count && text.Lines[last.LineNumber + 1] is var next && text.IsBlank(next.Span)
            ? next.EndIncludingLineBreak
            : last.EndIncludingLineBreak;
}
