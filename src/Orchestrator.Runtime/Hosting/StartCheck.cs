using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Hosting;

/// <summary>
/// Refuses to start a host that lacks something or is set up wrongly, with one list of all mistakes. It is made first and looks when it is
/// made: a host makes all its services before it starts one, and those after it ask for the settings, of which the mistakes would hide the
/// others.
/// </summary>
internal sealed class StartCheck : IHostedService
{
    public StartCheck(IOptions<OrchestratorOptions> options, RegisteredServices services)
    {
        string[] problems = [.. FindWrongSettings(options), .. services.FindMissing()];
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(OrchestratorOptions), problems);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> FindWrongSettings(IOptions<OrchestratorOptions> options)
    {
        try
        {
            _ = options.Value;
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
    }
}
