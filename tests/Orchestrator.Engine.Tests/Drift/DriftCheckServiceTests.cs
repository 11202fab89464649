using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>What the code of a resource may use in a check.</summary>
public sealed class DriftCheckServiceTests : CheckedGadgets
{
    [Fact]
    public async Task A_check_is_refused_every_service_of_the_engine_but_those_that_only_read()
    {
        IServiceCollection? all = null;
        await using var host = await EngineHost.StartAsync(services: services => all = services.AddSingleton(Workshop));
        Type[] ofTheEngine =
        [
            .. all!
                .Where(static service => !service.ServiceType.IsGenericTypeDefinition)
                .Where(static service => Holds(service.ServiceType, typeof(IDriftChecks).Assembly))
                .Select(static service => service.ServiceType)
                .Distinct(),
        ];
        var refused = ofTheEngine.Where(CheckCall.MayWrite);

        Assert.InRange(ofTheEngine.Length, 40, 1_000);
        Assert.Equal([typeof(ISubscriptions)], ofTheEngine.Except(refused));
        Assert.All(
            [typeof(IServiceProvider), typeof(IServiceScopeFactory), typeof(IHost), typeof(IEnumerable<IProcesses>)],
            static type => Assert.True(CheckCall.MayWrite(type))
        );
        Assert.False(CheckCall.MayWrite(typeof(GadgetSystem)));
    }

    [Theory]
    [InlineData("Orchestrator.Api", true)]
    [InlineData("Orchestrator.Dashboard", true)]
    [InlineData("Orchestrator.PostgreSql", true)]
    [InlineData("Orchestrator.Runtime", true)]
    [InlineData("Orchestrator.Sqlite", true)]
    [InlineData("Orchestrator.Testing", true)]
    [InlineData("Orchestrator.Shop", false)]
    [InlineData("Orchestrator.ApiOfTheShop", false)]
    [InlineData("Shop", false)]
    public void A_check_is_refused_the_services_of_each_package_but_not_those_of_an_application(string assembly, bool isRefused)
    {
        var service = AssemblyBuilder
            .DefineDynamicAssembly(new(assembly), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(assembly)
            .DefineType("Service", TypeAttributes.Public)
            .CreateType();

        Assert.Equal(isRefused, CheckCall.MayWrite(service));
        Assert.Equal(isRefused, CheckCall.MayWrite(typeof(Lazy<>).MakeGenericType(service)));
        Assert.Equal(isRefused, CheckCall.MayWrite(service.MakeArrayType()));
    }

    [Fact]
    public async Task A_check_whose_resource_has_tried_to_write_is_unknown_with_the_reason()
    {
        var subscription = await CreatedAsync();
        Workshop.OnRead = () => Host.Services.GetRequiredService<IEngineControl>().PauseAsync("ann");

        var drift = await CheckAsync(subscription);

        Assert.Equal(DriftStatus.Unknown, drift.Resources[0].Status);
        Assert.StartsWith("A check has tried to change the core database", drift.Resources[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_of_the_application_searches_subscriptions_during_a_check()
    {
        var subscription = await CreatedAsync();
        Workshop.OnRead = () => Host.Services.GetRequiredService<ISubscriptionDirectory>().SearchAsync("gadget", skip: 0, take: 10);

        var drift = await CheckAsync(subscription);

        Assert.Null(drift.Resources[0].Error);
    }

    private static bool Holds(Type service, Assembly assembly) =>
        service.Assembly == assembly || service.GenericTypeArguments.Any(argument => Holds(argument, assembly));
}
