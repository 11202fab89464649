using System.Collections.Frozen;
using Orchestrator.Binding;

namespace Orchestrator.Catalog;

/// <summary>All workflows, products and blocks of the application. Immutable; safe to use from many threads.</summary>
public sealed class WorkflowCatalog
{
    private const int MaxShownName = 100;

    private readonly FrozenDictionary<string, WorkflowDescriptor> _workflows;
    private readonly FrozenDictionary<string, ProductDescriptor> _products;
    private readonly FrozenDictionary<string, BlockDescriptor> _blocks;

    internal WorkflowCatalog(
        IReadOnlyList<WorkflowDescriptor> workflows,
        IReadOnlyList<ProductDescriptor> products,
        IReadOnlyList<BlockDescriptor> blocks,
        StepBindings steps,
        ResourceBindings resources
    )
    {
        _workflows = Index(workflows, static workflow => workflow.Name, "workflow");
        _products = Index(products, static product => product.Name, "product");
        _blocks = Index(blocks, static block => block.Name, "product block");
        Steps = steps;
        Resources = resources;
        CheckReconcileWorkflows(workflows);
        CheckInputForms(workflows);
    }

    /// <summary>The workflows, in no particular order.</summary>
    public IReadOnlyCollection<WorkflowDescriptor> Workflows => _workflows.Values;

    /// <summary>The products, in no particular order.</summary>
    public IReadOnlyCollection<ProductDescriptor> Products => _products.Values;

    /// <summary>The product blocks, in no particular order.</summary>
    public IReadOnlyCollection<BlockDescriptor> Blocks => _blocks.Values;

    /// <summary>
    /// The workflows as they were released, in no particular order. Empty if no assembly of the application keeps the list.
    /// </summary>
    public IReadOnlyCollection<ReleasedWorkflow> Released { get; internal init; } = [];

    /// <summary>
    /// The identities of the steps that are under a policy of their own, by the policy. Steps that are in no workflow are among them.
    /// </summary>
    public ILookup<string, string> StepPolicies { get; internal init; } = Array.Empty<string>().ToLookup(static policy => policy);

