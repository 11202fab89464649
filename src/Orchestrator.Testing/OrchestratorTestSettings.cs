using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Hosting;

namespace Orchestrator.Testing;

/// <summary>What a host of a test has.</summary>
public sealed class OrchestratorTestSettings
{
    /// <summary>Registers the workflows, as the application does: <c>static builder => builder.AddShopWorkflows()</c>.</summary>
    public required Action<IOrchestratorBuilder> Workflows { get; init; }

    /// <summary>Adds what the steps ask for, and doubles of external systems. By default nothing.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>
    /// Changes the engine's settings, the database among them. By default the database is a new SQLite file, which is deleted with the host; one that is set here is left as it is, so
    /// that a second host can go on with it.
    /// </summary>
    public Action<OrchestratorOptions>? Options { get; init; }

    /// <summary>
    /// The clock: by default a <see cref="Microsoft.Extensions.Time.Testing.FakeTimeProvider"/> that begins at the present and moves with
    /// <see cref="OrchestratorTestHost.AdvanceAsync"/> only. <see cref="TimeProvider.System"/> for a test in which time must pass by itself.
    /// </summary>
    public TimeProvider? Time { get; init; }
}
