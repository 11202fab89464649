using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>
/// Thousands of requests from nearly right to nonsense, to every operation of the OpenAPI document: every one is
/// answered as the contract says, and nothing is left half done. README.md says how to run more of them.
/// </summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Every_request_is_answered_as_the_contract_says()
    {
        using var database = ApiDatabase.Create();
        using var gate = new BeaconGate();
        using var log = new HostLog();
        await using var host = new ApiHost
        {
            Database = database,
            Configure = static options => options.Metrics = true,
            Services = services =>
                services
                    .AddSingleton(gate)
                    .AddLogging(logging => logging.AddProvider(log).AddFilter<HostLog>(category: null, LogLevel.Error)),
        };
        await host.InitializeAsync();
        var run = new FuzzRun(host, log, FuzzRun.Seed, FuzzRun.Count);

        AssertNone(await run.SendAsync());
        AssertNone(await run.SettleAsync());
        await using var connection = database.Connect();
        AssertNone(await StoredRows.FindProblemsAsync(connection));
        await host.RunAsync("validate_nothing", "completed", new { });
    }

    private static void AssertNone(IReadOnlyList<string> problems) => Assert.True(problems.Count == 0, string.Join('\n', problems));
}
