using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.BulkReconciles;

/// <summary>The task that every bulk reconcile is a process of.</summary>
internal static class BulkReconcileWorkflow
{
    internal const string Name = "task_bulk_reconcile";

    /// <summary>A round of a drift policy: a bulk check that a bulk reconcile of what it has found follows.</summary>
    internal const string HealName = "task_heal_drift";

    internal sealed record SelectionPage : FormPage
    {
        /// <summary>Which subscriptions, as a search says it; empty for all.</summary>
        [MaxLength(Limits.MaxQueryLength)]
        public string Query { get; init; } = "";

        /// <summary>The product, to the letter, of which those are meant that the search finds; null for any.</summary>
        [MaxLength(Limits.MaxNameLength)]
        public string? Product { get; init; }

        /// <summary>The subscriptions that are meant, of those that the search finds; null for all of these.</summary>
        [MinLength(1)]
        [MaxLength(Limits.MaxNamedSubscriptions)]
        public IReadOnlyList<Guid>? SubscriptionIds { get; init; }

        /// <summary>The subscriptions that are left out; null for none.</summary>
        [MaxLength(Limits.MaxNamedSubscriptions)]
        public IReadOnlyList<Guid>? ExceptSubscriptionIds { get; init; }

        [Range(1, BulkStarter.MaxConcurrency)]
        public int Concurrency { get; init; } = 20;

        /// <summary>How many go first; the rest only if all of them completed.</summary>
        [Range(1, BulkReconcileBrakes.MaxNumber)]
        public int? Canary { get; init; }

        [Range(1, BulkReconcileBrakes.MaxNumber)]
        public int? StopAfterFailed { get; init; }

        [Range(1, 100)]
        public int? StopAfterPercent { get; init; }

        /// <summary>How many have to have ended before the percentage counts.</summary>
        [Range(1, BulkReconcileBrakes.MaxNumber)]
        public int MinEnded { get; init; } = BulkReconcileBrakes.DefaultMinEnded;

        [Range(1, BulkReconcileBrakes.MaxNumber)]
        public int? WaveSize { get; init; }

        /// <summary>The seconds between two waves.</summary>
        [Range(0, BulkReconcileBrakes.MaxWaitSeconds)]
        public int WaitSeconds { get; init; }

        internal BulkReconcileBrakes ToBrakes() =>
            new()
            {
                Canary = Canary,
                StopAfterFailed = StopAfterFailed,
                StopAfterPercent = StopAfterPercent,
                MinEnded = MinEnded,
                WaveSize = WaveSize,
                WaitSeconds = WaitSeconds,
            };
    }

    private static readonly EnginePage<SelectionPage> Selected = new(
        static (page, catalog) => PageMistake.Of(nameof(page.Query), () => BulkReconcileQuery.Parse(page.Query, catalog)),
        static (page, catalog) =>
            page.Product is { } product && !catalog.CanReconcile(product)
                ? new(nameof(page.Product), catalog.DescribeUnreconcilableProduct(product))
                : null
    );

    internal static void Register(CatalogBuilder catalog)
    {
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
        catalog.Asks(Selected);
    }

    /// <summary>Writes the answer to the form.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="product">The product, where the search does not say it; null for any.</param>
    internal static JsonElement Page(BulkReconcileAsked asked, string? product = null) =>
        JsonSerializer.SerializeToElement(
            new SelectionPage
            {
                Query = asked.Query,
                Product = product,
                SubscriptionIds = asked.Named.Only,
                ExceptSubscriptionIds = asked.Named.Except,
                Concurrency = asked.Concurrency,
                Canary = asked.Brakes.Canary,
                StopAfterFailed = asked.Brakes.StopAfterFailed,
                StopAfterPercent = asked.Brakes.StopAfterPercent,
                MinEnded = asked.Brakes.MinEnded,
                WaveSize = asked.Brakes.WaveSize,
                WaitSeconds = asked.Brakes.WaitSeconds,
            },
            StateJson.Options
        );

    /// <summary>Reads the answer to the form from the state of a process; null when it is not there.</summary>
    internal static BulkReconcileAsked? FindSelection(State state)
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
    internal static BulkReconcileAsked Selection(State state) =>
        new(state.Get<string>("query"), state.Get<int>("concurrency"), state.Get<BulkReconcileBrakes>("brakes"))
        {
            Named = NamedSubscriptions.Of(state),
        };

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        // Before the process is created: the caller learns what is wrong with the query, and no worker starts.
        var page = Selected.Check(await call.Form.AskLastAsync(new SelectionPage()), call.Form, call.Service<WorkflowCatalog>());
        var query =
            page.Product is not { } product ? page.Query
            : await ProductQuery.FindAsync(call.Service<IProductDirectory>(), product, call.CancellationToken) is { } found
                ? ProductQuery.And(found, page.Query)
            : throw call.Form.Invalid(nameof(page.Product), call.Service<WorkflowCatalog>().DescribeUnknownProduct(product));
        return NamedSubscriptions
            .Of(page.SubscriptionIds, page.ExceptSubscriptionIds)
            .WriteTo(call.Output().Set("query", query).Set("concurrency", page.Concurrency).Set("brakes", page.ToBrakes()));
    }
}
