using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>A service whose disposal does not end delays no one: neither the worker of a step nor a user who answers a form.</summary>
public sealed class AuthorScopeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_is_never_disposed_of_frees_its_worker_and_is_told_in_the_log(bool blocks)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var endless = new Endless(blocks);
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(
            time: clock,
            configure: static options => options.Queues["tasks"] = 1,
            services: services =>
            {
                services.AddScoped<IExternalSystem>(_ => new Undisposable(endless));
                services.AddLogging(logging => logging.AddProvider(log));
            }
        );
        try
        {
            var first = await host.Processes.StartAsync("mop_floor", [EngineHost.Page(new { })], "ann");
            await EngineHost.UntilAsync(async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return (await host.Processes.GetAsync(first)).Status == ProcessStatus.Completed;
            });

            Assert.Contains(
                log.Entries,
                static entry =>
                    entry.Exception is TimeoutException
                    && entry.Text.StartsWith("'Mop': a service of its scope cannot be disposed of", StringComparison.Ordinal)
            );
        }
        finally
        {
            endless.End();
        }
    }

    private sealed class Endless(bool blocks)
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal void End() => _end.TrySetResult();

        internal ValueTask WaitAsync()
        {
            if (blocks)
            {
                _end.Task.Wait();
            }

            return new(_end.Task);
        }
    }

    private sealed class Undisposable(Endless endless) : IExternalSystem, IAsyncDisposable
    {
        public Task<int> ApplyAsync(Guid subscriptionId, int size, CancellationToken cancellationToken) => Task.FromResult(1);

        public ValueTask DisposeAsync() => endless.WaitAsync();
    }
}
