using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>What a round does to a set of objects.</summary>
public sealed class DriftHealSetTests : IAsyncLifetime
{
    private readonly Library _library = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            services: services => services.AddSingleton(_library),
            builder: static builder => builder.AddDriftPolicy("bookcase", new() { Heal = DriftHealing.Heal })
        );
        await _host.WaitAsync(
            await _host.Processes.StartAsync("create_bookcase", [EngineHost.Page(new { product = _host.ProductId("bookcase") })], "test"),
            ProcessStatus.Completed
        );
        _library.Writes.Clear();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_is_missing_or_differs_is_corrected_and_nothing_else_is_written()
    {
        _library.Books.TryRemove("b2", out _);
        _library.Books["b3"] = _library.Books["b3"] with { Size = 9 };

        var round = await RunAsync();

        Assert.Equal((1, 0), (round.Counts.Done, round.Counts.Refused));
        Assert.Equal(["write b2 2 of revision 0", "write b3 3 of revision 0"], _library.Writes.Order(StringComparer.Ordinal));
        Assert.Equal((2, 3), (_library.Books["b2"].Size, _library.Books["b3"].Size));
    }

    [Fact]
    public async Task A_set_with_an_object_that_no_one_wants_is_left_alone_as_a_whole()
    {
        _library.Books.TryRemove("b2", out _);
        _library.Books["other"] = new(Size: 9, "s3cret", Revision: 0);

        var round = await RunAsync();

        Assert.Equal("A reconcile would remove books, which only a person does.", Assert.Single(round.Refusals).Reason);
        Assert.Empty(_library.Writes);
    }

    private async Task<BulkReconcile> RunAsync()
    {
        var round = await _host.Processes.StartAsync("task_heal_drift", [EngineHost.Page(new { product = "bookcase" })], "ann");
        await _host.WaitAsync(round, ProcessStatus.Completed);
        return await _host.Services.GetRequiredService<IBulkReconciles>().GetAsync(round);
    }
}
