using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Reconcile;
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
                        && await IsSpareAsync(place, [.. ofWorkflow], context).ConfigureAwait(false)
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

    /// <summary>
    /// Whether each product of a workflow keeps another one. The first of a product is kept, for whichever of its products that is.
    /// </summary>
    private static async Task<bool> IsSpareAsync(WorkflowPlace place, IReadOnlyCollection<Diagnostic> diagnostics, FixAllContext context)
    {
        if (diagnostics.Count < place.Workflow.Products.Length)
        {
            return false;
        }

        foreach (var diagnostic in diagnostics)
        {
            if (
                IsFirst(diagnostic)
                && !(await FindOthersAsync(context.Solution, diagnostic, context.CancellationToken).ConfigureAwait(false)).Any(IsWritten)
            )
            {
                return false;
            }
        }

        return true;
    }

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

        if (Disclaim(place, cancellationToken) is { } change)
        {
            return
            [
                new("Emit no reconcile workflow from this one", nameof(WorkflowTarget.Modify), token => source.WithAsync(token, change)),
            ];
        }

        if (!IsWritten(place))
        {
            return [];
        }

        var fixes = ImmutableArray.CreateBuilder<Fix>();
        var emitting = (await FindOthersAsync(document.Project.Solution, diagnostic, cancellationToken).ConfigureAwait(false))
            .Where(other => Disclaim(other, cancellationToken) is not null)
            .ToArray();
        if (emitting.Length > 0)
        {
            var names = string.Join(" and ", emitting.Select(static other => $"'{other.Workflow.Method.Name}'"));
            fixes.Add(
                new(
                    $"Keep this one, and emit none from {names}",
                    nameof(WorkflowTarget.Modify),
                    token => DisclaimAsync(document.Project.Solution, emitting, token)
                )
            );
        }

        if (
            WrittenMember.TryRemove(place.Method) is { } removal
            && !await CallSites.AreAnyAsync(place.Workflow.Method, document.Project.Solution, cancellationToken).ConfigureAwait(false)
        )
        {
            fixes.Add(
                new(
                    $"Remove '{place.Workflow.Method.Name}'",
                    OneByOne + nameof(WorkflowTarget.Reconcile),
                    token => source.WithAsync(token, removal)
                )
            );
        }

        return fixes.ToImmutable();
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

    // With one in another assembly none of ours is the first: it was there before.
    private static bool IsFirst(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.All(other => Compare(diagnostic.Location, other) < 0)
        && !diagnostic.Properties.ContainsKey(ReconcileUniquenessAnalyzer.Elsewhere);

    private static int Compare(Location left, Location right)
    {
        var byFile = string.CompareOrdinal(left.SourceTree?.FilePath, right.SourceTree?.FilePath);
        return byFile != 0 ? byFile : left.SourceSpan.Start.CompareTo(right.SourceSpan.Start);
    }
}
