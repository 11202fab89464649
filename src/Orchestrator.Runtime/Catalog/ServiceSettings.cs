using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Catalog;

/// <summary>
/// Refuses an application whose steps, forms or external resources take services that no one has registered: with all other mistakes of
/// the settings when the host starts, and not in the first process that needs one.
/// </summary>
internal sealed class ServiceSettings(WorkflowCatalog catalog, IServiceProvider services) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        // A container of another maker may not be able to say it.
        if (services.GetService<IServiceProviderIsService>() is not { } registered)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] problems =
        [
            .. catalog
                .Services.FindMissing(registered, services.GetService<IServiceProviderIsKeyedService>())
                .Select(static missing =>
                    $"{string.Join(", ", missing.UsedBy)}: the service {missing.Service}"
                    + $"{(missing.Key is null ? "" : $" with the key '{missing.Key}'")} is not registered. Add it to the services of the "
                    + "application before the host is built."
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
