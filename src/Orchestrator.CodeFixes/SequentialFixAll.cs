using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Analyzers;

namespace Orchestrator.CodeFixes;

/// <summary>Writes the steps of all workflows of a project into its unshipped file.</summary>
internal sealed class SequentialFixAll : FixAllProvider
{
    public static SequentialFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await FindAsync(fixAllContext).ConfigureAwait(false);
        return CodeAction.Create("Write the steps of all workflows into the unshipped file", token => ApplyAsync(fixAllContext, diagnostics, token), nameof(SequentialFixAll));
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
            : await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);

    private static async Task<Solution> ApplyAsync(FixAllContext context, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = context.Solution;
        foreach (var diagnostic in diagnostics)
        {
            if (ShippedWorkflowFix.FindUnshippedFile(solution.GetProject(context.Project.Id)!) is { } file
                && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow)
                && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Lines, out var lines))
            {
                solution = await ShippedWorkflowFix.AcceptAsync(file, workflow!, lines!, cancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
