using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Options;

namespace Orchestrator.BulkReconciles;

/// <summary>The task that every bulk reconcile is a process of.</summary>
internal static class BulkReconcileWorkflow
{
    internal const string Name = "task_bulk_reconcile";
    internal const int MaxConcurrency = 1_000;

    internal sealed record SelectionPage : FormPage
    {
        /// <summary>Which subscriptions, as a search says it; empty for all.</summary>
        [MaxLength(Limits.MaxQueryLength)]
        public string Query { get; init; } = "";

        [Range(1, MaxConcurrency)]
        public int Concurrency { get; init; } = 20;
    }

    internal static void Register(CatalogBuilder catalog) =>
        catalog.AddPlain(
            Name,
            Target.System,
            "Reconcile many subscriptions",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> SystemStep.Of<BulkReconcileSelection>("orchestrator.select_subscriptions", "Select subscriptions")
                >> SystemStep.Of<BulkReconcileRun>("orchestrator.reconcile_selected", "Reconcile subscriptions")
                >> Workflow.Done,
            AskAsync
        );

    /// <summary>Writes the answer to the form.</summary>
    internal static JsonElement Page(string query, int concurrency) =>
        JsonSerializer.SerializeToElement(new SelectionPage { Query = query, Concurrency = concurrency }, StateJson.Options);

    /// <summary>Reads the answer to the form from the state of a process; null when it is not there.</summary>
    internal static (string Query, int Concurrency)? FindSelection(State state)
    {
        try
        {
            return Selection(state);
        }
        catch (StateException)
        {
            return null;
        }
    }

    /// <summary>Reads the answer to the form from the state of a process.</summary>
    internal static (string Query, int Concurrency) Selection(State state) => (state.Get<string>("query"), state.Get<int>("concurrency"));

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        var page = await call.Form.AskLastAsync(new SelectionPage());

        try
        {
            // Before the process is made: whoever asks learns what is wrong with it, and no worker takes it up.
            BulkReconcileQuery.Parse(page.Query, call.Service<WorkflowCatalog>());
        }
        catch (InvalidRequestException invalid)
        {
            throw call.Form.Invalid(nameof(page.Query), invalid.Message);
        }

        return call.Output().Set("query", page.Query).Set("concurrency", page.Concurrency);
    }
}
