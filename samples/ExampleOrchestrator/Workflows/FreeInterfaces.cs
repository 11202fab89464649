using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows;

/// <summary>Finds the interfaces of a node that nothing uses.</summary>
internal static class FreeInterfaces
{
    /// <summary>The interfaces of a speed that neither a port nor a core link has, as choices of a form.</summary>
    internal static async Task<FormChoices<string>> FindFreeInterfacesAsync(
        this ISubscriptions subscriptions,
        Guid node,
        int speed,
        CancellationToken cancellationToken)
    {
        var equipment = await subscriptions.GetAsync<Node>(node, cancellationToken);
        var users = await subscriptions.FindUsersAsync(node, cancellationToken);
        var taken = users.SelectMany(user => FindNames(user, node)).ToHashSet(StringComparer.Ordinal);
        return FormChoices.Of(
            equipment.Inventory.InterfacesOf(speed).Where(name => !taken.Contains(name)),
            static name => name,
            static name => name);
    }

    private static IEnumerable<string?> FindNames(SubscriptionModel user, Guid node) =>
        user switch
        {
            Port port => [port.Interface.Name],
            CoreLink link => link.Link.Ports.Where(port => port.Node?.OwnerSubscriptionId == node).Select(static port => port.Name),
            _ => [],
        };
}
