using NetworkResourceManager;

namespace ExampleOrchestrator.Nrm;

/// <summary>
/// Runs the resource manager beside the orchestrator, as its own listener with its own database, so that one command shows the whole
/// example.
/// </summary>
internal sealed class EmbeddedResourceManager(string[] arguments) : IHostedService
{
    private readonly WebApplication _app = NetworkResourceManagerApp.Build(arguments);

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }
}
