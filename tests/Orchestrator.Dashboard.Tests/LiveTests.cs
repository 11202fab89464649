using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Testing;
using DriftPage = Orchestrator.Dashboard.Overview.DriftPage;
using ProcessPage = Orchestrator.Dashboard.Processes.ProcessPage;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Pages follow what changes, and survive what fails.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly DashboardHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Hundreds_of_changes_are_a_few_refreshes_and_the_last_change_is_among_them()
    {
        const int many = 300;
        var process = (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
        using var changes = Open();
        var (refreshes, seen) = (0, "");
        using var subscription = changes.Subscribe(
            change => change.Id == process,
            async () =>
            {
                Interlocked.Increment(ref refreshes);
                seen = (await _host.Processes.GetAsync(process)).Note ?? "";
            },
            Interval
        );
        var duration = Stopwatch.StartNew();

        for (var number = 1; number <= many; number++)
        {
            await _host.Processes.SetNoteAsync(process, $"{number}", "ann");
        }

        await OrchestratorTestHost.UntilAsync(() => Task.FromResult(Volatile.Read(ref seen) == $"{many}"));
        Assert.InRange(Volatile.Read(ref refreshes), 2, 2 + (int)(duration.Elapsed / Interval));
    }

    [Fact]
    public async Task A_subscriber_that_throws_is_called_again_and_stops_no_other()
    {
        var process = (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
        using var changes = Open();
        var (undecided, failed, other) = (0, 0, 0);
        using var first = changes.Subscribe(static _ => throw new FormatException(), () => CountAsync(ref undecided), Interval);
        using var second = changes.Subscribe(static _ => true, () => CountAsync(ref failed, fails: true), Interval);
        using var third = changes.Subscribe(static _ => true, () => CountAsync(ref other), Interval);

        foreach (var note in new[] { "one", "two" })
        {
            var (a, b, c) = (Volatile.Read(ref undecided), Volatile.Read(ref failed), Volatile.Read(ref other));
            await _host.Processes.SetNoteAsync(process, note, "ann");
            await OrchestratorTestHost.UntilAsync(() =>
                Task.FromResult(Volatile.Read(ref undecided) > a && Volatile.Read(ref failed) > b && Volatile.Read(ref other) > c)
            );
        }

        static Task CountAsync(ref int count, bool fails = false)
        {
            Interlocked.Increment(ref count);
            return fails ? Task.FromException(new FormatException()) : Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_page_that_was_closed_subscribes_to_nothing()
    {
        var process = (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
        var closed = Open();
        using var changes = Open();
        var (late, other) = (0, 0);
        closed.Dispose();
        using var first = closed.Subscribe(static _ => true, () => Task.FromResult(Interlocked.Increment(ref late)), Interval);
        using var second = changes.Subscribe(static _ => true, () => Task.FromResult(Interlocked.Increment(ref other)), Interval);

        await _host.Processes.SetNoteAsync(process, "late", "ann");

        await OrchestratorTestHost.UntilAsync(() => Task.FromResult(Volatile.Read(ref other) > 0));
        Assert.Equal(0, Volatile.Read(ref late));
    }

    [Fact]
    public async Task A_page_whose_read_fails_keeps_what_it_shows_and_reads_again_by_itself()
    {
        var valve = await _host.CreateValveAsync();
        await _host.IntroduceDriftAsync(valve, opening: 99);
        var pauses = new FailingPauses(_host.Provider.GetRequiredService<IDriftPauses>());
        await using var browser = new Browser(_host, services: services => services.AddSingleton<IDriftPauses>(pauses));
        var page = browser.Render<DriftPage>();
        page.WaitForAssertion(() => Assert.Contains("valve in the plant", page.Markup, StringComparison.Ordinal));

        pauses.Fails = true;
        await _host.IntroduceDriftAsync(valve, opening: 98);
        page.WaitForAssertion(() =>
            Assert.Contains("read again automatically", page.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("valve in the plant", page.Markup, StringComparison.Ordinal);
        pauses.Fails = false;

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task A_page_that_follows_a_process_reads_its_steps_as_a_whole_once()
    {
        _host.Plant.Failures = 1;
        var process = (await _host.Engine.RunAsync("inspect_plant", new { })).ProcessId;
        var calls = new ConcurrentQueue<string>();
        var counted = CountedProcesses.Of(_host.Processes, calls);
        await using var browser = new Browser(_host, services: services => services.AddSingleton(counted));
        var page = browser.Render<ProcessPage>(parameters => parameters.Add(static page => page.ProcessId, process));
        page.WaitForAssertion(() => Assert.Contains("failed", page.Find("ol").TextContent, StringComparison.Ordinal));

        foreach (var note in new[] { "first note", "second note", "third note" })
        {
            await _host.Processes.SetNoteAsync(process, note, "ann");
            page.WaitForAssertion(() => Assert.Contains(note, page.Markup, StringComparison.Ordinal));
        }

        Assert.Single(calls, nameof(IProcesses.ShowAsync));
        Assert.InRange(calls.Count(static call => call == nameof(IProcesses.ShowAgainAsync)), 3, 6);
    }

    private LiveChanges Open() =>
        new(_host.Provider.GetRequiredService<IChangeFeed>(), TimeProvider.System, NullLogger<LiveChanges>.Instance);

    /// <summary>Takes note of what is called.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "A proxy is an object of a class that is derived when the test runs.")]
    private class CountedProcesses : DispatchProxy
    {
        private IProcesses _inner = null!;
        private ConcurrentQueue<string> _calls = null!;

        internal static IProcesses Of(IProcesses inner, ConcurrentQueue<string> calls)
        {
            var counted = Create<IProcesses, CountedProcesses>();
            ((CountedProcesses)counted)._inner = inner;
            ((CountedProcesses)counted)._calls = calls;
            return counted;
        }

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            _calls.Enqueue(method!.Name);
            return method.Invoke(_inner, arguments);
        }
    }

    /// <summary>Fails as something that is not the core database does.</summary>
    private sealed class FailingPauses(IDriftPauses inner) : IDriftPauses
    {
        internal bool Fails { get; set; }

        public Task<DriftPausePage> ListAsync(int skip, int take, Caller? user = null, CancellationToken cancellationToken = default) =>
            Fails ? throw new IOException("Away.") : inner.ListAsync(skip, take, user, cancellationToken);

        public Task PauseAsync(
            DriftPauseTarget target,
            string reason,
            DateTimeOffset? until,
            Caller user,
            CancellationToken cancellationToken = default
        ) => inner.PauseAsync(target, reason, until, user, cancellationToken);

        public Task EndAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken = default) =>
            inner.EndAsync(target, user, cancellationToken);
    }
}
