using System.Collections.Concurrent;
using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Support;

[Product("siren", Tag = "SIREN", Description = "A siren")]
public sealed partial class Siren : SubscriptionModel
{
    public LampBlock Block { get; set; } = new();
}

/// <summary>What the alarm system holds of a siren.</summary>
/// <param name="Loudness">How loud it is.</param>
/// <param name="Code">What switches it off; null for nothing.</param>
/// <param name="Horns">Its horns in their order.</param>
public sealed record SirenState(int Loudness, [property: Sensitive] string? Code = null, IReadOnlyList<string>? Horns = null);

/// <summary>A system that does later what it was asked for, and calls back then.</summary>
public sealed class AlarmSystem
{
    public ConcurrentDictionary<string, SirenState> Sirens { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Key, SirenState? Asked, string? Route)> Orders { get; } = new();

    /// <summary>What should switch sirens off; null for nothing.</summary>
    public string? Code { get; set; }

    /// <summary>What happens before the system shows a siren.</summary>
    public Func<Task> BeforeReading { get; set; } = static () => Task.CompletedTask;

    /// <summary>Does the oldest order, and gives the address to call.</summary>
    public string? DoNext()
    {
        if (!Orders.TryDequeue(out var order))
        {
            throw new InvalidOperationException("Nothing was ordered.");
        }

        if (order.Asked is { } asked)
        {
            Sirens[order.Key] = asked;
        }
        else
        {
            Sirens.TryRemove(order.Key, out _);
        }

        return order.Route;
    }
}

[ExternalResource("siren in the alarm system", System = "alarm")]
public sealed partial class SirenResource(AlarmSystem alarm) : ExternalResource<Siren, SirenState>
{
    public override string Identify(Siren subscription) => subscription.SubscriptionId.ToString();

    // A subscription shows its values, and the code is secret.
#pragma warning disable ORCH5004
    public override SirenState Describe(Siren subscription) => new(Loudness: 7, alarm.Code);
#pragma warning restore ORCH5004

    public override async Task<SirenState?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await alarm.BeforeReading();
        return alarm.Sirens.GetValueOrDefault(key);
    }

    public override Task<string> ApplyAsync(string? key, SirenState desired, SirenState? actual, CancellationToken cancellationToken)
    {
        alarm.Orders.Enqueue((key!, desired, CallbackRoute));
        return Task.FromResult(key!);
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        alarm.Orders.Enqueue((key, null, CallbackRoute));
        return Task.CompletedTask;
    }
}

/// <summary>A product whose external system calls back.</summary>
public static partial class SirenWorkflows
{
    [CreateWorkflow(typeof(Siren), "Create siren")]
    public static StepList CreateSiren() => Begin >> ConstructSiren >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Siren), "Mount siren")]
    public static StepList MountSiren() => Begin >> SirenInAlarmSystem;

    [ExternalSystemSteps]
    private static StepList SirenInAlarmSystem => Begin >> Apply<SirenResource>(awaitCallback: true);

    [Step("Construct siren")]
    private static Siren ConstructSiren(Guid product) => Siren.Create(product, "customer");
}
