using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Resources;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH5005: lets the terminate workflow remove what other workflows of the product apply, the last one first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveResourceFix))]
[Shared]
public sealed class RemoveResourceFix() : SourceFix(DiagnosticIds.ResourceIsNotRemoved)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // The end of a plain workflow is a step of its author, and what decides between chains has no end of its own.
        if (
            !diagnostic.Properties.TryGetValue(ResourceRemovalAnalyzer.Left, out var ids)
            || ids is null
            || await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false)
                is not { Body: { } body, Workflow.IsPlain: false, Reader.Known.Workflow: { } words } place
            || !IsChain(body)
        )
        {
            return null;
        }

        INamedTypeSymbol[] resources =
        [
            .. ids.Split('\n')
                .Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, place.Model.Compilation))
                .OfType<INamedTypeSymbol>(),
        ];
        string[] steps = [.. resources.Select(resource => place.Names.Member(words, $"Remove<{place.Names.Type(resource)}>", "()"))];
        return steps.Length == 0
            ? null
            : new(
                $"Add {string.Join(" and ", resources.Select(static resource => $"Remove<{resource.Name}>()"))}",
                nameof(ResourceRemovalAnalyzer),
                token => document.WithAsync(token, ChainSyntax.Append(body, steps))
            );
    }

    private static bool IsChain(ExpressionSyntax body) =>
        body is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.RightShiftExpression } or NameSyntax or MemberAccessExpressionSyntax;
}
