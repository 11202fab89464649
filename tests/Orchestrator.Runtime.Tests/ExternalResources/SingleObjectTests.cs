using System.Globalization;
using Orchestrator.Binding;
using Orchestrator.ExternalResources;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalResources;

/// <summary>What a resource says of a subscription that lacks what its key is made of.</summary>
public sealed class SingleObjectTests
{
    private static readonly ResourceBinding Binding = new("Crates", "crates", StateKey: null, static _ => null!);

    [Fact]
    public void An_identification_that_needs_a_value_which_the_subscription_lacks_names_the_resource_and_what_to_return()
    {
        var subscription = Thing.Create(Guid.NewGuid(), "customer");

        var refused = Assert.Throws<InvalidOperationException>(() => Objects(subscription).Key);

        Assert.StartsWith(
            $"CrateResource.Identify failed for subscription {subscription.SubscriptionId}: Nullable object must have a value.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "let it return null while the subscription lacks what the key is made of.",
            refused.Message,
            StringComparison.Ordinal
        );
        subscription.Block.Size = 3;
        Assert.Equal("3", Objects(subscription).Key);
    }

    private static SingleObject<Thing, Thing, Crate> Objects(Thing subscription) =>
        new(new CrateResource(), Binding, subscription, earlierKey: null);
}

public sealed record Crate(int Size);

[ExternalResource("crate")]
public sealed partial class CrateResource : ExternalResource<Thing, Crate>
{
    public override string Identify(Thing subscription) => subscription.Block.Size!.Value.ToString(CultureInfo.InvariantCulture);

    public override Crate Describe(Thing subscription) => new(subscription.Block.Size ?? 0);

    public override Task<Crate?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<Crate?>(null);

    public override Task<string> ApplyAsync(string? key, Crate desired, Crate? actual, CancellationToken cancellationToken) =>
        Task.FromResult("1");

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
