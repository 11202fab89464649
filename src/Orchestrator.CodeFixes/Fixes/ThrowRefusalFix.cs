using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH4014: throws the exception that rejects an answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThrowRefusalFix))]
[Shared]
public sealed class ThrowRefusalFix() : SourceFix(DiagnosticIds.RefusalIsLost)
{
    // Which field is meant, and what a handler is for, the author decides.
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call
            ? new(
                "Throw it",
                nameof(ThrowRefusalFix),
                token => document.WithAsync(token, new TextChange(new TextSpan(call.SpanStart, 0), "throw "))
            )
            : null;
}
