using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;
using ExampleOrchestrator.Workflows.Forms;

namespace ExampleOrchestrator.Workflows.Nsistps;

/// <summary>
/// What can be done with a service termination point. It is known to the orchestrator only: no external system holds it, so there is
/// nothing to reconcile. This part holds what its workflows share.
/// </summary>
public static partial class NsistpWorkflows
{
    /// <summary>What can be changed later.</summary>
    public sealed record StpPage : FormPage
    {
        [VlanRanges]
        [Display(Name = "VLANs", Description = "Ranges such as 10-20,30")]
        public required string Vlans { get; init; }

        [StringLength(255)]
        [RegularExpression("[^<>&]*")]
        public string? StpDescription { get; init; }

        [RegularExpression("urn:ogf:network:.+")]
        public string? IsAliasIn { get; init; }

        [RegularExpression("urn:ogf:network:.+")]
        public string? IsAliasOut { get; init; }

        public bool ExposeInTopology { get; init; }

        [Range(1, 1_000_000)]
        public required int Bandwidth { get; init; }
    }

    /// <summary>
    /// Rejects an answer that the attributes of the page cannot reject: these rules are about several fields, or the port.
    /// </summary>
    private static async Task CheckAsync(
        FormSession form,
        StpPage page,
        Guid port,
        Guid? stp,
        ISubscriptions subscriptions,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(page.IsAliasIn) != string.IsNullOrEmpty(page.IsAliasOut))
        {
            throw form.Invalid(nameof(page.IsAliasOut), "Fill in both aliases, or neither.");
        }

        var inUse = await subscriptions.FindVlansInUseAsync(port, stp, cancellationToken);
        var taken = VlanRanges.Parse(page.Vlans).Intersect(inUse);
        if (!taken.IsEmpty)
        {
            throw form.Invalid(nameof(page.Vlans), $"{taken} of this port is in use. Choose VLANs other than {inUse}.");
        }
    }

    private static void Update(Nsistp subscription, StpPage page)
    {
        var stp = subscription.Stp;
        stp.Vlans = VlanRanges.Parse(page.Vlans).ToString();
        stp.StpDescription = page.StpDescription;
        (stp.IsAliasIn, stp.IsAliasOut) = (page.IsAliasIn, page.IsAliasOut);
        stp.ExposeInTopology = page.ExposeInTopology;
        stp.Bandwidth = page.Bandwidth;
    }

    [Step("Update subscription description")]
    private static Nsistp DescribeNsistp(Nsistp subscription)
    {
        var stp = subscription.Stp;
        subscription.Description = $"STP {stp.Topology}:{stp.StpId} on {stp.Port!.Node!.Name} {stp.Port.Name}, VLANs {stp.Vlans}";
        return subscription;
    }
}
