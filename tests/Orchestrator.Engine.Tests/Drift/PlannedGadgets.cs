using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.ExternalResources;
using Orchestrator.Storage.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>Stores plans of gadgets.</summary>
internal static class PlannedGadgets
{
    internal static async Task<Guid> PlanAsync(EngineHost host, Guid subscription)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var binding = host.Services.GetRequiredService<WorkflowCatalog>().Resources.Find(typeof(GadgetResource));
        var call = new Call(scope.ServiceProvider, subscription);
        var found = await ((IRunnableResource)binding.Create(call)).CompareAsync(binding, call);
        var hasher = new StateHasher(await host.Services.GetRequiredService<StateKeyStore>().GetAsync(CancellationToken.None));
        var plan = new StoredReconcilePlan(
            Guid.CreateVersion7(),
            subscription,
            "reconcile_gadget",
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1),
            JsonSerializer.Serialize(new Dictionary<string, SeenState> { [binding.Id] = found.See(hasher) }, StateJson.Options),
            PlannedChange.Write([new("Apply", binding.Id, found.Effect, found.Differences, found.Differences.Count)])
        );
        await host.Services.GetRequiredService<ReconcilePlanStore>().AddAsync(plan, CancellationToken.None);
        return plan.PlanId;
    }

    private sealed class Call(IServiceProvider services, Guid subscription) : BindingCall
    {
        public override State State => State.Empty;

        public override ProcessContext Process => throw new NotSupportedException();

        public override ILogger Logger => NullLogger.Instance;

        public override CancellationToken CancellationToken => CancellationToken.None;

        public override T Service<T>(object? key = null) => services.GetRequiredKeyedService<T>(key);

        public override async ValueTask<T> SubscriptionAsync<T>(string key = "subscription") =>
            await services.GetRequiredService<ISubscriptions>().GetAsync<T>(subscription);

        public override async ValueTask<T?> OptionalSubscriptionAsync<T>(string key = "subscription")
            where T : class => await SubscriptionAsync<T>();
    }
}
