using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Api.Tests.Support;

/// <summary>The services that the steps and resources of these tests take.</summary>
internal static class TestServices
{
    /// <summary>Adds them, as an application adds its own. A test that needs one adds it again.</summary>
    internal static IServiceCollection AddAlarms(this IServiceCollection services, IConfiguration? _ = null, IHostEnvironment? __ = null) =>
        services.AddSingleton<AlarmSystem>().AddSingleton<BeaconGate>();
}
