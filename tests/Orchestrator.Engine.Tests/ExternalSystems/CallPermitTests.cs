using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Drift;
using Orchestrator.ExternalResources;
using Orchestrator.ExternalSystems;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>However a call of an external system ends, others may call the system after it.</summary>
public sealed class CallPermitTests : IAsyncDisposable
{
    private const string Workshop = "workshop";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private readonly OneCallAtOnce _limits = new();
    private EngineHost? _host;

    public async ValueTask DisposeAsync()
    {
        _system.LetGo();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _limits.Dispose();
    }

    [Fact]
    public async Task A_call_that_throws_in_a_step_or_in_a_check_has_ended()
    {
        var host = await StartAsync();
        _system.Failure = new IOException("out of order");

        var failed = await host.WaitAsync(await host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1)), ProcessStatus.Failed);
        var check = await CheckAsync(host, 2);

        Assert.Equal(("out of order", "out of order"), (failed.FailedReason, check.Resources[0].Error));
        await UntilNoCallRunsAsync();
        Assert.Equal((2, 0), (_limits.Asked, _limits.GivenUp));
    }

    [Fact]
    public async Task A_call_whose_process_is_aborted_has_ended()
    {
        var host = await StartAsync();
        var process = await CallWithoutAnswerAsync(host);

        await host.Processes.AbortAsync(process, "ann");

        await UntilNoCallRunsAsync();
        _system.Call = static _ => Task.CompletedTask;
        Assert.Equal(DriftStatus.NoDrift, (await CheckAsync(host, 2)).Status);
    }

    [Fact]
    public async Task A_call_whose_step_has_run_out_of_time_has_ended()
    {
        var host = await StartAsync(static options => options.StepTimeout = TimeSpan.FromMinutes(5));
        var process = await CallWithoutAnswerAsync(host);

        _time.Advance(TimeSpan.FromMinutes(5));

        await host.WaitAsync(process, ProcessStatus.Failed);
        await UntilNoCallRunsAsync();
    }

    [Fact]
    public async Task A_call_of_a_check_that_does_not_wait_any_longer_lets_others_call_once_the_system_has_answered()
    {
        var host = await StartAsync(static options => options.DriftCheckTimeout = TimeSpan.FromSeconds(30));
        _system.Hold();
        var check = CheckAsync(host, 1);
        await _system.ReadBegun;

        _time.Advance(TimeSpan.FromSeconds(30));
        var unknown = await check;

        // The read ignores that no one waits: until it ends, the system still works on it.
        Assert.Equal((DriftStatus.Unknown, "workshop did not answer within 00:00:30."), (unknown.Status, unknown.Resources[0].Error));
        Assert.Equal(1, _limits.Running);
        _system.LetGo();
        await UntilNoCallRunsAsync();
    }

    [Fact]
    public async Task A_check_waits_for_the_limits_of_a_system_for_two_minutes_and_is_unknown_then()
    {
        var host = await StartAsync(static options => options.DriftCheckTimeout = TimeSpan.FromSeconds(30));
        var used = await _limits.EnterAsync(Workshop, CallOrigin.Individual, CancellationToken.None);
        var check = CheckAsync(host, 1);
        await EngineHost.UntilAsync(() => Task.FromResult(_limits.Asked == 2));

        _time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, _limits.GivenUp);
        _time.Advance(TimeSpan.FromSeconds(1));
        var unknown = await check;

        // The check answers when its time is over; its call leaves the queue on another thread, and only before it could be its turn.
        await EngineHost.UntilAsync(() => Task.FromResult(_limits.GivenUp == 1));
        used!.Dispose();

        Assert.Equal(
            (DriftStatus.Unknown, "The limits of workshop were used up for 00:02:00."),
            (unknown.Status, unknown.Resources[0].Error)
        );
        Assert.Equal(0, _limits.Running);
        Assert.Equal(0, _system.Reads);
    }

    [Fact]
    public async Task A_wait_for_the_limits_does_not_count_as_time_in_which_the_system_did_not_answer()
    {
        var host = await StartAsync(static options => options.DriftCheckTimeout = TimeSpan.FromSeconds(30));
        var used = await _limits.EnterAsync(Workshop, CallOrigin.Individual, CancellationToken.None);
        var check = CheckAsync(host, 1);
        await EngineHost.UntilAsync(() => Task.FromResult(_limits.Asked == 2));

        _time.Advance(TimeSpan.FromMinutes(1));
        used!.Dispose();

        Assert.Equal(DriftStatus.NoDrift, (await check).Status);
    }

    [Fact]
    public async Task What_a_person_has_started_calls_before_a_check_that_waited_longer()
    {
        AskedLimits? limits = null;
        _host = await EngineHost.StartAsync(
            configure: static options => options.ExternalSystems[Workshop] = new() { MaxConcurrency = 1 },
            services: services =>
                services
                    .AddSingleton(_system)
                    .AddSingleton<IExternalSystems>(provider => limits = new(provider.GetRequiredService<ExternalSystemLimits>()))
        );
        GadgetRows.Create(_host, _system, 2);
        var used = await _host
            .Services.GetRequiredService<IExternalSystems>()
            .EnterAsync(Workshop, CallOrigin.Individual, CancellationToken.None);
        var check = CheckAsync(_host, 1);
        await EngineHost.UntilAsync(() => Task.FromResult(limits!.Asked == 2));
        var process = await _host.StartAsync("reconcile_gadget", GadgetRows.IdOf(2));
        await EngineHost.UntilAsync(() => Task.FromResult(limits!.Asked == 3));

        used!.Dispose();
        await _host.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(DriftStatus.NoDrift, (await check).Status);
        Assert.Equal([GadgetRows.KeyOf(2), GadgetRows.KeyOf(1)], _system.ReadKeys);
    }

    private async Task<EngineHost> StartAsync(Action<OrchestratorOptions>? configure = null)
    {
        _host = await EngineHost.StartAsync(
            configure: options =>
            {
                options.LeaseDuration = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            },
            services: services => services.AddSingleton(_system).AddSingleton<IExternalSystems>(_limits),
            time: _time
        );
        GadgetRows.Create(_host, _system, 2);
        return _host;
    }

    /// <summary>Starts a process whose call is not answered before someone stops it.</summary>
    private async Task<Guid> CallWithoutAnswerAsync(EngineHost host)
    {
        _system.Call = static token => Task.Delay(Timeout.InfiniteTimeSpan, token);
        var process = await host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1));
        await EngineHost.UntilAsync(() => Task.FromResult(_limits.Running == 1));
        return process;
    }

    private Task UntilNoCallRunsAsync() => EngineHost.UntilAsync(() => Task.FromResult(_limits.Running == 0));

    private static Task<SubscriptionDrift> CheckAsync(EngineHost host, int gadget) =>
        host.Services.GetRequiredService<IDriftChecks>().CheckAsync(GadgetRows.IdOf(gadget), "ann");

    /// <summary>The limits of the host, which also count the calls that have asked for their turn.</summary>
    private sealed class AskedLimits(IExternalSystems limits) : IExternalSystems
    {
        private int _asked;

        internal int Asked => Volatile.Read(ref _asked);

        public ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken)
        {
            var turn = limits.EnterAsync(system, origin, cancellationToken);
            Interlocked.Increment(ref _asked);
            return turn;
        }
    }
}
