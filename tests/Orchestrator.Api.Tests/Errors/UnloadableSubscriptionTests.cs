using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Errors;

/// <summary>
/// A new version requires a value that a subscription does not have: what is wrong with it and what to do is said, and the others are
/// served.
/// </summary>
public sealed class UnloadableSubscriptionTests : IAsyncLifetime
{
    private const string Problem = "'block.brightness' is required in active and has no value. No request can correct that";

    private readonly BeaconGate _gate = new();
    private readonly ApiDatabase _database = ApiDatabase.Create();
    private readonly ApiHost _host;

    public UnloadableSubscriptionTests() => _host = new() { Database = _database, Services = services => services.AddSingleton(_gate) };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task A_form_that_reads_it_is_answered_as_a_fault_of_the_application_with_what_to_do()
    {
        var (broken, sound) = (await _host.CreateAsync("create_beacon"), await _host.CreateAsync("create_beacon"));
        await SpoilAsync(broken);

        var refused = await AskAsync(broken, 500);
        _ = await AskAsync(sound, 510);

        var detail = (string)refused["detail"]!;
        Assert.Contains(Problem, detail, StringComparison.Ordinal);
        Assert.Contains("store a value in every subscription with a workflow", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_hidden_field_is_not_filled_is_answered_as_a_fault_of_the_application_with_what_to_do()
    {
        using var response = await _host.Http.PostAsJsonAsync("/api/processes/label_sample", Array.Empty<object>());

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal(
            "The form of 'label_sample' failed: 'LabelPage.Printer' is hidden and has no value, because the form does not fill it. Fill it "
                + "where the page is asked: AskAsync<LabelPage>(page => page with { Printer = ... }).",
            (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["detail"]
        );
    }

    [Fact]
    public async Task Lists_bulk_checks_and_bulk_reconciles_serve_the_others()
    {
        var (broken, _) = (await _host.CreateLampAsync(), await _host.CreateLampAsync());
        await SpoilAsync(broken);

        var found = (await _host.GetAsync("/api/subscriptions/search?query=tag:LAMP")).AsArray();
        var shown = await _host.GetAsync($"/api/subscriptions/domain-model/{broken}");
        var check = await _host.GetAsync($"/api/reconcile/dry-runs/{await BulkAsync(new { product = "lamp", dry_run = true })}");
        var reconcile = await _host.GetAsync($"/api/reconcile/{await BulkAsync(new { product = "lamp" })}");

        Assert.Equal(2, found.Count);
        Assert.Contains(Problem, (string?)shown["note"], StringComparison.Ordinal);
        Assert.Equal((2, 2), ((int)check["found"]!, (int)check["checked"]!));
        Assert.Equal("1 of 2 reconciled, 1 failed, 0 refused", (string?)reconcile["summary"]);
        Assert.Contains(Problem, (string?)Assert.Single(reconcile["failures"]!.AsArray())!["reason"], StringComparison.Ordinal);
    }

    /// <summary>Takes the values of a subscription out of the database.</summary>
    private Task SpoilAsync(string subscription) =>
        _database.ExecuteAsync(
            "DELETE FROM subscription_instance_values WHERE subscription_instance_id IN "
                + $"(SELECT subscription_instance_id FROM subscription_instances WHERE subscription_id = '{subscription}')"
        );

    private async Task<JsonNode> AskAsync(string beacon, int status)
    {
        using var response = await _host.Http.PostAsJsonAsync("/api/processes/dim_beacon", new[] { new { subscription_id = beacon } });
        Assert.Equal(status, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<string> BulkAsync(object request)
    {
        using var started = await _host.Http.PostAsJsonAsync("/api/reconcile", request);
        var id = (string)(await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await _host.WaitAsync(id, "completed");
        return id;
    }
}
