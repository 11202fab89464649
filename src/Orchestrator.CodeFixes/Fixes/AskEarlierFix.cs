using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH4012: asks a page after which the form asks another one as an earlier page.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AskEarlierFix))]
[Shared]
public sealed class AskEarlierFix() : SourceFix(DiagnosticIds.PageIsAskedInVain)
{
    private const string Ask = "AskAsync";

    // What is wrong with a page itself, or becomes of its answers, the author decides.
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.AdditionalLocations is [{ SourceSpan: var span }]
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && root.FindNode(span, getInnermostNodeForTie: true)
            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Span: var name } }
            ? new(
                $"Ask the earlier page with '{Ask}'",
                nameof(AskEarlierFix),
                token => document.WithAsync(token, new TextChange(name, Ask))
            )
            : null;
}
