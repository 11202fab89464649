using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Binding;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A step's surroundings, made of what a test gives.</summary>
internal sealed class TestStepCall(string state = "{}", CancellationToken cancellationToken = default) : StepCall
{
    private readonly Dictionary<Type, object> _services = [];
    private readonly Dictionary<(Type Service, object Key), object> _keyed = [];
    private readonly Dictionary<string, SubscriptionModel> _subscriptions = new(StringComparer.Ordinal);

    public override State State { get; } = State.Parse(state);

    public override ProcessContext Process { get; } = new(Guid.Empty, "test", Target.Modify, "tester", 1);

    public override ILogger Logger => NullLogger.Instance;

    public override CancellationToken CancellationToken => cancellationToken;

    public TestStepCall With(Type service, object instance)
    {
        _services.Add(service, instance);
        return this;
    }

    public TestStepCall With(Type service, object key, object instance)
    {
        _keyed.Add((service, key), instance);
        return this;
    }

    public TestStepCall With(string key, SubscriptionModel subscription)
    {
        _subscriptions.Add(key, subscription);
        return this;
    }

    public override T Service<T>(object? key = null) => (T)(key is null ? _services[typeof(T)] : _keyed[(typeof(T), key)]);

    public override T OptionalService<T>(object? key = null) =>
        (T)(key is null ? _services.GetValueOrDefault(typeof(T)) : _keyed.GetValueOrDefault((typeof(T), key)))!;

    public override ValueTask<T> SubscriptionAsync<T>(string key) => new((T)_subscriptions[key]);

    public override ValueTask<T?> OptionalSubscriptionAsync<T>(string key)
        where T : class => new((T?)_subscriptions.GetValueOrDefault(key));
}
