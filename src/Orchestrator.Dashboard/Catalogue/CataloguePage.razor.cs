using Microsoft.AspNetCore.Components;
using Orchestrator.Catalog;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Catalogue;

/// <summary>What the application consists of: products, blocks, workflows and external resources.</summary>
public sealed partial class CataloguePage : LiveComponent
{
    [Inject]
    internal WorkflowCatalog Catalog { get; set; } = null!;

    [Inject]
    internal IWorkflowDirectory Directory { get; set; } = null!;

    [Inject]
    internal IProductMetadata Metadata { get; set; } = null!;

    private IReadOnlyList<ProductDetail> Products { get; set; } = [];

    private IReadOnlyDictionary<string, string> Descriptions { get; set; } = new Dictionary<string, string>();

    private IReadOnlyList<IGrouping<string, string>> Resources { get; set; } = [];

    private IEnumerable<WorkflowDescriptor> Workflows =>
        Catalog.Workflows.OrderBy(static workflow => workflow.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Products;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Products = await Metadata.ListProductsAsync(cancellationToken: Closed);
        Descriptions = await Directory.GetDescriptionsAsync(Closed);
        Resources =
        [
            .. Workflows
                .SelectMany(workflow => Directory.ListSteps(workflow.Name).Select(step => (Workflow: workflow.Name, step.Resource)))
                .Where(static step => step.Resource is not null)
                .Distinct()
                .GroupBy(static step => step.Resource!, static step => step.Workflow)
                .OrderBy(static resource => resource.Key, StringComparer.Ordinal),
        ];
    }

    private static string AddressOf(string workflow) => $"catalogue/{Uri.EscapeDataString(workflow)}";
}
