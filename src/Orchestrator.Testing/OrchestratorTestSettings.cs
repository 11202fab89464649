using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Options;

namespace Orchestrator.Testing;

/// <summary>The settings of a test host.</summary>
public sealed class OrchestratorTestSettings
{
    /// <summary>Registers the workflows, as the application does: <c>static builder => builder.AddShopWorkflows()</c>.</summary>
    public required Action<IOrchestratorBuilder> Workflows { get; init; }

    /// <summary>Adds what the steps ask for, and doubles of external systems. By default nothing.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>
    /// Changes the engine's settings, the database among them. By default the database is a new SQLite file, which is deleted with the
    /// host; one that is set here is left as it is, so that a second host can continue with it.
    /// </summary>
    public Action<OrchestratorOptions>? Options { get; init; }

    /// <summary>
    /// Builds the application in which the orchestrator runs, for tests that talk to it over HTTP. It is given what adds the orchestrator
    /// and everything else of these settings to a builder: call that first, add the rest, build, and map the endpoints. By default there is
    /// nothing but the orchestrator.
    /// </summary>
    public Func<Action<IHostApplicationBuilder>, IHost>? Application { get; init; }

    /// <summary>
    /// The clock: by default a <see cref="Microsoft.Extensions.Time.Testing.FakeTimeProvider"/> that begins at the present and moves with
    /// <see cref="OrchestratorTestHost.AdvanceAsync"/> only. One that is given here moves with it as well, so that several hosts can have
    /// the same.
    /// <see cref="TimeProvider.System"/> for a test in which time must pass on its own.
    /// </summary>
    public TimeProvider? Time { get; init; }
}
