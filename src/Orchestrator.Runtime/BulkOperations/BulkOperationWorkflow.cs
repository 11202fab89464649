using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkOperations;

/// <summary>The tasks that every bulk operation is a process of.</summary>
internal static class BulkOperationWorkflow
{
    private const string RetryName = "task_bulk_retry";
    private const string AbortName = "task_bulk_abort";
    private const string Filters = "filters";
    private const string Reason = "reason";

    /// <summary>A filter of the list of processes.</summary>
    internal sealed record FilterLine
    {
        [MaxLength(Limits.MaxNameLength)]
        public required string Field { get; init; }

        [MaxLength(Limits.MaxNoteLength)]
        public required string Value { get; init; }

        /// <summary>Whether the value is a single one, whatever characters it has.</summary>
        public bool IsSingle { get; init; }
    }

    internal sealed record OperationPage : FormPage
    {
        /// <summary>Which processes: all of these match. Without any it would be about every process there is.</summary>
        [MinLength(1)]
        [MaxLength(ProcessFields.MaxFilters)]
        public required IReadOnlyList<FilterLine> Filters { get; init; }

        [MinLength(1)]
        [MaxLength(Limits.MaxReasonLength)]
        public required string Reason { get; init; }
    }

    private static readonly EnginePage<OperationPage> Operation = new(
        static (page, _) =>
            string.IsNullOrWhiteSpace(page.Reason)
                ? new(nameof(page.Reason), "Say why, in a few words: it is kept with each process.")
                : PageMistake.Of(nameof(page.Filters), () => ProcessFields.ToConditions([.. page.Filters.Select(ToFilter)]))
    );

    internal static void Register(CatalogBuilder catalog)
    {
        catalog.AddPlain(
            RetryName,
            Target.System,
            "Retry many processes",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> SystemStep.Of<BulkOperationSelection>("orchestrator.select_to_retry", "Select processes")
                >> SystemStep.Of<BulkOperationRun>("orchestrator.retry_selected", "Retry processes")
                >> Workflow.Done,
            AskAsync
        );
        catalog.Asks(Operation);
        catalog.AddPlain(
            AbortName,
            Target.System,
            "Abort many processes",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> SystemStep.Of<BulkOperationSelection>("orchestrator.select_to_abort", "Select processes")
                >> SystemStep.Of<BulkOperationRun>("orchestrator.abort_selected", "Abort processes")
                >> Workflow.Done,
            AskAsync
        );
        catalog.Asks(Operation);
    }

    /// <summary>The workflow of a kind.</summary>
    internal static string NameOf(BulkOperationKind kind) => kind == BulkOperationKind.Retry ? RetryName : AbortName;

    /// <summary>What a workflow does; null when it is not one of these.</summary>
    internal static BulkOperationKind? FindKind(string workflowName) =>
        workflowName switch
        {
            RetryName => BulkOperationKind.Retry,
            AbortName => BulkOperationKind.Abort,
            _ => null,
        };

    /// <summary>Writes the answer to the form.</summary>
    internal static JsonElement Page(BulkOperationAsked asked) =>
        JsonSerializer.SerializeToElement(
            new OperationPage { Filters = [.. asked.Filters.Select(ToLine)], Reason = asked.Reason },
            StateJson.Options
        );

    /// <summary>Reads the answer to the form from the state of a process; null when it is not there.</summary>
    internal static BulkOperationAsked? FindAsked(State state)
    {
        try
        {
            return Asked(state);
        }
        catch (StateException)
        {
            return null;
        }
    }

    /// <summary>Reads the answer to the form from the state of a process.</summary>
    internal static BulkOperationAsked Asked(State state) =>
        new([.. state.Get<IReadOnlyList<FilterLine>>(Filters).Select(ToFilter)], state.Get<string>(Reason));

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        // Before the process is created: the caller learns what is wrong, and no worker starts.
        var page = Operation.Check(await call.Form.AskLastAsync<OperationPage>(), call.Form, call.Service<WorkflowCatalog>());
        return call.Output().Set(Filters, page.Filters).Set(Reason, page.Reason);
    }

    private static FieldFilter ToFilter(FilterLine line) => new(line.Field, line.Value) { IsSingle = line.IsSingle };

    private static FilterLine ToLine(FieldFilter filter) =>
        new()
        {
            Field = filter.Field,
            Value = filter.Value,
            IsSingle = filter.IsSingle,
        };
}

/// <summary>What a bulk operation was asked to do.</summary>
/// <param name="Filters">Which processes.</param>
/// <param name="Reason">Why.</param>
internal sealed record BulkOperationAsked(IReadOnlyList<FieldFilter> Filters, string Reason);
