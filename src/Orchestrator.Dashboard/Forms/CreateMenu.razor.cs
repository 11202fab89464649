using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Forms;

/// <summary>Begins the form of a create workflow.</summary>
public sealed partial class CreateMenu : LiveComponent
{
    [Inject]
    internal IProductMetadata Metadata { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    private IReadOnlyList<Offer> Offers { get; set; } = [];

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change.Kind is ChangeKind.Products;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var active = WireName.Of(ProductLifecycle.Active);
        var offers = new List<Offer>();
        foreach (var product in (await Metadata.ListProductsAsync(cancellationToken: Closed)).Where(one => one.Summary.Status == active))
        {
            foreach (var workflow in product.Workflows.Where(static workflow => workflow.Target == Target.Create))
            {
                if (await Permissions.AllowsStartAsync(workflow.Name, user, Closed))
                {
                    offers.Add(new(workflow.Name, workflow.Description, product.Summary));
                }
            }
        }

        Offers = [.. offers.Select(offer => offer with { IsAmbiguous = offers.Count(other => other.Workflow == offer.Workflow) > 1 })];
    }

    /// <summary>A workflow with one of the products that it creates.</summary>
    private sealed record Offer(string Workflow, string Description, ProductSummary Product)
    {
        internal bool IsAmbiguous { get; init; }

        internal string Address => StartPage.UrlOf(Workflow, product: Product.ProductId);

        internal string Caption => IsAmbiguous ? $"{Description} ({Product.Name})" : Description;
    }
}
