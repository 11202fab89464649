using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Puts a comment of its own at every place of a source where one can stand, so that none can be lost without being missed.
/// </summary>
internal static class CommentedSource
{
    /// <summary>Between all words that share a line.</summary>
    public static string Within(string source) => Write(source, static (token, number) => EndsLine(token) ? "" : $"/*c{number}*/", "");

    /// <summary>At the end of each line, and on a line of its own before each.</summary>
    public static string AroundLines(string source) =>
        Write(
            source,
            static (token, number) => EndsLine(token) ? $" // e{number}\n{Indentation(token.GetNextToken())}// o{number}" : "",
            "\n"
        );

    /// <summary>The comments of a source, each as it is written.</summary>
    public static IEnumerable<string> CommentsOf(SyntaxNode root, Func<SyntaxTrivia, bool> isWanted) =>
        root.DescendantTrivia(descendIntoTrivia: false)
            .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Where(isWanted)
            .Select(static trivia => trivia.ToString());

    private static string Write(string source, Func<SyntaxToken, string, string> write, string end)
    {
        var root = CSharpSyntaxTree
            .ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14), cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken);
        var text = new StringBuilder(source);
        var number = 0;
        foreach (var token in root.DescendantTokens().Where(CanStandAfter).Reverse())
        {
            text.Insert(token.Span.End, write(token, (number++).ToString(CultureInfo.InvariantCulture)));
        }

        return text.Append(end).ToString();
    }

    // A text with holes is one token for its author, and what a directive or a comment has said already is left to it.
    private static bool CanStandAfter(SyntaxToken token) =>
        !token.IsMissing
        && !token.IsKind(SyntaxKind.EndOfFileToken)
        && !token.Parent!.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().Any()
        && token.TrailingTrivia.All(static trivia =>
            trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)
        )
        && !token.GetNextToken().LeadingTrivia.Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia));

    private static bool EndsLine(SyntaxToken token) => token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    private static string Indentation(SyntaxToken token) =>
        token.LeadingTrivia.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
}
