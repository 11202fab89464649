using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;

namespace Orchestrator.Generators.Tests.Infrastructure;

internal sealed class TestBuilder : IOrchestratorBuilder
{
    public IServiceCollection Services { get; } = new ServiceCollection();

    public CatalogBuilder Catalog { get; } = new();
}
