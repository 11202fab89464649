using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Schedules;

/// <summary>
/// Refuses schedules of workflows or products that do not exist, of products that have nothing to reconcile, or with pages that the
/// workflow refuses: they would start nothing.
/// </summary>
internal sealed class DeclaredScheduleSettings(WorkflowCatalog catalog, DeclaredSchedules declared) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
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
                .All.Where(static schedule => schedule.Product is null)
                .OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .SelectMany(schedule =>
                    catalog.FindWorkflow(schedule.WorkflowName) is { } workflow
                        ? DeclaredPages.FindProblems(workflow, schedule.Pages, catalog).Select(problem => Describe(schedule.Key, problem))
                        : []
                ),
            .. declared
                .All.Where(static schedule => schedule.Trigger is CronTrigger { IsNeverDue: true })
                .OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .Select(static schedule =>
                    $"{Call(schedule)}: its trigger is never due: {schedule.Trigger}. Correct its fields, or when it starts and ends."
                ),
            .. declared
                .All.Where(static schedule => schedule.Product is not null)
                .OrderBy(static schedule => schedule.Key, StringComparer.Ordinal)
                .Select(schedule => FindProblem(Call(schedule), schedule.Product!))
                .OfType<string>(),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Call(DeclaredSchedule schedule) =>
        $"{(schedule.Product is null ? "AddSchedule" : "AddReconcileSchedule")}(\"{schedule.Key}\")";

    private static string Describe(string key, string problem) =>
        $"AddSchedule(\"{key}\"): {problem}{(problem[^1] is '?' or '.' ? "" : ".")}";

    private string? FindProblem(string where, string product) =>
        catalog.FindUnknownProduct(where, product)
        ?? (
            catalog.CanReconcile(product)
                ? null
                : $"{where}: the product '{product}' has no reconcile workflow. Give it one, or remove this."
        );
}
