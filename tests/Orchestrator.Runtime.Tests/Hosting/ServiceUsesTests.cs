using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;

namespace Orchestrator.Tests.Hosting;

/// <summary>Which of the services that steps take an application does not have.</summary>
public sealed class ServiceUsesTests
{
    [Fact]
    public void A_service_with_a_key_is_missing_when_it_is_registered_with_another_one()
    {
        var uses = new ServiceUses();
        uses.Add(typeof(Stream), "Steps", "blue");
        uses.Add(typeof(Stream), "Others", "red");
        uses.Add(typeof(Version), "Steps");
        uses.Add(typeof(Version), "Others");
        uses.Add(typeof(IEnumerable<Uri>), "Steps");
        using var services = new ServiceCollection().AddKeyedSingleton("blue", Stream.Null).BuildServiceProvider();

        var missing = uses.FindMissing(
            services.GetRequiredService<IServiceProviderIsService>(),
            services.GetRequiredService<IServiceProviderIsKeyedService>()
        );

        Assert.Equal(
            ["System.IO.Stream red: Others", "System.Version : Others, Steps"],
            missing.Select(static found => $"{found.Service} {found.Key}: {string.Join(", ", found.UsedBy)}")
        );
    }
}
