using Orchestrator.Catalog;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddOrchestrator</c> returns: emitted <c>Add…Workflows()</c> methods and storage providers hang on it.</summary>
public interface IOrchestratorBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Collects the registries of the application's assemblies.</summary>
    CatalogBuilder Catalog { get; }
}
