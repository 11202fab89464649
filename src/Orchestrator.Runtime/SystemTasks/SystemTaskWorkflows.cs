using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Products;

namespace Orchestrator.SystemTasks;

/// <summary>The work that the system does by itself. Each is a workflow with a process like any other.</summary>
internal static class SystemTaskWorkflows
{
    internal const string ResumeWorkflows = "task_resume_workflows";
    internal const string CleanUpTasks = "task_clean_up_tasks";
    internal const string ValidateSubscriptions = "task_validate_subscriptions";
    internal const string ValidateProducts = "task_validate_products";
    internal const string ValidateProductType = "task_validate_product_type";

    internal sealed record ProductTypePage : FormPage
    {
        public required string ProductType { get; init; }
    }

    internal static void Register(CatalogBuilder catalog)
    {
        Add<ResumeWaitingProcesses>(catalog, ResumeWorkflows, "Resume all processes that wait to be retried", "Resume workflows");
        catalog.RunOneAtATime();
        Add<CleanUpTasks>(catalog, CleanUpTasks, "Delete tasks that were completed long ago", "Clean up completed tasks");
        catalog.RunOneAtATime();
        Add<ValidateSubscriptions>(catalog, ValidateSubscriptions, "Validate all subscriptions that are in sync", "Validate subscriptions");
        catalog.RunOneAtATime();
        Add<ValidateProducts>(catalog, ValidateProducts, "Hold products and workflows against the code", "Validate products");
        catalog.RunOneAtATime();
        Add<ValidateSubscriptions>(
            catalog,
            ValidateProductType,
            "Validate the subscriptions of a product type",
            "Validate subscriptions",
            AskProductTypeAsync
        );
        catalog.Asks(
            new EnginePage<ProductTypePage>(
                // The type of a product is stored with it, and that of an adopted database may differ from its class.
                findDoubt: static (page, catalog) =>
                    FindUnknown(
                        page,
                        [.. catalog.Products.Select(static product => product.ProductType).Distinct()],
                        $"The code has no product of the type '{page.ProductType}', so nothing is started unless the database has one."
                    )
            )
        );
    }

    private static void Add<TStep>(CatalogBuilder catalog, string name, string description, string step, FormBody? form = null)
        where TStep : ISystemStep =>
        catalog.AddPlain(
            name,
            Target.System,
            description,
            products: [],
            () => Workflow.Begin >> Workflow.Start >> SystemStep.Of<TStep>($"orchestrator.{name}", step) >> Workflow.Done,
            form
        );

    private static async ValueTask<StepOutput> AskProductTypeAsync(FormCall call)
    {
        var page = await call.Form.AskLastAsync<ProductTypePage>();
        var known = await call.Service<IProductDirectory>().GetProductTypesAsync(call.CancellationToken);
        return FindUnknown(page, known, $"A product of the type '{page.ProductType}' does not exist.") is { } unknown
            ? throw call.Form.Invalid(unknown.Member, unknown.Message)
            : call.Output().Set(SystemTasks.ValidateSubscriptions.ProductTypeKey, page.ProductType);
    }

    private static PageMistake? FindUnknown(ProductTypePage page, IReadOnlyList<string> known, string problem) =>
        known.Contains(page.ProductType, StringComparer.Ordinal)
            ? null
            : new(nameof(page.ProductType), $"{problem} {NameSuggestion.Suggest(page.ProductType, known, "Types")}");
}
