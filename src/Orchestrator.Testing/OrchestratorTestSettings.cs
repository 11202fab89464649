using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Options;

namespace Orchestrator.Testing;

/// <summary>The settings of a test host.</summary>
public sealed class OrchestratorTestSettings
{
    /// <summary>Registers the workflows, as the application does: <c>static builder => builder.AddShopWorkflows()</c>.</summary>
    public required Action<IOrchestratorBuilder> Workflows { get; init; }

    /// <summary>
    /// Adds services that steps use, and test doubles of external systems. Default: none. Without an <see cref="Application"/>, every
    /// policy that a workflow or step names is satisfied, unless an <c>IWorkflowPolicies</c> is added here.
    /// </summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>
    /// Changes the engine's settings, including the database. By default, the database is a new SQLite file, which is deleted with the
    /// host. A database that is set here is not deleted, so that a second host can continue with it.
    /// </summary>
    public Action<OrchestratorOptions>? Options { get; init; }

    /// <summary>
    /// Builds the application in which the orchestrator runs, for tests that talk to it over HTTP. Its parameter is a function that adds
    /// the orchestrator and the other settings to a builder: call it first, add the rest, build, and map the endpoints. By default, the
    /// application contains only the orchestrator.
    /// </summary>
    public Func<Action<IHostApplicationBuilder>, IHost>? Application { get; init; }

    /// <summary>
    /// The clock. The default is a <see cref="Microsoft.Extensions.Time.Testing.FakeTimeProvider"/> that begins at the current time and
    /// advances only with <see cref="OrchestratorTestHost.AdvanceAsync"/>. A fake clock that is set here advances in the same way, so that
    /// several hosts can share one. Use <see cref="TimeProvider.System"/> for a test in real time.
    /// </summary>
    public TimeProvider? Time { get; init; }
}
