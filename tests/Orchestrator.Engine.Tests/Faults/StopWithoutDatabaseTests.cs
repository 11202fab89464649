using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Background;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>A host whose database fails while it stops has stopped all the same, and has lost none of its services.</summary>
public sealed class StopWithoutDatabaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task It_stops_without_a_critical_message_and_without_a_faulted_service()
    {
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(services: services => services.AddLogging(logging => logging.AddProvider(log)));
        await host.RunPlainAsync("run_group");
        BackgroundService[] loops = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        host.Database.Query("ALTER TABLE process_leases RENAME TO gone");
        await EngineHost.UntilAsync(() => Task.FromResult(log.Entries.Any(static entry => entry.Level == LogLevel.Error)));

        await host.StopAsync().WaitAsync(Patience);

        Assert.DoesNotContain(log.Entries, static entry => entry.Level == LogLevel.Critical);
        Assert.NotEmpty(loops);
        Assert.All(loops, static loop => Assert.False(loop.ExecuteTask?.IsFaulted ?? false, loop.GetType().Name));
    }

    [Fact]
    public async Task What_fails_because_the_host_stops_ends_a_loop_and_is_not_reported()
    {
        using var stopping = new CancellationTokenSource();
        var reported = new List<Exception>();

        var loop = BackgroundLoop.RunAsync(
            _ =>
            {
                stopping.Cancel();
                throw new InvalidOperationException("The database is gone.");
            },
            reported.Add,
            stopping.Token
        );

        await loop.WaitAsync(Patience);
        Assert.Empty(reported);
    }
}
