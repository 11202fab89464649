using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Rules.Workflows;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// Writes what is new or appended into the unshipped files of their projects, one workflow after the other, because those of a project
/// share one file. Whatever else differs is for a person to decide, one workflow at a time: a batch that accepts it, or puts an obsolete
/// step where a step was only renamed, would silence the guard.
/// </summary>
internal sealed class ShippedWorkflowFixAll : FixAllProvider
{
    public static ShippedWorkflowFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var projects = new List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)>();
        foreach (var project in fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project])
        {
            projects.Add((project.Id, await FindAsync(fixAllContext, project).ConfigureAwait(false)));
        }

        return CodeAction.Create(
            "Write what is new or appended into the unshipped file",
            token => ApplyAsync(fixAllContext.Solution, projects, token),
            ShippedWorkflowFix.Accepted
        );
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
            : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

    private static async Task<Solution> ApplyAsync(
        Solution solution,
        IEnumerable<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> projects,
        CancellationToken cancellationToken
    )
    {
        foreach (var (project, diagnostics) in projects)
        {
            // In the order of the code, whichever rule ran first.
            foreach (
                var diagnostic in diagnostics
                    .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                    .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                    .ThenBy(
                        static diagnostic =>
                            diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow) ? workflow : "",
                        StringComparer.Ordinal
                    )
            )
            {
                if (ShippedWorkflowFix.FindAccepted(solution.GetProject(project)!, diagnostic) is { Breaks: false } accepted)
                {
                    solution = await ShippedWorkflowFix.AcceptAsync(accepted, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return solution;
    }
}
