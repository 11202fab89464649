using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests.Drift;

/// <summary>The requests on the page on drift, sent in its order, are answered as it shows.</summary>
public sealed partial class DriftPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "drift.md"));

    [Fact]
    public async Task Every_request_on_the_page_is_answered_with_what_is_shown()
    {
        await using var example = new Example();
        await example.InitializeAsync();
        var l2vpn = (await example.FindAsync("L2VPN"))[^1];
        var spoiled = (await example.Nrm.GetFromJsonAsync<JsonObject>($"/nrm/l2vpns/{l2vpn}"))!;
        spoiled["speed"] = 1;
        (await example.Nrm.PutAsJsonAsync($"/nrm/l2vpns/{l2vpn}", spoiled)).EnsureSuccessStatusCode();
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["subscription_id"] = l2vpn.ToString() };
        var exchanges = Exchanges().Matches(Page);

        Assert.Equal(Regex.Count(Page, "```http\n"), exchanges.Count);
        foreach (Match exchange in exchanges)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Parse(exchange.Groups["method"].Value),
                Fill(exchange.Groups["address"].Value, values)
            );
            if (exchange.Groups["body"] is { Success: true } body)
            {
                request.Content = new StringContent(Fill(body.Value, values), Encoding.UTF8, "application/json");
            }

            using var response = await example.Http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(
                Normal(text) == Normal(exchange.Groups["answer"].Value),
                $"{request.Method} {request.RequestUri} is answered with {(int)response.StatusCode} {text}"
            );

            var answer = JsonNode.Parse(text);
            if (answer is JsonObject named)
            {
                foreach (var (name, value) in named.Where(static member => member.Value?.GetValueKind() == JsonValueKind.String))
                {
                    values[name] = value!.GetValue<string>();
                }

                if (named.TryGetPropertyValue("id", out var process))
                {
                    await example.WaitAsync(process!.GetValue<Guid>(), "completed", "failed");
                }
            }
        }
    }

    private static string Fill(string text, Dictionary<string, string> values) =>
        Placeholders().Replace(text, match => values[match.Groups[1].Value]);

    /// <summary>An answer without what is another one each time: ids and times.</summary>
    private static string Normal(string json) => Times().Replace(TypedPage.WithoutIds(JsonNode.Parse(json)!.ToJsonString()), "\"$1\":0");

    [GeneratedRegex(
        "```http\n(?<method>[A-Z]+) (?<address>\\S+)\n(\n(?<body>.*?)\n)?```\n\n```json\n(?<answer>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Exchanges();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("\"(checked_at|since|occurred_at|changed_at)\":[0-9.]+")]
    private static partial Regex Times();
}
