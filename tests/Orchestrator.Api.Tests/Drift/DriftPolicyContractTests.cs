using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>Drift policies of products, on the wire.</summary>
public sealed class DriftPolicyContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Policies = "/api/drift/policies";

    [Fact]
    public async Task A_policy_is_listed_as_it_was_set_with_who_and_when_and_with_the_pause_of_its_product()
    {
        using var set = await host.Http.PutAsJsonAsync(
            $"{Policies}/lamp",
            new
            {
                check = "0 3 * * 6",
                heal = "report",
                max_drift_percent = 20,
                canary = (int?)null,
                stop_after = new { percent = 5, min_ended = 10 },
                wave_size = 50,
                wait_seconds = 60,
                windows = new[]
                {
                    new
                    {
                        cron = "0 2 * * *",
                        duration_seconds = 7200,
                        time_zone = "Europe/Amsterdam",
                        deny = true,
                    },
                },
            }
        );
        var answer = JsonNode.Parse(await set.Content.ReadAsStringAsync())!.AsObject();
        using var paused = await host.Http.PutAsJsonAsync("/api/drift/pauses?reporter=bob", new { product = "lamp", reason = "Moved." });
        var listed = await FindAsync();
        using var ended = await host.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, "/api/drift/pauses") { Content = JsonContent.Create(new { product = "lamp" }) }
        );

        Assert.Equal((200, 204, 204), ((int)set.StatusCode, (int)paused.StatusCode, (int)ended.StatusCode));
        Assert.Equal(("Moved.", "bob"), ((string)listed["pause"]!["reason"]!, (string)listed["pause"]!["by"]!));
        Assert.True((double)answer["changed_at"]! > 0);
        Assert.Equal("policy", (string)answer["windows_from"]!);
        Assert.True(JsonNode.DeepEquals(answer["windows"], answer["effective_windows"]));
        listed["pause"] = null;
        Assert.True(JsonNode.DeepEquals(answer, listed));
        answer.Remove("changed_at");
        answer.Remove("effective_windows");
        Assert.Equal(
            """{"product":"lamp","check":"0 3 * * 6","heal":"report","max_drift_percent":20,"canary":null,"stop_after":{"failed":null,"percent":5,"min_ended":10},"wave_size":50,"wait_seconds":60,"windows":[{"cron":"0 2 * * *","duration_seconds":7200,"time_zone":"Europe/Amsterdam","deny":true}],"windows_from":"policy","changed_by":"not signed in","pause":null}""",
            answer.ToJsonString()
        );
    }

    [Fact]
    public async Task What_is_missing_has_its_default()
    {
        using var set = await host.Http.PutAsJsonAsync($"{Policies}/lamp", new { });

        var policy = JsonNode.Parse(await set.Content.ReadAsStringAsync())!.AsObject();

        Assert.Equal(
            ("report", 10, 1, 3, null, null),
            (
                (string)policy["heal"]!,
                (int)policy["max_drift_percent"]!,
                (int)policy["canary"]!,
                (int)policy["stop_after"]!["failed"]!,
                (string?)policy["check"],
                (string?)policy["windows"]?.ToJsonString()
            )
        );
    }

    [Theory]
    [InlineData("lamp", "[]", 422)]
    [InlineData("lamp", """{"heal": "always"}""", 422)]
    [InlineData("lamp", """{"heal": 1}""", 422)]
    [InlineData("lamp", """{"haal": "heal"}""", 422)]
    [InlineData("lamp", """{"max_drift_percent": "ten"}""", 422)]
    [InlineData("lamp", """{"stop_after": {}}""", 422)]
    [InlineData("lamp", """{"stop_after": {"failed": 3, "procent": 5}}""", 422)]
    [InlineData("lamp", """{"windows": {}}""", 422)]
    [InlineData("lamp", """{"windows": [1]}""", 422)]
    [InlineData("lamp", """{"windows": [{"cron": "0 2 * * *"}]}""", 422)]
    [InlineData("lamp", """{"windows": [{"duration_seconds": 5}]}""", 422)]
    [InlineData("lamp", """{"windows": [{"cron": "0 2 * * *", "duration_seconds": 5, "dney": true}]}""", 422)]
    [InlineData("none", "{}", 404)]
    public async Task What_is_not_a_policy_is_refused(string product, string body, int status)
    {
        using var refused = await host.Http.PutAsync($"{Policies}/{product}", JsonContent.Create(JsonNode.Parse(body)));

        Assert.Equal(status, (int)refused.StatusCode);
    }

    [Theory]
    [InlineData("""{"check": "often"}""", "[\"body\",\"check\"]")]
    [InlineData("""{"max_drift_percent": 101}""", "[\"body\",\"max_drift_percent\"]")]
    [InlineData("""{"canary": 0}""", "[\"body\",\"canary\"]")]
    [InlineData("""{"stop_after": {"percent": 101}}""", "[\"body\",\"stop_after\",\"percent\"]")]
    [InlineData("""{"stop_after": {"failed": "3"}}""", "[\"body\",\"stop_after\",\"failed\"]")]
    [InlineData("""{"wave_size": 0}""", "[\"body\",\"wave_size\"]")]
    [InlineData("""{"canary": null, "wait_seconds": 60}""", "[\"body\",\"wait_seconds\"]")]
    [InlineData("""{"windows": [1]}""", "[\"body\",\"windows\",0]")]
    [InlineData("""{"windows": [{"cron": "never", "duration_seconds": 5}]}""", "[\"body\",\"windows\",0,\"cron\"]")]
    [InlineData(
        """{"windows": [{"cron": "0 2 * * *", "duration_seconds": 5}, {"cron": "0 2 * * *", "duration_seconds": 0}]}""",
        "[\"body\",\"windows\",1,\"duration_seconds\"]"
    )]
    [InlineData(
        """{"windows": [{"cron": "0 2 * * *", "duration_seconds": 5, "time_zone": "Mars"}]}""",
        "[\"body\",\"windows\",0,\"time_zone\"]"
    )]
    [InlineData("""{"product": "torch"}""", "[\"body\",\"product\"]")]
    public async Task What_is_out_of_its_range_is_refused_with_its_place(string body, string place)
    {
        using var refused = await host.Http.PutAsync($"{Policies}/lamp", JsonContent.Create(JsonNode.Parse(body)));

        var error = (await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]![0]!;
        Assert.Equal((422, place), ((int)refused.StatusCode, error["loc"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"check": "0 3 * * 6", "heal": "heal", "canary": null, "stop_after": null, "wave_size": 5, "wait_seconds": 1}""")]
    [InlineData("""{"stop_after": {"percent": 5}, "windows": [{"cron": "0 2 * * *", "duration_seconds": 7200, "deny": true}]}""")]
    [InlineData("""{"windows": []}""")]
    public async Task What_was_answered_can_be_sent_back_and_changes_nothing(string body)
    {
        using var set = await host.Http.PutAsync($"{Policies}/lamp", JsonContent.Create(JsonNode.Parse(body)));
        var listed = await FindAsync();

        using var back = await host.Http.PutAsync($"{Policies}/lamp", JsonContent.Create(listed.DeepClone()));

        var answer = JsonNode.Parse(await back.Content.ReadAsStringAsync())!;
        Assert.Equal((200, 200), ((int)set.StatusCode, (int)back.StatusCode));
        answer["changed_at"] = listed["changed_at"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(listed, answer), $"{listed} {answer}");
    }

    [Fact]
    public async Task A_policy_that_no_operator_has_set_is_the_one_of_code_and_settings_again_after_a_reset()
    {
        using var set = await host.Http.PutAsJsonAsync($"{Policies}/lamp", new { max_drift_percent = 50 });
        using var reset = await host.Http.DeleteAsync($"{Policies}/lamp");
        using var again = await host.Http.DeleteAsync($"{Policies}/lamp");
        using var unknown = await host.Http.DeleteAsync($"{Policies}/none");

        var answer = (await reset.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal((200, 200, 404, 404), ((int)set.StatusCode, (int)reset.StatusCode, (int)again.StatusCode, (int)unknown.StatusCode));
        Assert.Equal(
            (10, null, "none"),
            ((int)answer["max_drift_percent"]!, (string?)answer["changed_by"], (string)answer["windows_from"]!)
        );
        using var back = await host.Http.PutAsync($"{Policies}/lamp", JsonContent.Create(answer.DeepClone()));
        Assert.Equal(200, (int)back.StatusCode);
    }

    private async Task<JsonNode> FindAsync() =>
        (await host.GetAsync(Policies)).AsArray().Single(static policy => (string?)policy!["product"] == "lamp")!;
}
