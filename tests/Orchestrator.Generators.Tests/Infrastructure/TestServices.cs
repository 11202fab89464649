namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A container in which there is nothing.</summary>
internal sealed class TestServices : IServiceProvider
{
    public object? GetService(Type serviceType) => null;
}
