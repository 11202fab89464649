using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Workflows;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH1013: marks a method that is named after a kind of workflow and a product, such as <c>TerminateNode</c>, as that workflow.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkWorkflowFix))]
[Shared]
public sealed class MarkWorkflowFix() : SourceFix(DiagnosticIds.StepsAreNotUsed)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
        )
        {
            return null;
        }

        var reader = CompilationReader.Of(model.Compilation);
        return MeantWorkflow.Find(method, reader, cancellationToken) is { } meant
            ? new(
                $"Mark '{method.Name}' as the {meant.Kind.ToLowerInvariant()} workflow of '{meant.Product.Name}'",
                nameof(MarkWorkflowFix),
                token => AttributeMark.WriteAsync(document, declaration, meant.AttributeOf, meant.Description, token, meant.Product)
            )
            : null;
    }
}
