using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH2001: says on a modify workflow that no reconcile workflow is wanted from it, or removes one that is written by hand. Fix-all never
/// removes one: what an author wrote is kept before what is emitted, and of those that are emitted the first.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepOneReconcileFix))]
[Shared]
public sealed class KeepOneReconcileFix() : CodeFix(DiagnosticIds.SecondReconcileWorkflow)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => Offered(All);

    private static FixAllProvider All { get; } =
        FixAllProvider.Create(
            static async (context, document, diagnostics) =>
            {
                var changes = new List<TextChange>();

                // A workflow of several products has a diagnostic for each of them that has another one.
                foreach (var ofWorkflow in diagnostics.GroupBy(static diagnostic => diagnostic.Location.SourceSpan))
                {
                    if (
                        await WorkflowPlace.FindAsync(document, ofWorkflow.First(), context.CancellationToken).ConfigureAwait(false)
                            is { } place
                        && IsSpare(place, ofWorkflow)
                        && Disclaim(place, context.CancellationToken) is { } change
                    )
                    {
                        changes.Add(change);
                    }
                }

                var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
                return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
            }
        );

    /// <summary>Whether each product of a workflow keeps another one: the first of a product is not reported.</summary>
    private static bool IsSpare(WorkflowPlace place, IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Count() >= place.Workflow.Products.Length;

    private protected override async Task<ImmutableArray<Fix>> FindAllAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken
    )
    {
        if (
            document is not Document source
            || await WorkflowPlace.FindAsync(source, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
        )
        {
            return [];
        }

        var solution = document.Project.Solution;
        var fixes = ImmutableArray.CreateBuilder<Fix>();
        var others = await FindOthersAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false);
        if (Disclaim(place, cancellationToken) is { } change)
        {
            fixes.Add(
                new("Emit no reconcile workflow from this one", nameof(WorkflowTarget.Modify), token => source.WithAsync(token, change))
            );
            await AddRemovalsAsync(others.Where(IsWritten)).ConfigureAwait(false);
            return fixes.ToImmutable();
        }

        if (!IsWritten(place))
        {
            return [];
        }

        var emitting = others.Where(other => Disclaim(other, cancellationToken) is not null).ToArray();
        if (emitting.Length > 0)
        {
            var names = string.Join(" and ", emitting.Select(static other => $"'{other.Workflow.Method.Name}'"));
            fixes.Add(
                new(
                    $"Keep this one, and emit none from {names}",
                    nameof(WorkflowTarget.Modify),
                    token => DisclaimAsync(solution, emitting, token)
                )
            );
        }

        await AddRemovalsAsync([place]).ConfigureAwait(false);
        return fixes.ToImmutable();

        async Task AddRemovalsAsync(IEnumerable<WorkflowPlace> written)
        {
            foreach (var removed in written)
            {
                if (
                    WrittenMember.TryRemove(removed.Method) is { } removal
                    && !await CallSites.AreAnyAsync(removed.Workflow.Method, solution, cancellationToken).ConfigureAwait(false)
                )
                {
                    fixes.Add(
                        new(
                            $"Remove '{removed.Workflow.Method.Name}'",
                            OneByOne + nameof(WorkflowTarget.Reconcile),
                            token => removed.Document.WithAsync(token, removal)
                        )
                    );
                }
            }
        }
    }

    private static async Task<Solution> DisclaimAsync(
        Solution solution,
        IEnumerable<WorkflowPlace> places,
        CancellationToken cancellationToken
    )
    {
        foreach (var inFile in places.GroupBy(static place => place.Document.Id))
        {
            TextChange[] changes = [.. inFile.Select(place => Disclaim(place, cancellationToken)).OfType<TextChange>().Distinct()];
            solution = await solution.GetDocument(inFile.Key)!.WithAsync(cancellationToken, changes).ConfigureAwait(false);
        }

        return solution;
    }

    // The other reconcile workflows of the product in this solution.
    private static async Task<IReadOnlyList<WorkflowPlace>> FindOthersAsync(
        Solution solution,
        Diagnostic diagnostic,
        CancellationToken cancellationToken
    )
    {
        var found = new List<WorkflowPlace>();
        foreach (var location in diagnostic.AdditionalLocations)
        {
            if (
                solution.GetDocument(location.SourceTree) is { } document
                && await WorkflowPlace.FindAsync(document, location.SourceSpan, cancellationToken).ConfigureAwait(false) is { } place
            )
            {
                found.Add(place);
            }
        }

        return found;
    }

    private static bool IsWritten(WorkflowPlace place) => place.Workflow.Target == WorkflowTarget.Reconcile;

    private static TextChange? Disclaim(WorkflowPlace place, CancellationToken cancellationToken) =>
        place.Workflow.Target == WorkflowTarget.Modify && place.FindAttribute(cancellationToken) is { } attribute
            ? attribute.SetProperty(nameof(WorkflowDeclaration.Reconcile), "false")
            : null;
}
