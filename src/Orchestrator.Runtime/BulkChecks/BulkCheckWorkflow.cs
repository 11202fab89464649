using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.BulkReconciles;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.BulkChecks;

/// <summary>The task that every bulk check is a process of.</summary>
internal static class BulkCheckWorkflow
{
    internal const string Name = "task_bulk_check";

    /// <summary>A regular check is in no hurry.</summary>
    private const int RegularConcurrency = 5;

    internal sealed record CheckPage : FormPage
    {
        /// <summary>Which subscriptions, as a search says it; empty for all.</summary>
        [MaxLength(Limits.MaxQueryLength)]
        public string Query { get; init; } = "";

        /// <summary>The subscriptions that are meant, of those that the search finds; null for all of these.</summary>
        [MinLength(1)]
        [MaxLength(Limits.MaxNamedSubscriptions)]
        public IReadOnlyList<Guid>? SubscriptionIds { get; init; }

        /// <summary>The subscriptions that are left out; null for none.</summary>
        [MaxLength(Limits.MaxNamedSubscriptions)]
        public IReadOnlyList<Guid>? ExceptSubscriptionIds { get; init; }

        /// <summary>
        /// The product of a regular check, as an exact match; null for any. A regular check leaves out what an earlier one has still to
        /// check.
        /// </summary>
        [MaxLength(Limits.MaxNameLength)]
        public string? Product { get; init; }

        /// <summary>How many are checked at once.</summary>
        [Range(1, BulkStarter.MaxConcurrency)]
        public int Concurrency { get; init; } = 20;
    }

    private static readonly EnginePage<CheckPage> Checked = new(
        static (page, catalog) => PageMistake.Of(nameof(page.Query), () => BulkReconcileQuery.Parse(page.Query, catalog)),
        static (page, catalog) =>
            page.Product is { } product && catalog.FindProduct(product) is null
                ? new(nameof(page.Product), catalog.DescribeUnknownProduct(product))
                : null
    );

    internal static void Register(CatalogBuilder catalog)
    {
        catalog.AddPlain(
            Name,
            Target.System,
            "Check many subscriptions for drift",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> SystemStep.Of<BulkCheckSelection>("orchestrator.select_to_check", "Select subscriptions")
                >> SystemStep.Of<BulkCheckRun>("orchestrator.check_selected", "Check subscriptions")
                >> Workflow.Done,
            AskAsync
        );
        catalog.Asks(Checked);
    }

    /// <summary>Writes the answer to the form.</summary>
    internal static JsonElement Page(BulkCheckAsked asked) =>
        JsonSerializer.SerializeToElement(
            new CheckPage
            {
                Query = asked.Query,
                Concurrency = asked.Concurrency,
                SubscriptionIds = asked.Named.Only,
                ExceptSubscriptionIds = asked.Named.Except,
            },
            StateJson.Options
        );

    /// <summary>Writes the answer to the form for the regular check of a product.</summary>
    internal static JsonElement PageOf(string product) =>
        JsonSerializer.SerializeToElement(new CheckPage { Product = product, Concurrency = RegularConcurrency }, StateJson.Options);

    /// <summary>Reads the answer to the form from the state of a process; null when it is not there.</summary>
    internal static BulkCheckAsked? FindAsked(State state)
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
    internal static BulkCheckAsked Asked(State state) =>
        new(state.Get<string>("query"), state.Get<int>("concurrency"))
        {
            IsRegular = state.Get<bool>("is_regular"),
            Named = NamedSubscriptions.Of(state),
        };

    /// <summary>
    /// Asks whether a user may check many subscriptions. To start the task is not enough: it does what <c>Check</c> allows.
    /// </summary>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    internal static ValueTask DemandAsync(AuthorizationService authorization, Caller user, CancellationToken cancellationToken) =>
        authorization.DemandAsync(user.AsksTo(WorkflowAction.Check, Name, Target.System), cancellationToken);

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        await DemandAsync(call.Service<AuthorizationService>(), call.Process.Caller, call.CancellationToken);
        var page = Checked.Check(await call.Form.AskLastAsync(new CheckPage()), call.Form, call.Service<WorkflowCatalog>());
        var query =
            page.Product is not { } product ? page.Query
            : await ProductQuery.FindAsync(call.Service<IProductDirectory>(), product, call.CancellationToken) is { } found
                ? ProductQuery.And(found, page.Query)
            : throw call.Form.Invalid(nameof(page.Product), call.Service<WorkflowCatalog>().DescribeUnknownProduct(product));
        var asked = new BulkCheckAsked(query, page.Concurrency)
        {
            IsRegular = page.Product is not null,
            Named = NamedSubscriptions.Of(page.SubscriptionIds, page.ExceptSubscriptionIds),
        };
        return Write(call.Output(), asked);
    }

    /// <summary>Writes what is asked for into the state of a process.</summary>
    internal static StepOutput Write(StepOutput output, BulkCheckAsked asked) =>
        asked.Named.WriteTo(output.Set("query", asked.Query).Set("concurrency", asked.Concurrency).Set("is_regular", asked.IsRegular));
}

/// <summary>What a bulk check was asked to do.</summary>
/// <param name="Query">Which subscriptions, as a search says it.</param>
/// <param name="Concurrency">How many are checked at once.</param>
internal sealed record BulkCheckAsked(string Query, int Concurrency)
{
    /// <summary>Whether it leaves out what an earlier one has still to check, so that they do not pile up when a system is slow.</summary>
    internal bool IsRegular { get; init; }

    /// <summary>Which of those that the search finds.</summary>
    internal NamedSubscriptions Named { get; init; } = NamedSubscriptions.None;
}
