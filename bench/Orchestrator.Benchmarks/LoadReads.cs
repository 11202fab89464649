using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Orchestrator.Benchmarks;

/// <summary>A request that reads, and the statements that a list cannot do without: how many rows there are, and these.</summary>
/// <param name="Name">What is read.</param>
/// <param name="Address">Gives the next address.</param>
/// <param name="Statements">The two statements of a list; none for what is not one.</param>
/// <param name="Body">What is posted to it; null for what is got.</param>
internal sealed record LoadRead(string Name, Func<Random, string> Address, IReadOnlyList<string> Statements, object? Body = null)
{
    internal Task<HttpResponseMessage> SendAsync(HttpClient http, Random random)
    {
        var address = new Uri(Address(random), UriKind.Relative);
        return Body is null ? http.GetAsync(address) : http.PostAsJsonAsync(address, Body);
    }
}

/// <summary>
/// Every GET of the OpenAPI document with parameters of things that are there, the lists in the forms in which clients ask for them, and
/// the structured searches.
/// </summary>
internal static class LoadReads
{
    private const string Empty = "/empty";
    private const string Statements = "/statements";

    private const string ProcessColumns =
        "p.pid, p.workflow_id, w.name, w.target, p.is_task, p.created_by, p.assignee, p.last_status, p.last_step, p.failed_reason, "
        + "p.started_at, p.last_modified_at, p.note";

    private static readonly LoadRead[] Lists =
    [
        Processes("processes: the newest", "", ""),
        Processes("processes: tasks", "&filter=is_task,true", "WHERE p.is_task = TRUE"),
        Subscriptions("subscriptions: all", "", "TRUE"),
        Subscriptions("subscriptions: active", "status:active", "s.status = 'active'"),
        new(
            "audit: the newest",
            static _ => "/api/audit?range=0,25",
            ["SELECT COUNT(*) FROM audit_entries", "SELECT * FROM audit_entries ORDER BY occurred_at DESC, entry_id DESC LIMIT 25"]
        ),
    ];

    private static readonly LoadRead[] Searches =
    [
        Search("subscriptions", "subscription.status", "active"),
        Search("processes", "process.last_status", "completed"),
        Search("workflows", "workflow.target", "RECONCILE"),
        Search("products", "product.status", "active"),
    ];

    /// <summary>Adds what an answer costs at least: an endpoint that does nothing, and one for the statements of each list.</summary>
    internal static void MapFloors(WebApplication app, BenchmarkDatabase database)
    {
        app.MapGet(Empty, static () => "");
        app.MapGet(
            $"{Statements}/{{list:int}}",
            async (int list) =>
            {
                await database.ReadAsync(Lists[list].Statements);
                return "";
            }
        );
    }

    /// <summary>The address of the statements of a list; null for what is not one.</summary>
    internal static string? FindFloor(LoadRead read) => Array.IndexOf(Lists, read) is >= 0 and var list ? $"{Statements}/{list}" : null;

    internal static async Task<IReadOnlyList<LoadRead>> FindAsync(HttpClient http, IReadOnlyDictionary<string, string[]> known)
    {
        var document = (await http.GetFromJsonAsync<JsonNode>("/api/openapi.json"))!;
        var listed = Lists.Select(static list => Path(list.Address(Random.Shared))).ToHashSet(StringComparer.Ordinal);
        var reads = document["paths"]!
            .AsObject()
            .Where(static path => path.Value!["get"] is not null)
            .Where(path => !listed.Contains(path.Key.TrimEnd('/')))
            .Select(path => new LoadRead(
                (string)path.Value!["get"]!["operationId"]!,
                Fill(path.Key, [.. (path.Value["get"]!["parameters"]?.AsArray() ?? []).Select(static parameter => parameter!)], known),
                []
            ));
        return [new("nothing at all", static _ => Empty, []), .. Lists, .. Searches, .. reads];
    }

    private static string Path(string address) => address.Split('?')[0].TrimEnd('/');

    private static Func<Random, string> Fill(string path, IReadOnlyList<JsonNode> parameters, IReadOnlyDictionary<string, string[]> known)
    {
        (string Name, string[] Values)[] values =
        [
            .. parameters
                .Where(static parameter => (string)parameter["in"]! == "path")
                .Select(static parameter => (string)parameter["name"]!)
                .Select(name =>
                    (
                        name,
                        known.GetValueOrDefault($"{path} {name}")
                            ?? known.GetValueOrDefault(name)
                            ?? throw new InvalidOperationException($"Say which '{name}' GET {path} is asked for.")
                    )
                ),
        ];
        return random =>
            values.Aggregate(
                path,
                (address, value) =>
                    address.Replace($"{{{value.Name}}}", value.Values[random.Next(value.Values.Length)], StringComparison.Ordinal)
            );
    }

    private static LoadRead Search(string entities, string path, string value) =>
        new(
            $"search: {entities}",
            _ => $"/api/search/{entities}",
            [],
            new { limit = 25, filters = new { term = new Dictionary<string, string> { [path] = value } } }
        );

    private static LoadRead Processes(string name, string filter, string where) =>
        new(
            name,
            _ => $"/api/processes/?sort=started_at,desc&range=0,25{filter}",
            [
                $"SELECT COUNT(*) FROM processes p {where}",
                $"SELECT {ProcessColumns} FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id {where} "
                    + "ORDER BY p.started_at DESC, p.pid LIMIT 25",
            ]
        );

    private static LoadRead Subscriptions(string name, string query, string where) =>
        new(
            name,
            _ => $"/api/subscriptions/search?query={query}&range=0,25",
            [
                $"SELECT count(*) FROM subscriptions s WHERE {where}",
                $"SELECT s.subscription_id FROM subscriptions s WHERE {where} ORDER BY s.subscription_id DESC LIMIT 25",
            ]
        );
}
