using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>Pauses of bulk reconciles, on the wire.</summary>
public sealed class DriftPauseContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Pauses = "/api/drift/pauses";

    [Fact]
    public async Task A_pause_is_shown_with_who_why_and_until_when_wherever_a_reconcile_is_started_until_it_is_ended()
    {
        var lamp = await host.CreateLampAsync();
        var until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        using var paused = await host.Http.PutAsJsonAsync(
            $"{Pauses}?reporter=ann",
            new
            {
                subscription_id = lamp,
                reason = "The lamp is moved.",
                until,
            }
        );

        var listed = (await host.GetAsync(Pauses)).AsArray().Single(pause => (string?)pause!["subscription_id"] == lamp)!;
        Assert.Equal(HttpStatusCode.NoContent, paused.StatusCode);
        Assert.Equal(
            (null, "The lamp is moved.", "ann", (double)until),
            ((string?)listed["product"], (string)listed["reason"]!, (string)listed["by"]!, (double)listed["until"]!)
        );
        foreach (
            var address in new[]
            {
                $"/api/subscriptions/{lamp}/drift",
                $"/api/subscriptions/{lamp}/reconcile-plan",
                $"/api/subscriptions/workflows/{lamp}",
            }
        )
        {
            var shown = (await host.GetAsync(address))["pauses"]!.AsArray();
            Assert.True(JsonNode.DeepEquals(listed, Assert.Single(shown)));
        }

        using var ended = await DeleteAsync(new { subscription_id = lamp });
        using var again = await DeleteAsync(new { subscription_id = lamp });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (ended.StatusCode, again.StatusCode));
        Assert.Empty((await host.GetAsync($"/api/subscriptions/{lamp}/drift"))["pauses"]!.AsArray());
        Assert.False((await host.GetAsync($"/api/subscriptions/workflows/{lamp}")).AsObject().ContainsKey("pauses"));
    }

    [Theory]
    [InlineData("""{"reason": "x"}""", 422)]
    [InlineData("""{"product": "lamp", "subscription_id": "01a21d29-40ac-7e17-aaaa-dde26d4a43c8", "reason": "x"}""", 422)]
    [InlineData("""{"product": "lamp"}""", 422)]
    [InlineData("""{"product": "lamp", "reason": "x", "until": true}""", 422)]
    [InlineData("""{"product": "lamp", "reason": "x", "until": 1e300}""", 422)]
    [InlineData("""{"product": "lamp", "reason": "x", "until": "2050-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"product": "lamp", "reason": "x", "until": 5}""", 400)]
    [InlineData("""{"product": "lamp", "reason": " "}""", 400)]
    [InlineData("""{"product": "none", "reason": "x"}""", 404)]
    [InlineData("""{"subscription_id": "01a21d29-40ac-7e17-aaaa-dde26d4a43c8", "reason": "x"}""", 404)]
    public async Task What_is_not_a_pause_is_refused(string body, int status)
    {
        using var refused = await host.Http.PutAsync(Pauses, JsonContent.Create(JsonNode.Parse(body)));

        Assert.Equal(status, (int)refused.StatusCode);
    }

    private Task<HttpResponseMessage> DeleteAsync(object target) =>
        host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Pauses) { Content = JsonContent.Create(target) });
}
