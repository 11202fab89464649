using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>Requests that a host still executes when it stops.</summary>
public sealed class StoppingHostTests
{
    [Fact]
    public async Task What_the_stop_of_the_host_ends_is_answered_with_503_and_is_not_logged_as_a_failure()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var alarm = new AlarmSystem();
        using var log = new HostLog();
        await using var host = new ApiHost
        {
            Services = services =>
                services
                    .AddSingleton(alarm)
                    .AddLogging(logging => logging.AddProvider(log).AddFilter<HostLog>(category: null, LogLevel.Error)),
        };
        await host.InitializeAsync();
        var siren = await host.CreateAsync("create_siren");
        alarm.BeforeReading = () =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource().Task;
        };

        var check = host.Http.PostAsync(new Uri($"/api/subscriptions/{siren}/drift", UriKind.Relative), content: null);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await host.Provider.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        using var answer = await check;

        Assert.Equal(503, (int)answer.StatusCode);
        Assert.StartsWith(
            "This host is stopping.",
            (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"],
            StringComparison.Ordinal
        );
        Assert.Empty(log.Entries.Select(static entry => entry.Text));
    }
}
