using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>Finds the code that a diagnostic is about, and puts changed code in its place.</summary>
internal static class SyntaxSearch
{
    /// <summary>The innermost node of a kind around a diagnostic's place.</summary>
    public static Task<T?> FindAsync<T>(this Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
        where T : SyntaxNode => document.FindAsync<T>(diagnostic.Location.SourceSpan, cancellationToken);

    /// <summary>The innermost node of a kind around a place.</summary>
    public static async Task<T?> FindAsync<T>(this Document document, TextSpan place, CancellationToken cancellationToken)
        where T : SyntaxNode
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(place, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();
    }

    /// <summary>The argument of an attribute that sets a property; null when it is not written.</summary>
    public static AttributeArgumentSyntax? FindProperty(this AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Sets a property of an attribute that has arguments already.</summary>
    public static TextChange SetProperty(this AttributeSyntax attribute, string name, string value) =>
        attribute.FindProperty(name) is { } written
            ? new(written.Expression.Span, value)
            : new(new(attribute.ArgumentList!.Arguments.Last().Span.End, 0), $", {name} = {value}");

    /// <summary>Changes the text of a file, of which nothing else is touched.</summary>
    public static async Task<Solution> WithAsync(this Document document, CancellationToken cancellationToken, params TextChange[] changes)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start))).Project.Solution;
    }

    /// <summary>The line ending that a file has, so that what is added has it too.</summary>
    public static string LineEndingOf(SourceText text) =>
        text.Lines.Count > 1 && text.ToString(text.Lines[0].SpanIncludingLineBreak).EndsWith("\r\n", StringComparison.Ordinal)
            ? "\r\n"
            : "\n";

    /// <summary>Writes members after another one, a line apart from it and from each other.</summary>
    /// <param name="member">The member that they follow.</param>
    /// <param name="write">Gives the members, told the indentation and the line ending.</param>
    public static TextChange AddAfter(MemberDeclarationSyntax member, Func<string, string, IEnumerable<string>> write)
    {
        var lineEnding = LineEndingOf(member.SyntaxTree.GetText());
        var indentation = IndentationOf(member);

        // A comment after the member is its own.
        var end = member.GetTrailingTrivia().LastOrDefault(TriviaSearch.IsComment) is { RawKind: not 0 } comment
            ? comment.Span.End
            : member.Span.End;
        return new(new(end, 0), string.Concat(write(indentation, lineEnding).Select(text => lineEnding + lineEnding + indentation + text)));
    }

    /// <summary>The white space before a member on its line.</summary>
    public static string IndentationOf(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();

    /// <summary>The words of a method's name as a sentence: <c>UpdateL2vpnInNrm</c> gives <c>Update l2vpn in nrm</c>.</summary>
    public static string ToSentence(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 1; index <= name.Length; index++)
        {
            if (index == name.Length || char.IsUpper(name[index]))
            {
                words.Add(name.Substring(start, index - start));
                start = index;
            }
        }

        return string.Join(" ", words.Select(static (word, index) => index == 0 ? word : word.ToLowerInvariant()));
    }
}
