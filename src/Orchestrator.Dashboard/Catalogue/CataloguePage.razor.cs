using Microsoft.AspNetCore.Components;
using Orchestrator.Catalog;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Shared;
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

    private IReadOnlyList<IGrouping<string, string>> Chains { get; set; } = [];

    private IEnumerable<WorkflowDescriptor> Workflows =>
        Catalog.Workflows.OrderBy(static workflow => workflow.Name, StringComparer.Ordinal);

    /// <summary>The workflows that were released, and that the code no longer has.</summary>
    private IEnumerable<ReleasedWorkflow> Removed =>
        Catalog
            .Released.Where(workflow => Catalog.FindWorkflow(workflow.Name) is null)
            .OrderBy(static workflow => workflow.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change.Kind is ChangeKind.Products;

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
        Chains =
        [
            .. Workflows
                .SelectMany(static workflow => workflow.ExternalSystemSteps.Select(chain => (Workflow: workflow.Name, Chain: chain)))
                .GroupBy(static use => use.Chain, static use => use.Workflow)
                .OrderBy(static chain => chain.Key, StringComparer.Ordinal),
        ];
    }

    private string DescribeRelease(string workflow) =>
        Catalog.Released.FirstOrDefault(released => released.Name == workflow) switch
        {
            null => "not released",
            { IsBroken: true } => "changed since, not compatible",
            var released => Display.CountOf(released.Steps.Count, "step", "steps"),
        };

    private static string UrlOf(string workflow) => $"catalogue/{Uri.EscapeDataString(workflow)}";
}
