using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.BrowserTests.Support;

/// <summary>An example with nodes and nothing else.</summary>
public sealed class ManyNodes(Chromium chromium) : BrowserExample(chromium, new() { IsFilled = false, Settings = [Example.Empty] })
{
    internal const int Count = 200;
    private const int AtOnce = 8;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var product = await Example.FindProductAsync("create_node", "node Nokia");
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, cancellationToken) =>
            {
                using var started = await Example.PostAsync(
                    "create_node",
                    new { product },
                    new { node_name = $"node-{number}", site = "utrecht" },
                    new { }
                );
                Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(cancellationToken));
            }
        );
        await Example.UntilAsync(async () => await CountCompletedAsync() == Count, () => $"The nodes are not made:\n{Example.Output}");
    }

    /// <summary>Moves all nodes in the resource manager to another site than they have.</summary>
    internal async Task IntroduceDriftInAllAsync()
    {
        var nodes = (await Example.Nrm.GetFromJsonAsync<JsonArray>("/nrm/nodes"))!;
        await Parallel.ForEachAsync(
            nodes.Select(static node => node!.AsObject()),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (node, _) =>
            {
                var changed = node.DeepClone();
                changed["site"] = "amsterdam";
                await new ManagedObject(Example, "nodes", node["id"]!.GetValue<Guid>()).PutAsync(changed);
            }
        );
    }

    /// <summary>How many nodes the resource manager has where they belong.</summary>
    internal async Task<int> CountRightAsync() =>
        (await Example.Nrm.GetFromJsonAsync<JsonArray>("/nrm/nodes"))!.Count(static node => node!["site"]!.GetValue<string>() == "utrecht");

    private async Task<int> CountCompletedAsync()
    {
        var counts = (await Example.Http.GetFromJsonAsync<JsonNode>("/api/processes/status-counts"))!["process_counts"]!;
        return counts["completed"]?.GetValue<int>() ?? 0;
    }
}
