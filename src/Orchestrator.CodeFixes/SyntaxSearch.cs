using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.CodeFixes;

/// <summary>Finds the code that a diagnostic is about.</summary>
internal static class SyntaxSearch
{
    /// <summary>The innermost node of a kind around a diagnostic's place.</summary>
    public static async Task<T?> FindAsync<T>(this Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
        where T : SyntaxNode
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();
    }

    /// <summary>The argument of an attribute that sets a property; null when it is not written.</summary>
    public static AttributeArgumentSyntax? FindProperty(this AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Puts a changed root back in its place.</summary>
    public static Solution With(this Document document, SyntaxNode root) => document.WithSyntaxRoot(root).Project.Solution;

    /// <summary>The line ending that a file has, so that what is added has it too.</summary>
    public static string LineEndingOf(SyntaxNode root)
    {
        var text = root.GetText();
        return text.Lines.Count > 1 && text.ToString(text.Lines[0].SpanIncludingLineBreak).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    }

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

    /// <summary>The operands of a chain from the first to the last, <c>Begin</c> included.</summary>
    public static IReadOnlyList<ExpressionSyntax> OperandsOf(ExpressionSyntax expression)
    {
        var operands = new List<ExpressionSyntax>();
        while (expression is BinaryExpressionSyntax shift)
        {
            operands.Add(shift.Right);
            expression = shift.Left;
        }

        operands.Add(expression);
        operands.Reverse();
        return operands;
    }
}
