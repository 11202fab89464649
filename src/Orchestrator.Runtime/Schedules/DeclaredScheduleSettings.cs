using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;

namespace Orchestrator.Schedules;

/// <summary>
/// Refuses schedules of workflows or products that do not exist, of products that have nothing to reconcile, or with pages that the
/// workflow refuses: they would start nothing.
/// </summary>
internal sealed class DeclaredScheduleSettings(
    WorkflowCatalog catalog,
    DeclaredSchedules declared,
    EngineLogger<DeclaredScheduleSettings> logger
) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        foreach (var (key, doubt) in declared.All.SelectMany(schedule => WithKey(schedule, DeclaredPages.FindDoubts)))
        {
            Log.ScheduleIsDoubtful(logger, key, doubt);
        }

        string[] problems =
        [
            .. declared
                .All.Where(schedule => catalog.FindWorkflow(schedule.WorkflowName) is null)
                .OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .Select(schedule =>
                    $"AddSchedule(\"{schedule.Key}\"): there is no workflow '{schedule.WorkflowName}' in this application. "
                    + $"{catalog.SuggestWorkflow(schedule.WorkflowName)} Correct the name, or register the assembly that has it."
                ),
            .. declared
                .All.OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .SelectMany(schedule => WithKey(schedule, (workflow, pages) => DeclaredPages.FindProblems(workflow, pages, catalog)))
                .Select(static found => $"AddSchedule(\"{found.Key}\"): {found.Text}{(found.Text.EndsWith('?') ? "" : ".")}"),
            .. declared
                .All.Where(static schedule => schedule.Product is not null)
                .OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .Select(schedule => FindProblem($"AddReconcileSchedule(\"{schedule.Key}\")", schedule.Product!))
                .OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>What is said of the pages of a schedule, each with its key; nothing where its workflow does not exist.</summary>
    private IEnumerable<(string Key, string Text)> WithKey(
        DeclaredSchedule schedule,
        Func<WorkflowDescriptor, IReadOnlyList<JsonElement>, IEnumerable<string>> find
    ) =>
        catalog.FindWorkflow(schedule.WorkflowName) is { } workflow
            ? find(workflow, schedule.Pages).Select(text => (schedule.Key, text))
            : [];

    private string? FindProblem(string where, string product) =>
        catalog.FindUnknownProduct(where, product)
        ?? (
            catalog.CanReconcile(product)
                ? null
                : $"{where}: the product '{product}' has no reconcile workflow. Give it one, or remove this."
        );
}
