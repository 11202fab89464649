using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests;

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
        listed["pause"] = null;
        Assert.True(JsonNode.DeepEquals(answer, listed));
        answer.Remove("changed_at");
        Assert.Equal(
            """{"product":"lamp","check":"0 3 * * 6","heal":"report","max_drift_percent":20,"canary":null,"stop_after":{"failed":null,"percent":5,"min_ended":10},"wave_size":50,"wait_seconds":60,"windows":[{"cron":"0 2 * * *","duration_seconds":7200,"time_zone":"Europe/Amsterdam","deny":true}],"changed_by":"not signed in","pause":null}""",
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
    [InlineData("lamp", """{"windows": [{"cron": "never", "duration_seconds": 5}]}""", 400)]
    [InlineData("lamp", """{"windows": [{"cron": "0 2 * * *", "duration_seconds": 0}]}""", 400)]
    [InlineData("lamp", """{"check": "often"}""", 400)]
    [InlineData("lamp", """{"max_drift_percent": 101}""", 400)]
    [InlineData("lamp", """{"canary": 0}""", 400)]
    [InlineData("none", "{}", 404)]
    public async Task What_is_not_a_policy_is_refused(string product, string body, int status)
    {
        using var refused = await host.Http.PutAsync($"{Policies}/{product}", JsonContent.Create(JsonNode.Parse(body)));

        Assert.Equal(status, (int)refused.StatusCode);
    }

    private async Task<JsonNode> FindAsync() =>
        (await host.GetAsync(Policies)).AsArray().Single(static policy => (string?)policy!["product"] == "lamp")!;
}
