using Orchestrator.Api.Tests.Support;
using Orchestrator.Options;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>
/// Caches, the search index, the overview of settings and the reports of web clients: 34 to 37, 41 and 42 of the contract.
/// </summary>
public sealed class MaintenanceContractTests(SharedHost on) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task There_is_one_cache_to_clear_and_it_has_nothing_to_forget()
    {
        var names = await on.SendAsync("GET", "/api/settings/cache-names", body: null, 200);

        Assert.Equal("""{"all":"All caches of the engine"}""", names!.ToJsonString());
        Assert.Equal(0, (int)(await on.SendAsync("DELETE", "/api/settings/cache/all", body: null, 200))!);
        Assert.Equal("Invalid cache name", await on.RefuseAsync("DELETE", "/api/settings/cache/most", body: null, 400));
    }

    [Fact]
    public async Task The_search_index_is_made_again() =>
        Assert.Null(await on.SendAsync("POST", "/api/settings/search-index/reset", body: null, 200));

    [Fact]
    public async Task Settings_are_not_shown_unless_a_setting_says_so_and_never_with_the_connection_string()
    {
        Assert.Equal("[]", (await on.SendAsync("GET", "/api/settings/overview", body: null, 200))!.ToJsonString());

        await using var open = await on.StartAnotherAsync(static options =>
        {
            options.ShowSettings = true;
            options.Queues["slow"] = 3;
        });
        var overview = (await open.GetAsync("/api/settings/overview")).AsArray();

        var group = Assert.Single(overview)!;
        Assert.Equal(OrchestratorOptions.Section, (string?)group["name"]);
        var values = group["variables"]!.AsArray().ToDictionary(static row => (string)row!["env_name"]!, static row => row!["env_value"]);
        Assert.Equal(values.Keys.Order(StringComparer.Ordinal), values.Keys);
        Assert.Equal("**********", (string?)values["Orchestrator__Database"]);
        Assert.Equal(1_000, (int)values["Orchestrator__MaxPageSize"]!);
        Assert.Equal("00:00:15", (string?)values["Orchestrator__LeaseDuration"]);
        Assert.True((bool)values["Orchestrator__Authentication__Disabled"]!);
        Assert.Equal(3, (int)values["Orchestrator__Queues"]!["slow"]!);
        Assert.DoesNotContain(on.ConnectionString, overview.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/user/error")]
    [InlineData("/api/user/log/ann")]
    public async Task A_report_of_a_web_client_is_an_object(string path)
    {
        Assert.Equal("{}", (await on.SendAsync("POST", path, """{"message": "x is undefined"}""", 200))!.ToJsonString());
        Assert.Equal("dict_type [\"body\"]", await on.FaultAsync("POST", path, "[]"));
        Assert.Equal("missing [\"body\"]", await on.FaultAsync("POST", path, body: null));
    }
}
