using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.DriftPolicies;
using Orchestrator.Execution;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>What a round does when its maintenance windows open while it decides to wait for them.</summary>
public sealed class DriftHealOpeningTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private Func<Task>? _afterLook;
    private EngineHost _host = null!;
    private GadgetRounds _rounds = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            services: services =>
                services
                    .AddSingleton(_system)
                    .AddSingleton(
                        typeof(HealRun),
                        provider => new Looked(ActivatorUtilities.CreateInstance<HealRun>(provider), AfterLookAsync)
                    ),
            time: _clock,
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
        _rounds = new(_host, _system);
        GadgetRows.Create(_host, _system, 20);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Windows_that_open_after_the_look_and_before_it_is_written_let_the_round_start_at_once()
    {
        _rounds.Spoil(1, 1);
        await _rounds.CloseAsync();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _afterLook = async () =>
        {
            await _rounds.OpenAsync();
            opened.SetResult();
        };

        var round = await _rounds.StartAsync();
        await opened.Task.WithDeadline();
        var before = _clock.GetUtcNow();
        await _rounds.EndAsync(round);

        Assert.InRange(_clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await _host.Services.GetRequiredService<IBulkReconciles>().GetAsync(round)).Counts.Done);
    }

    private Task AfterLookAsync() => Interlocked.Exchange(ref _afterLook, null)?.Invoke() ?? Task.CompletedTask;

    /// <summary>A step after which something happens before its outcome is written.</summary>
    private sealed class Looked(ISystemStep step, Func<Task> thenAsync) : ISystemStep
    {
        public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
        {
            var work = await step.ExecuteAsync(execution, cancellationToken);
            await thenAsync();
            return work;
        }
    }
}
