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
    [MemberData(nameof(Writes))]
    public async Task A_service_of_the_application_cannot_write_with_one_of_the_engine_either(string what)
    {
        var subscription = await CreatedAsync();
        var pages = new[] { EngineHost.Page(new { subscription_id = subscription }) };
        Workshop.OnRead = what switch
        {
            "start" => () => Host.Processes.StartAsync("validate_gadget", pages, "ann"),
            "set in sync" => () => Host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(subscription, "ann"),
            "pause" => () => Host.Services.GetRequiredService<IEngineControl>().PauseAsync("ann"),
            _ => () => Host.Services.GetRequiredService<ICustomerDescriptions>().AddAsync("c", subscription, "x", "ann"),
        };
        Host.Database.Query("UPDATE subscriptions SET insync = FALSE");
        var before = Tables();

        var drift = await CheckAsync(subscription);

        Assert.StartsWith("A check has tried to change the core database", drift.Resources[0].Error, StringComparison.Ordinal);
        Assert.Equal(before, Tables());
    }

    public static TheoryData<string> Writes => ["start", "set in sync", "pause", "describe"];

    private string Tables() =>
        string.Join(
            '\n',
            new[]
            {
                "SELECT count(*) FROM processes",
                "SELECT count(*) FROM process_steps",
                "SELECT count(*) FROM subscription_customer_descriptions",
                "SELECT count(*) FROM audit_entries",
                "SELECT count(*) FROM subscriptions WHERE insync",
                "SELECT count(*) FROM engine_settings WHERE global_lock",
            }.SelectMany(Host.Database.Query)
        );

    private static bool Holds(Type service, System.Reflection.Assembly assembly) =>
        service.Assembly == assembly || service.GenericTypeArguments.Any(argument => Holds(argument, assembly));
}
