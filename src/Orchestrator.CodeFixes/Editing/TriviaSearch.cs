using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Finds what a change of text must not lose: comments, and the lines that choose what is compiled.</summary>
internal static class TriviaSearch
{
    /// <summary>The comments in a part of a file, each as it is written.</summary>
    public static IReadOnlyList<SyntaxTrivia> CommentsIn(this SyntaxNode root, TextSpan span) =>
        [.. root.DescendantTrivia(span).Where(trivia => span.Contains(trivia.Span) && IsComment(trivia))];

    /// <summary>True when a part of a file is not compiled as one: <c>#if</c> and its like stand in it.</summary>
    public static bool HasDirectives(this SyntaxNode root, TextSpan span) =>
        root.DescendantTrivia(span)
            .Any(trivia => (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia)) && span.Contains(trivia.Span));

    /// <summary>True when nothing but white space stands in a part of a file.</summary>
    public static bool IsBlank(this SourceText text, TextSpan span) => string.IsNullOrWhiteSpace(text.ToString(span));

    /// <summary>True for a comment that is not documentation, which belongs to its member.</summary>
    public static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    /// <summary>The white space at the beginning of the line of a token, when the token is the first one there; null otherwise.</summary>
    public static string? IndentationAt(this SourceText text, SyntaxToken token)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(token.SpanStart).Start, token.SpanStart));
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }

    /// <summary>The white space at the beginning of a line.</summary>
    public static string IndentationAt(this SourceText text, TextLine line)
    {
        var content = text.ToString(line.Span);
        return content.Substring(0, content.Length - content.TrimStart().Length);
    }

    /// <summary>Removes code; the comments in it stay.</summary>
    public static TextChange RemoveCode(this SyntaxNode root, TextSpan span)
    {
        var comments = root.CommentsIn(span)
            .Select(comment =>
                comment.IsKind(SyntaxKind.SingleLineCommentTrivia)
                    ? comment + SyntaxSearch.LineEndingOf(root.SyntaxTree.GetText())
                    : comment.ToString()
            );
        return new(span, string.Concat(comments));
    }

    /// <summary>Removes a word and the white space after it; a comment there stays.</summary>
    public static TextChange RemoveWord(SyntaxToken word)
    {
        var end = word.TrailingTrivia is [{ RawKind: (int)SyntaxKind.WhitespaceTrivia } space, ..] ? space.Span.End : word.Span.End;
        return new(TextSpan.FromBounds(word.SpanStart, end), "");
    }
}
