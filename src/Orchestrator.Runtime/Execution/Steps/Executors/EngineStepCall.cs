using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>Gives an author's step its parameters.</summary>
internal sealed class EngineStepCall(
    StepExecution execution,
    IServiceProvider services,
    ILogger logger,
    CancellationToken cancellationToken
) : StepCall
{
    public override State State => execution.State;

    public override ProcessContext Process => execution.Context;

    public override ILogger Logger => logger;

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>The subscription that the process is about.</summary>
    /// <exception cref="StateException">There is none yet.</exception>
    internal Guid OwnSubscription =>
        SubscriptionReference.FindOwn(State) ?? throw StateException.Missing(ReservedKeys.Subscription, State.Keys);

    public override T Service<T>(object? key = null) => services.GetRequiredKeyedService<T>(key);

    public override T OptionalService<T>(object? key = null) => services.GetKeyedService<T>(key)!;

    public override async ValueTask<T> SubscriptionAsync<T>(string key = "subscription")
    {
        var id = SubscriptionReference.Find(State, key) ?? throw StateException.Missing(key, State.Keys);
        return await Service<ISubscriptions>().GetAsync<T>(id, cancellationToken);
    }

    public override async ValueTask<T?> OptionalSubscriptionAsync<T>(string key = "subscription")
        where T : class =>
        SubscriptionReference.FindAt(State, key) is { } id ? await Service<ISubscriptions>().GetAsync<T>(id, cancellationToken) : null;
}
