using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1007: writes <c>StoreProcessSubscription</c> behind the step that returns the subscription.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LinkProcessFix))]
[Shared]
public sealed class LinkProcessFix() : CodeFix(DiagnosticIds.WorkflowCannotComplete)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(CreateWorkflowAnalyzer.Behind, out var behind)
        && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } method
        && ChainSyntax.BodyOf(method) is { } body
            ? new(
                "Link the process to the subscription",
                nameof(LinkProcessFix),
                _ => Task.FromResult(document.With(ChainSyntax.InsertBehind(root, body, int.Parse(behind!, CultureInfo.InvariantCulture), "StoreProcessSubscription"))))
            : null;
}
