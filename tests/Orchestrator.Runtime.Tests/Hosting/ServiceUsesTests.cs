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
        uses.AddKeyed(typeof(Stream), "blue", "Steps");
        uses.AddKeyed(typeof(Stream), "red", "Others");
        uses.Add(typeof(Version), "Steps", "Others");
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

    [Theory]
    [InlineData("of any type", null)]
    [InlineData("with the key and of any type", "a")]
    [InlineData("with any key", "a")]
    [InlineData("with any key and of any type", "a")]
    [InlineData("by a factory", "a")]
    public void A_service_is_found_however_it_is_registered(string registration, string? key)
    {
        var services = new ServiceCollection();
        _ = registration switch
        {
            "of any type" => services.AddSingleton(typeof(IComparer<>), typeof(Ordered<>)),
            "with the key and of any type" => services.AddKeyedSingleton(typeof(IComparer<>), "a", typeof(Ordered<>)),
            "with any key" => services.AddKeyedSingleton<IComparer<int>>(KeyedService.AnyKey, new Ordered<int>()),
            "with any key and of any type" => services.AddKeyedSingleton(typeof(IComparer<>), KeyedService.AnyKey, typeof(Ordered<>)),
            _ => services.AddKeyedScoped<IComparer<int>>("a", static (_, _) => new Ordered<int>()),
        };
        using var provider = services.BuildServiceProvider(validateScopes: true);
        using var scope = provider.CreateScope();
        var uses = new ServiceUses();
        if (key is null)
        {
            uses.Add(typeof(IComparer<int>), "Steps");
        }
        else
        {
            uses.AddKeyed(typeof(IComparer<int>), key, "Steps");
        }

        var missing = uses.FindMissing(
            provider.GetRequiredService<IServiceProviderIsService>(),
            provider.GetRequiredService<IServiceProviderIsKeyedService>()
        );

        Assert.NotNull(scope.ServiceProvider.GetKeyedService<IComparer<int>>(key));
        Assert.Empty(missing);
    }

    private sealed class Ordered<T> : Comparer<T>
    {
        public override int Compare(T? x, T? y) => 0;
    }
}
