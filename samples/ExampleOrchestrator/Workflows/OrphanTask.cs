using ExampleOrchestrator.Nrm;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows;

/// <summary>A task: a workflow that belongs to no subscription.</summary>
public static partial class OrphanTask
{
    private static readonly string[] Kinds = ["nodes", "ports", "core-links", "l2vpns", "nsip2ps"];

    [Workflow(Target.System, "Find objects in NRM that belong to no subscription")]
    public static StepList TaskFindNrmOrphans() => Begin >> Start >> FindOrphans >> Done;

    [Step("Find orphans")]
    private static async Task FindOrphans(INrmClient nrm, ISubscriptionDirectory directory, CancellationToken cancellationToken)
    {
        var orphans = new List<string>();
        foreach (var kind in Kinds)
        {
            var held = await nrm.ListAsync(kind, cancellationToken);
            var known = (await directory.GetAsync(held, cancellationToken: cancellationToken))
                .Where(static subscription => subscription.Status != SubscriptionLifecycle.Terminated)
                .Select(static subscription => subscription.SubscriptionId);
            orphans.AddRange(held.Except(known).Select(id => $"{kind}/{id}"));
        }

        if (orphans.Count > 0)
        {
            throw new InvalidOperationException(
                $"No subscription has {string.Join(", ", orphans)}. Remove them from the resource manager, then retry.");
        }
    }
}
