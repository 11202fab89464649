using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>A log provider that throws loses its own log. Everything is logged somewhere on the way, so it has a host of its own.</summary>
public sealed class FaultyLogTests
{
    public static TheoryData<string> Exceptions { get; } = [.. FaultyHost.Exceptions];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task A_log_provider_that_throws_ends_no_worker_and_no_step_and_the_other_providers_say_so(string exception)
    {
        using var broken = new BrokenLog(exception);
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            services: services =>
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(broken).AddProvider(log)),
            configure: static options => options.Queues["tasks"] = 1
        );
        var before = await host.RunPlainAsync("mop_floor");
        broken.Breaks = true;
        try
        {
            host.External.FailNext(new InvalidOperationException("The floor is wet."));
            var failed = await host.RunPlainAsync("mop_floor", ProcessStatus.Failed);
            await host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
            var completed = await host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);
            var thing = await host.CreateThingAsync();
            await host.WaitAsync(await host.StartAsync("modify_thing", thing, new { size = 2 }), ProcessStatus.Completed);

            Assert.Equal("The floor is wet.", failed.FailedReason);
            Assert.Equal(
                ["Start Success", "Mop Failed", "Mop Success", "Done Complete"],
                completed.Steps.Select(static step => $"{step.Name} {step.Status}")
            );
            Assert.Equal(ProcessStatus.Completed, before.Status);
            Assert.Single(
                log.Entries,
                static entry => entry.Text.StartsWith("A log provider of this host fails", StringComparison.Ordinal)
            );
            Assert.Contains(
                "step 'Mop' failed: The floor is wet.",
                string.Join('\n', log.Entries.Where(static entry => entry.Category.StartsWith("Orchestrator", StringComparison.Ordinal))),
                StringComparison.Ordinal
            );
            Assert.NotEqual(0, broken.Thrown);
        }
        finally
        {
            // The host itself logs that it stops, which is not the engine's.
            broken.Breaks = false;
        }
    }

    /// <summary>Throws from everything that the engine and its storage log.</summary>
    private sealed class BrokenLog(string exception) : ILoggerProvider
    {
        private int _thrown;

        public bool Breaks { get; set; }

        public int Thrown => _thrown;

        public ILogger CreateLogger(string categoryName)
        {
            Break();
            return new Logger(this);
        }

        public void Dispose() { }

        private void Break()
        {
            if (Breaks)
            {
                Interlocked.Increment(ref _thrown);
                throw FaultyHost.Make(exception);
            }
        }

        private sealed class Logger(BrokenLog log) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                log.Break();
                return new Scope(log);
            }

            public bool IsEnabled(LogLevel logLevel)
            {
                log.Break();
                return true;
            }

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => log.Break();
        }

        private sealed class Scope(BrokenLog log) : IDisposable
        {
            public void Dispose() => log.Break();
        }
    }
}