    /// <summary>The names of the assemblies that the application has registered.</summary>
    internal IReadOnlySet<string> Registries { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the application has workflows, besides the engine's own.</summary>
    internal bool HasWorkflows { get; init; }

    /// <summary>The bindings of all steps.</summary>
    internal StepBindings Steps { get; }

    /// <summary>The bindings of all external resources.</summary>
    internal ResourceBindings Resources { get; }

    /// <summary>The services that steps, forms and external resources take.</summary>
    internal ServiceUses Services { get; init; } = new();

    /// <summary>Finds a workflow.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The workflow, or null if it is not registered.</returns>
    public WorkflowDescriptor? FindWorkflow(string name) => _workflows.GetValueOrDefault(name);

    /// <summary>Returns a workflow that has to exist.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The workflow.</returns>
    /// <exception cref="NotFoundException">
    /// It is not registered. The message has the name that was probably meant, or the names that there are.
    /// </exception>
    public WorkflowDescriptor GetWorkflow(string name) => GetWorkflow(name, "Workflow does not exist");

    /// <summary>The same, with what orchestrator-core answers when there is none.</summary>
    internal WorkflowDescriptor GetWorkflow(string name, string contractText) =>
        FindWorkflow(name)
        ?? throw new NotFoundException(
            "workflow_not_found",
            $"There is no workflow '{StorableText.Start(name, MaxShownName)}'. {SuggestWorkflow(name)}"
        )
        {
            ContractText = contractText,
        };

    /// <summary>Finds a product.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The product, or null if it is not registered.</returns>
    public ProductDescriptor? FindProduct(string name) => _products.GetValueOrDefault(name);

    /// <summary>The names of the products for which a workflow is declared.</summary>
    internal IReadOnlyList<string> NamesOfProducts(WorkflowDescriptor workflow) =>
        [
            .. Products
                .Where(product => workflow.Products.Contains(product.Type))
                .Select(static product => product.Name)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a product has a reconcile workflow, without which there is nothing to compare or to correct.</summary>
    internal bool CanReconcile(string product) =>
        FindProduct(product) is { } found
        && Workflows.Any(workflow => workflow.Target == Target.Reconcile && workflow.Products.Contains(found.Type));

    /// <summary>Describes that a setting names a product that does not exist; null when it exists. Names are compared exactly.</summary>
    internal string? FindUnknownProduct(string setting, string name) =>
        _products.ContainsKey(name) ? null : $"{setting}: there is no product '{name}'. {SuggestProduct(name)}";

    /// <summary>Describes that a product does not exist, with the name that was probably meant, or those that there are.</summary>
    internal string DescribeUnknownProduct(string name) =>
        $"There is no product '{StorableText.Start(name, MaxShownName)}'. {SuggestProduct(name)}";

    /// <summary>The same of a product that has to have a reconcile workflow.</summary>
    internal string DescribeUnreconcilableProduct(string name) =>
        $"There is no product '{StorableText.Start(name, MaxShownName)}' that has a reconcile workflow. "
        + NameSuggestion.Suggest(name, _products.Keys.Where(CanReconcile), "Products");

    /// <summary>The name of a workflow that was probably meant by one that does not exist, or those that there are.</summary>
    internal string SuggestWorkflow(string name) =>
        HasWorkflows
            ? NameSuggestion.Suggest(name, _workflows.Keys, "Workflows")
            : $"This application registers no workflows. {AdviseWorkflows()}.";

    /// <summary>How an application that has no workflows gets some, without a full stop.</summary>
    internal string AdviseWorkflows() =>
        Registries.Count == 0
            ? "Call Add<assembly>Workflows(), which the build emits for each assembly with workflows, on what AddOrchestrator returns"
            : $"Add one to a registered assembly ({string.Join(", ", Registries.Order(StringComparer.Ordinal).Select(Quote))}), none of "
                + "which has any, or register an assembly that has";

    private static string Quote(string name) => $"'{name}'";

    private string SuggestProduct(string name) => NameSuggestion.Suggest(name, _products.Keys, "Products");

    /// <summary>Finds a product block.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The block, or null if it is not registered.</returns>
    public BlockDescriptor? FindBlock(string name) => _blocks.GetValueOrDefault(name);

    private static FrozenDictionary<string, T> Index<T>(IReadOnlyList<T> items, Func<T, string> name, string what)
    {
        var byName = new Dictionary<string, T>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!byName.TryAdd(name(item), item))
            {
                throw new CatalogException(
                    "duplicate_name",
                    $"Two registered assemblies have a {what} named '{name(item)}'. Rename one of them."
                );
            }
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void CheckReconcileWorkflows(IReadOnlyList<WorkflowDescriptor> workflows)
    {
        var first = new Dictionary<Type, string>();
        foreach (var workflow in workflows.Where(static workflow => workflow.Target == Target.Reconcile))
        {
            foreach (var product in workflow.Products)
            {
                if (!first.TryAdd(product, workflow.Name))
                {
                    throw new CatalogException(
                        "second_reconcile_workflow",
                        $"The product type {product.Name} has two reconcile workflows, '{first[product]}' and '{workflow.Name}'. A "
                            + "product has one: remove one of them, or set Reconcile = false on the modify workflow that one is emitted "
                            + "from."
                    );
                }
            }
        }
    }

    private static void CheckInputForms(IReadOnlyList<WorkflowDescriptor> workflows)
    {
        if (workflows.FirstOrDefault(static workflow => workflow is { Target: Target.Reconcile, Form: not null }) is { } withForm)
        {
            throw new CatalogException(
                "reconcile_workflow_with_form",
                $"The reconcile workflow '{withForm.Name}' has an input form. A reconcile workflow asks nothing: remove its InputForm."
            );
        }
    }
}
