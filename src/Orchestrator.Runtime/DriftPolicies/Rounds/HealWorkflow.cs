using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// The task that every round of a policy is a process of: a bulk check of the product, a decision, and a bulk reconcile of what has
/// drifted.
/// </summary>
internal static class HealWorkflow
{
    /// <summary>A round is in no hurry.</summary>
    private const int Concurrency = 5;

    /// <summary>Why a round corrects nothing, in its state.</summary>
    internal const string NotCorrected = "not_corrected";

    private const string Product = "product";

    internal sealed record RoundPage : FormPage
    {
        /// <summary>The product, as an exact match.</summary>
        [MaxLength(Limits.MaxNameLength)]
        public string Product { get; init; } = "";
    }

    private static readonly EnginePage<RoundPage> Round = new(
        findUnknown: static (page, catalog) =>
            catalog.CanReconcile(page.Product) ? null : new(nameof(page.Product), catalog.DescribeUnreconcilableProduct(page.Product))
    );

    internal static void Register(CatalogBuilder catalog)
    {
        catalog.AddPlain(
            BulkReconcileWorkflow.HealName,
            Target.System,
            "Correct the drift of a product",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> SystemStep.Of<HealSelection>("orchestrator.select_round", "Select subscriptions")
                >> SystemStep.Of<BulkCheckRun>("orchestrator.check_round", "Check subscriptions")
                >> SystemStep.Of<HealDecision>("orchestrator.decide_round", "Decide what is corrected")
                >> SystemStep.Of<HealRun>("orchestrator.heal_round", "Correct drift")
                >> Workflow.Done,
            AskAsync
        );
        catalog.Asks(Round);
    }

    /// <summary>Writes the answer to the form.</summary>
    internal static JsonElement PageOf(string product) =>
        JsonSerializer.SerializeToElement(new RoundPage { Product = product }, StateJson.Options);

    /// <summary>Reads the product from the state of a round.</summary>
    internal static string ProductOf(State state) => state.Get<string>(Product);

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        // To start the task is not enough: it corrects, and it can pause the product.
        await call.Service<AuthorizationService>()
            .DemandAsync(
                call.Process.Caller.AsksTo(WorkflowAction.ManageDrift, BulkReconcileWorkflow.HealName, Target.System),
                call.CancellationToken
            );
        var page = await call.Form.AskLastAsync(new RoundPage());
        var policies = call.Service<HostDriftPolicies>();
        if (
            !policies.CanReconcile(page.Product)
            || await ProductQuery.FindAsync(call.Service<IProductDirectory>(), page.Product, call.CancellationToken) is not { } query
        )
        {
            throw call.Form.Invalid(nameof(page.Product), call.Service<WorkflowCatalog>().DescribeUnreconcilableProduct(page.Product));
        }

        var policy = await policies.GetAsync(page.Product, call.CancellationToken);
        return BulkCheckWorkflow.Write(call.Output(), new(query, Concurrency)).Set(Product, page.Product).Set("brakes", policy.Brakes);
    }
}
