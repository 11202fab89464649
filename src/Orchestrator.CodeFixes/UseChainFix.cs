using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH2004: puts the chain in the place of the steps that repeat it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseChainFix))]
[Shared]
public sealed class UseChainFix() : CodeFix(DiagnosticIds.ChainIsRepeated)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || !diagnostic.Properties.TryGetValue(RepeatedChainAnalyzer.Chain, out var chain)
            || chain is null
            || !int.TryParse(diagnostic.Properties[RepeatedChainAnalyzer.Count], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || root.FindNode(diagnostic.Location.SourceSpan) is not ExpressionSyntax { Parent: BinaryExpressionSyntax first })
        {
            return null;
        }

        // The chain leans to the left: from the first repeated operand go up to the shift whose right side is the last one.
        var last = first;
        for (var index = 1; index < count; index++)
        {
            if (last.Parent is not BinaryExpressionSyntax next || next.Left != last)
            {
                return null;
            }

            last = next;
        }

        var use = first.WithRight(SyntaxFactory.ParseExpression(chain).WithTriviaFrom(first.Right).WithTrailingTrivia(last.GetTrailingTrivia()));
        return new($"Use '{chain}'", nameof(UseChainFix), _ => Task.FromResult(document.With(root.ReplaceNode(last, use))));
    }
}
