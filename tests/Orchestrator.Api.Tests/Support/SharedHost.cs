using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Options;

namespace Orchestrator.Api.Tests.Support;

/// <summary>A host that the tests of a class share, with a way to the rows of its database.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly ApiDatabase _database = ApiDatabase.Create();

    public SharedHost() => Host = Create();

    /// <summary>The host.</summary>
    public ApiHost Host { get; }

    /// <summary>Starts another host on the same database.</summary>
    /// <param name="configure">Changes its settings.</param>
    public async Task<ApiHost> StartAnotherAsync(Action<OrchestratorOptions>? configure = null)
    {
        var host = Create(configure);
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync() => await Host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _database.Dispose();
    }

    /// <summary>How the host connects to its database.</summary>
    public string ConnectionString => _database.ConnectionString;

    /// <summary>Reads the rows of a query that goes past the product.</summary>
    internal Task<IReadOnlyList<string[]>> ReadAsync(string sql) => _database.ReadAsync(sql);

    /// <summary>Sends a request, and gives the answer once its status is the expected one; null for an answer without a body.</summary>
    public async Task<JsonNode?> SendAsync(string method, string path, string? body, int status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Host.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Sends a request that is refused, and gives the sentence that says why.</summary>
    public async Task<string?> RefuseAsync(string method, string path, string? body, int status) =>
        (string?)(await SendAsync(method, path, body, status))!["detail"];

    /// <summary>Sends a request that is not written as it should be, and gives the kind of the error with its place.</summary>
    public async Task<string> FaultAsync(string method, string path, string? body)
    {
        var error = (await SendAsync(method, path, body, 422))!["detail"]![0]!;
        return $"{error["type"]} {error["loc"]!.ToJsonString()}";
    }

    private ApiHost Create(Action<OrchestratorOptions>? configure = null) => new() { Database = _database, Configure = configure };
}
