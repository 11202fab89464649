using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary>
/// Refuses a host that lacks something or is set up wrongly, with one list of all mistakes. A host asks for its own options when it is
/// built. What fails later is printed twice: the host logs it, and the runtime prints what ends the program.
/// </summary>
internal sealed class StartCheck(IServiceProvider services) : IValidateOptions<HostOptions>
{
    /// <exception cref="HostSetupException">The host cannot start.</exception>
    public ValidateOptionsResult Validate(string? name, HostOptions host)
    {
        string[] problems = [.. FindProblems()];

        // Thrown here, because a failure that is returned is thrown as an exception that prints its stack.
        return problems.Length == 0 ? ValidateOptionsResult.Success : throw new HostSetupException(problems);
    }

    private IEnumerable<string> FindProblems()
    {
        try
        {
            _ = services.GetRequiredService<WorkflowCatalog>();
        }
        catch (CatalogException wrong)
        {
            // Settings and services are compared with the catalog, so no more can be said without it.
            return [wrong.Message];
        }

        return [.. FindWrongSettings(), .. FindWrongDatabase(), .. services.GetRequiredService<RegisteredServices>().FindMissing()];
    }

    /// <summary>A database that is not chosen, or whose connection string cannot be read. It is not connected to.</summary>
    private IEnumerable<string> FindWrongDatabase()
    {
        try
        {
            _ = services.GetRequiredService<DatabaseProvider>().Location;
            return [];
        }
        catch (StorageException wrong)
        {
            return [wrong.Message];
        }
        catch (OptionsValidationException)
        {
            // The settings that choose it are wrong, and in the list already.
            return [];
        }
    }

    private IEnumerable<string> FindWrongSettings()
    {
        try
        {
            _ = services.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
    }
}
