using System.Reflection;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>What the log says of the code that executed a step.</summary>
public sealed class RunningCodeTests
{
    [Theory]
    [InlineData("1.2.0+4f9c2d1ab34cd56ef78ab90cd12ef34ab56cd78e", "4f9c2d1ab34cd56ef78ab90cd12ef34ab56cd78e")]
    [InlineData("1.2.0-beta.1+4f9c2d1", "4f9c2d1")]
    [InlineData("1.2.0+build.7.4f9c2d1", "4f9c2d1")]
    [InlineData("1.2.0+build7", null)]
    [InlineData("1.2.0+4f9c2d1ab34cd56ef78ab90cd12ef34ab56cd78e0", null)]
    [InlineData("1.2.0", null)]
    [InlineData("4f9c2d1", null)]
    [InlineData(null, null)]
    public void The_commit_is_what_a_version_has_after_its_plus_sign(string? version, string? expected) =>
        Assert.Equal(expected, RunningCode.FindCommit(version));

    [Fact]
    public async Task Every_row_of_the_log_has_the_commit_of_the_application()
    {
        var version = Assembly.GetEntryAssembly()!.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        await using var host = await EngineHost.StartAsync();
        var thing = await host.CreateThingAsync();
        host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await host.StartAsync("modify_thing", thing, new { size = 2 });
        await host.WaitAsync(failed, ProcessStatus.Failed);
        await host.Processes.AbortAsync(failed, "ann");

        var commit = Assert.Single(host.Database.Query("SELECT DISTINCT commit_hash FROM process_steps"));

        Assert.Equal(version.Contains('+', StringComparison.Ordinal) ? version.Split('+')[1] : "null", commit);
    }
}
