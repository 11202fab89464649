using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>A host whose gadgets are checked.</summary>
public abstract class CheckedGadgets : IAsyncLifetime
{
    private protected GadgetSystem Workshop { get; } = new();

    private protected EngineHost Host { get; private set; } = null!;

    private protected IDriftChecks Checks => Host.Services.GetRequiredService<IDriftChecks>();

    public async ValueTask InitializeAsync() => Host = await EngineHost.StartAsync(services: services => services.AddSingleton(Workshop));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<SubscriptionDrift> CheckAsync(Guid subscription) => Checks.CheckAsync(subscription, "ann");

    private protected async Task<IReadOnlyList<DriftChange>> HistoryAsync(Guid subscription) =>
        (await Checks.GetHistoryAsync(subscription, skip: 0, take: 100)).Items;

    private protected async Task<IReadOnlyList<Guid>> DriftedAsync() =>
        [.. (await Checks.ListAsync(new(0, 100) { Status = DriftStatus.Drifted })).Items.Select(static item => item.SubscriptionId)];

    private protected async Task<Guid> CreatedAsync()
    {
        var created = await Host.WaitAsync(
            await Host.Processes.StartAsync(
                "create_gadget",
                [EngineHost.Page(new { product = Host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
                "test"
            ),
            ProcessStatus.Completed
        );
        return created.SubscriptionIds.Single();
    }
}
