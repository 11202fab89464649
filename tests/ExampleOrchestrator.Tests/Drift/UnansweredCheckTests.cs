using System.Text.Json;
using System.Text.Json.Nodes;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>
/// A resource manager that is down, slow or answers what cannot be read: nothing is known then, which is never "no drift".
/// </summary>
[Collection<SharedExample>]
public sealed class UnansweredCheckTests(Example example)
{
    [Fact]
    public async Task A_manager_that_is_down_is_unknown_and_what_drifted_before_is_still_drifted_when_it_is_back()
    {
        var managed = await FindAsync();
        var right = await managed.ReadAsync();
        await managed.PutAsync(
            new JsonObject
            {
                ["name"] = "spoiled",
                ["vendor"] = "cisco",
                ["site"] = "utrecht",
                ["description"] = "",
            }
        );
        Assert.Equal("drifted", Status(await managed.CheckAsync()));
        await example.KillNrmAsync();
        try
        {
            await AssertUnknownAsync(managed, "does not answer");
            Assert.False(await managed.IsListedAsDriftedAsync());
        }
        finally
        {
            await example.StartNrmAsync();
        }

        Assert.Equal("drifted", Status(await managed.CheckAsync()));
        await managed.PutAsync(right);
        Assert.Equal("no_drift", Status(await managed.CheckAsync()));
        Assert.Equal(
            ["no_drift", "drifted", "unknown", "drifted"],
            (await managed.ReadHistoryAsync()).Take(4).Select(static change => Status(change))
        );
    }

    [Fact]
    public async Task A_manager_that_is_slow_is_unknown_once_the_time_for_an_answer_is_over()
    {
        var managed = await FindAsync();
        await example.FreezeNrmAsync();
        try
        {
            await AssertUnknownAsync(managed, "nrm did not answer within 00:00:10.");
        }
        finally
        {
            await example.ThawNrmAsync();
        }

        Assert.Equal("no_drift", Status(await managed.CheckAsync()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":null,"vendor":"cisco","site":"utrecht","description":""}""")]
    [InlineData("""{"name":{"deep":[1]},"vendor":"cisco","site":"utrecht","description":""}""")]
    [InlineData("""{"name":"node","vendor":"cisco","site":"atlantis","description":""}""")]
    [InlineData("""{"name":"node","vendor":"cisco","site":17,"description":""}""")]
    public async Task A_manager_that_answers_what_cannot_be_read_is_unknown(string rubbish)
    {
        var managed = await FindAsync();
        var right = await managed.ReadAsync();
        await managed.PutAsync(JsonNode.Parse(rubbish)!);
        try
        {
            await AssertUnknownAsync(managed, "");
        }
        finally
        {
            await managed.PutAsync(right);
        }

        Assert.Equal("no_drift", Status(await managed.CheckAsync()));
    }

    /// <summary>A check and a plan are answered, say why nothing is known, and offer nothing to start.</summary>
    private static async Task AssertUnknownAsync(ManagedObject managed, string error)
    {
        // At one time, so that they share what they wait for.
        var planning = managed.PlanAsync();
        var drift = await managed.CheckAsync();
        var plan = await planning;

        var resource = Assert.Single(drift.GetProperty("resources").EnumerateArray());
        Assert.Equal(("unknown", "unknown"), (Status(drift), Status(resource)));
        Assert.NotEmpty(resource.GetProperty("error").GetString()!);
        Assert.Contains(error, resource.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(resource.GetProperty("differences").EnumerateArray());
        Assert.Equal("unknown", Status(await managed.ReadDriftAsync()));
        var step = Assert.Single(plan.GetProperty("steps").EnumerateArray());
        Assert.Equal(
            (false, "plan.incomplete", "cannot_tell"),
            (plan.GetProperty("can_start").GetBoolean(), plan.GetProperty("reason").GetString(), step.GetProperty("effect").GetString())
        );
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("plan").ValueKind);
        Assert.Contains(error, step.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static string? Status(JsonElement body) => body.GetProperty("status").GetString();

    private Task<ManagedObject> FindAsync() => ManagedObject.FindAsync(example, "nodes");
}
