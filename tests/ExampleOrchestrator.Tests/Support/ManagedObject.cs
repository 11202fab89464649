using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>An object in the resource manager, and the drift of the subscription that it belongs to.</summary>
/// <param name="example">The example.</param>
/// <param name="kind">The kind of the object.</param>
/// <param name="id">The id of both.</param>
internal sealed class ManagedObject(Example example, string kind, Guid id)
{
    private readonly string _path = $"/nrm/{kind}/{id}";

    internal Guid Id => id;

    /// <summary>The name of a workflow of the subscription's product.</summary>
    internal string Workflow(string verb) => $"{verb}_{NameOf(kind)}";

    /// <summary>The kinds of objects that the example keeps in the resource manager.</summary>
    internal static string[] Kinds { get; } = ["nodes", "ports", "core-links", "l2vpns", "nsip2ps"];

    /// <summary>The object of an active subscription.</summary>
    internal static async Task<ManagedObject> FindAsync(Example example, string kind, int index = 0) =>
        new(example, kind, (await example.FindAsync(NameOf(kind).ToUpperInvariant()))[index]);

    /// <summary>The product type of the subscriptions with objects of a kind, as the names of their workflows have it.</summary>
    private static string NameOf(string kind) => kind[..^1].Replace('-', '_');

    internal async Task<JsonObject> ReadAsync() => (await example.Nrm.GetFromJsonAsync<JsonObject>(_path))!;

    internal async Task PutAsync(JsonNode body)
    {
        using var response = await example.Nrm.PutAsJsonAsync(_path, body);
        response.EnsureSuccessStatusCode();
    }

    internal async Task DeleteAsync()
    {
        using var response = await example.Nrm.DeleteAsync(_path);
        response.EnsureSuccessStatusCode();
    }

    internal async Task<int> CountWritesAsync() => (await example.ReadJournalAsync(id)).Count;

    /// <summary>Asks for a check.</summary>
    internal Task<HttpResponseMessage> PostCheckAsync() => example.Http.PostAsync($"/api/subscriptions/{id}/drift", content: null);

    /// <summary>Checks the subscription now, which is answered whatever the resource manager does.</summary>
    internal async Task<JsonElement> CheckAsync()
    {
        using var response = await PostCheckAsync();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return body;
    }

    /// <summary>Accepts a difference.</summary>
    internal async Task<JsonElement> AcceptAsync(string resource, string path)
    {
        using var response = await example.Http.PutAsJsonAsync(
            $"/api/subscriptions/{id}/drift/accepted",
            new
            {
                resource,
                path,
                reason = "It is off for repair.",
            }
        );
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return body;
    }

    /// <summary>The last check.</summary>
    internal Task<JsonElement> ReadDriftAsync() => example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/{id}/drift");

    /// <summary>The changes of the status, the newest first.</summary>
    internal async Task<JsonElement[]> ReadHistoryAsync() =>
        [.. (await example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/{id}/drift/history")).EnumerateArray()];

    /// <summary>Whether the subscription is listed among those that drifted.</summary>
    internal async Task<bool> IsListedAsDriftedAsync() =>
        (await example.Http.GetFromJsonAsync<JsonElement>("/api/drift?status=drifted"))
            .EnumerateArray()
            .Any(item => item.GetProperty("subscription_id").GetGuid() == id);

    internal Task<JsonElement> PlanAsync() => example.Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/{id}/reconcile-plan");

    /// <summary>Starts the reconcile with a plan, and waits for its end.</summary>
    internal async Task<JsonElement> RunPlanAsync(JsonElement plan, string until) =>
        await example.WaitAsync(
            await example.StartAsync($"{Workflow("reconcile")}?plan={plan.GetProperty("plan").GetGuid()}", id),
            until,
            "completed",
            "failed"
        );
}
