using System.Collections.Concurrent;

namespace Orchestrator.Testing.Tests;

/// <summary>A place with many labels of one parcel.</summary>
public sealed class LabelStore
{
    public ConcurrentDictionary<string, LabelState> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it removes what it is told to remove.</summary>
    public bool Removes { get; set; } = true;
}

public sealed record LabelState(string Text, int Size, [property: NotCompared] int Revision);

[ExternalResource("labels")]
public sealed partial class LabelResource(LabelStore store) : ExternalResourceSet<Parcel, LabelState>
{
    public override IReadOnlyDictionary<string, LabelState> Describe(Parcel subscription) =>
        new Dictionary<string, LabelState> { ["front"] = new("to", 1, Revision: 0), ["back"] = new("from", 2, Revision: 0) };

    public override Task<IReadOnlyDictionary<string, LabelState>> ListAsync(Parcel subscription, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, LabelState>>(store.Labels.ToDictionary());

    public override Task ApplyAsync(string key, LabelState desired, LabelState? actual, CancellationToken cancellationToken)
    {
        store.Labels[key] = desired with { Revision = desired.Revision + 1 };
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        if (store.Removes)
        {
            store.Labels.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}

public sealed class SetConformanceTests
{
    private readonly LabelStore _store = new();
    private readonly Parcel _parcel = Parcel.Create(Guid.NewGuid(), "customer");

    [Fact]
    public async Task Every_value_of_every_object_is_spoiled_found_and_corrected_and_nothing_is_left()
    {
        var paths = await ResourceConformance.VerifyAsync(
            new LabelResource(_store),
            _parcel,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(["[back].size", "[back].text", "[front].size", "[front].text"], paths.Order(StringComparer.Ordinal));
        Assert.Empty(_store.Labels);
    }

    [Fact]
    public async Task A_set_that_leaves_an_object_that_is_not_described_does_not_conform()
    {
        _store.Removes = false;

        var refused = await Assert.ThrowsAsync<OrchestratorAssertionException>(() =>
            ResourceConformance.VerifyAsync(new LabelResource(_store), _parcel, cancellationToken: TestContext.Current.CancellationToken)
        );

        Assert.Contains("after an object that is not described was there it still differs: [", refused.Message, StringComparison.Ordinal);
    }
}
