using Orchestrator.Catalog;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// The builder that <c>AddOrchestrator</c> returns. Emitted <c>Add…Workflows()</c> methods and storage providers extend it.
/// </summary>
public interface IOrchestratorBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Collects the registries of the application's assemblies.</summary>
    CatalogBuilder Catalog { get; }
}
