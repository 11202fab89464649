using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Diagnostics;

/// <summary>What a host that is tried out writes of its statements.</summary>
public sealed class StatementLogTests
{
    [Fact]
    public async Task Statements_of_the_core_database_are_logged_at_Debug()
    {
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(services: services =>
            services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
        );
        await host.CreateThingAsync();

        var statements = log
            .Entries.Where(static entry => entry.Text.StartsWith("Executed DbCommand", StringComparison.Ordinal))
            .Select(static entry => entry.Level)
            .Distinct();

        Assert.Equal([LogLevel.Debug], statements);
    }
}
