using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Analyzers;

namespace Orchestrator.CodeFixes;

/// <summary>
/// Writes the steps of all workflows into the unshipped files of their projects, one after the other, because those of a project share one file. Obsolete steps
/// are put into the sources as any other change.
/// </summary>
internal sealed class SequentialFixAll : FixAllProvider
{
    public static SequentialFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeActionEquivalenceKey != ShippedWorkflowFix.Accepted)
        {
            return await WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext).ConfigureAwait(false);
        }

        var projects = new List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)>();
        foreach (var project in fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project])
        {
            projects.Add((project.Id, await FindAsync(fixAllContext, project).ConfigureAwait(false)));
        }

        return CodeAction.Create("Write the steps of all workflows into the unshipped file", token => ApplyAsync(fixAllContext.Solution, projects, token), ShippedWorkflowFix.Accepted);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
            : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

    private static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> projects, CancellationToken cancellationToken)
    {
        foreach (var (project, diagnostics) in projects)
        {
            // In the order of the code, whichever rule ran first.
            foreach (var diagnostic in diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(static diagnostic => diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow) ? workflow : "", StringComparer.Ordinal))
            {
                if (ShippedWorkflowFix.FindAccepted(solution.GetProject(project)!, diagnostic) is var (file, workflow, lines))
                {
                    solution = await ShippedWorkflowFix.AcceptAsync(file, workflow, lines, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return solution;
    }
}
