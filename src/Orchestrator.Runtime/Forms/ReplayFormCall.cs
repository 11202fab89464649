using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;

namespace Orchestrator.Forms;

/// <summary>Gives an author's form its parameters.</summary>
internal sealed class ReplayFormCall(
    FormSession form,
    State state,
    ProcessContext process,
    IServiceProvider services,
    CancellationToken cancellationToken
) : FormCall
{
    public override FormSession Form => form;

    public override State State => state;

    public override ProcessContext Process => process;

    public override ILogger Logger => services.GetRequiredService<EngineLoggers>().CreateLogger("Orchestrator.Forms");

    public override CancellationToken CancellationToken => cancellationToken;

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
