using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// The example and its resource manager as two operating-system processes, with databases of their own as after a first start.
/// </summary>
public sealed class Example : IAsyncLifetime
{
    /// <summary>The setting with which a host makes no data.</summary>
    internal const string Empty = "--empty";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-example-");
    private readonly int _nrmPort = LoopbackPorts.Next();
    private OperatingSystemProcess _nrm = null!;
    private OperatingSystemProcess _host = null!;

    /// <summary>More settings of the host, as arguments.</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Where the host finds the resource manager; null for the manager itself.</summary>
    internal Uri? NrmAddress { get; init; }

    /// <summary>False for one that fills its databases itself. True by default: it begins with databases that were filled before.</summary>
    internal bool IsFilled { get; init; } = true;

    /// <summary>The answers to a request for an id while the databases were being filled.</summary>
    internal List<(HttpStatusCode Status, string Text)> EarlyAnswers { get; } = [];

    internal DirectoryInfo Folder => _folder;

    public string Database => Path.Combine(_folder.FullName, "core.db");

    public HttpClient Http { get; private set; } = null!;

    public HttpClient Nrm { get; private set; } = null!;

    /// <summary>What the orchestrator printed.</summary>
    public string Output => _host.Output;

    /// <summary>The id of the host's process.</summary>
    internal int HostId => _host.Id;

    public async ValueTask InitializeAsync()
    {
        if (IsFilled)
        {
            await FilledFolder.CopyToAsync(_folder);
            CopySettings();
            await Task.WhenAll(StartNrmAsync(), StartHostAsync());
        }
        else
        {
            CopySettings();
            await StartNrmAsync();
            await StartHostAsync();
            await AskUntilFilledAsync();
        }

        if (!Settings.Contains(Empty))
        {
            await _host.UntilPrintedAsync("The example listens on");
        }
    }

    private async Task AskUntilFilledAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!Settings.Contains(Empty))
        {
            using var answer = await Http.GetAsync("/example/l2vpn");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            EarlyAnswers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            Assert.True(watch.Elapsed < Deadline, Output);
            await Task.Delay(50);
        }
    }

    /// <summary>Copies the settings that the example is delivered with to where the host reads them.</summary>
    private void CopySettings() =>
        File.Copy(
            Path.Combine(Repository.Root, "samples", "ExampleOrchestrator", "appsettings.json"),
            Path.Combine(_folder.FullName, "appsettings.json"),
            overwrite: true
        );

    /// <param name="settings">More settings of the host, as arguments.</param>
    public async Task StartHostAsync(params string[] settings)
    {
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        Http = new() { BaseAddress = new(address) };
        _host = OperatingSystemProcess.Start(
            "ExampleOrchestrator",
            [
                "--urls",
                address,
                "--contentRoot",
                _folder.FullName,
                "--Orchestrator:Database",
                $"Data Source={Database}",
                "--Orchestrator:LeaseDuration",
                "00:00:02",
                "--Orchestrator:RecoveryInterval",
                "00:00:00.5",
                "--Orchestrator:DriftCheckTimeout",
                "00:00:10",
                "--Nrm:BaseUrl",
                NrmAddress?.ToString() ?? $"http://127.0.0.1:{_nrmPort}",
                .. Settings,
                .. settings,
            ]
        );
        await _host.UntilAnswersAsync(Http, "/api/health");
    }

    public async Task StartNrmAsync()
    {
        var address = $"http://127.0.0.1:{_nrmPort}";
        Nrm = new() { BaseAddress = new(address) };
        _nrm = OperatingSystemProcess.Start(
            "NetworkResourceManager",
            "--urls",
            address,
            "--contentRoot",
            _folder.FullName,
            "--Nrm:Database",
            $"Data Source={Path.Combine(_folder.FullName, "nrm.db")}"
        );
        await _nrm.UntilAnswersAsync(Nrm, "/nrm/journal");
    }

    public Task UntilPrintedAsync(string text) => _host.UntilPrintedAsync(text);

    /// <summary>Makes the host's disk full, or gives it room again.</summary>
    public Task FillDiskAsync(bool full) => _host.LimitFileSizeAsync(full ? 0 : null);

    public Task KillHostAsync() => _host.KillAsync();

    public Task KillNrmAsync() => _nrm.KillAsync();

    /// <summary>The resource manager takes connections, but answers nothing until it is thawed.</summary>
    public Task FreezeNrmAsync() => _nrm.FreezeAsync();

    public Task ThawNrmAsync() => _nrm.ThawAsync();

    /// <summary>The active subscriptions of the products with a tag, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(string tag) =>
        [
            .. (await Http.GetFromJsonAsync<JsonElement>($"/api/subscriptions/search?query=status:active%20tag:{tag}"))
                .EnumerateArray()
                .Select(static subscription => subscription.GetProperty("subscription_id").GetGuid())
                .Order(),
        ];

    /// <summary>Posts pages to a workflow.</summary>
    public Task<HttpResponseMessage> PostAsync(string workflow, params object[] pages) =>
        Http.PostAsJsonAsync($"/api/processes/{workflow}", pages);

    /// <summary>Starts a workflow on a subscription and returns the process.</summary>
    public Task<Guid> StartAsync(string workflow, Guid subscription, params object[] pages) =>
        StartAsync(workflow, [new { subscription_id = subscription }, .. pages]);

    /// <summary>Starts a workflow that makes a subscription of a product, and returns the process.</summary>
    public async Task<Guid> StartCreateAsync(string workflow, string product, params object[] pages) =>
        await StartAsync(workflow, [new { product = await FindProductAsync(workflow, product) }, .. pages]);

    /// <summary>The id of a product, as the first page of a create workflow offers it.</summary>
    public async Task<string> FindProductAsync(string workflow, string product)
    {
        using var response = await PostAsync(workflow);
        return (await response.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("form")
            .GetProperty("$defs")
            .GetProperty("ProductChoice")
            .GetProperty("options")
            .EnumerateObject()
            .Single(option => option.Value.GetString() == product)
            .Name;
    }

    /// <summary>Answers the question of a suspended process, or retries a failed one.</summary>
    public async Task ResumeAsync(Guid process, params object[] pages)
    {
        using var response = await Http.PutAsJsonAsync($"/api/processes/{process}/resume", pages);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private async Task<Guid> StartAsync(string workflow, object[] pages)
    {
        using var response = await PostAsync(workflow, pages);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.Created, $"{workflow}: {(int)response.StatusCode} {body}\n{Output}");
        return body.GetProperty("id").GetGuid();
    }

    public Task<JsonElement> GetProcessAsync(Guid process) => Http.GetFromJsonAsync<JsonElement>($"/api/processes/{process}");

    /// <summary>Waits until a process has a status.</summary>
    public async Task<JsonElement> WaitAsync(Guid process, params string[] wanted)
    {
        JsonElement body = default;
        await UntilAsync(
            async () =>
            {
                body = await GetProcessAsync(process);
                return wanted.Contains(body.GetProperty("last_status").GetString());
            },
            () => $"The process does not become {string.Join(" or ", wanted)}: {body}\n{Output}"
        );
        return body;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> failure)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Deadline, failure());
            await Task.Delay(20);
        }
    }

    /// <summary>Runs a workflow on a subscription to its end.</summary>
    public async Task<JsonElement> RunAsync(string workflow, Guid subscription, params object[] pages) =>
        await WaitAsync(await StartAsync(workflow, subscription, pages), "completed", "failed", "inconsistent_data", "api_unavailable");

    public async Task SetFaultAsync(string kind, int status, int times, int delayMilliseconds = 0)
    {
        using var response = await Nrm.PostAsJsonAsync(
            "/nrm/faults",
            new
            {
                kind,
                status,
                times,
                delay_ms = delayMilliseconds,
            }
        );
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The writes that the resource manager took of an object, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadJournalAsync(Guid id) =>
        [
            .. (await Nrm.GetFromJsonAsync<JsonElement>("/nrm/journal?since=0"))
                .EnumerateArray()
                .Where(entry => entry.GetProperty("id").GetString() == id.ToString()),
        ];

    /// <summary>All rows of the tables that hold subscriptions, as text; the version of each subscription apart.</summary>
    public (IReadOnlyList<string> Rows, IReadOnlyDictionary<string, long> Versions) DumpSubscriptions()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        connection.Open();
        var rows = new List<string>();
        var versions = new Dictionary<string, long>();
        foreach (
            var table in new[]
            {
                "subscriptions",
                "subscription_instances",
                "subscription_instance_values",
                "subscription_instance_relations",
                "subscription_customer_descriptions",
                "subscription_metadata",
            }
        )
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (table == "subscriptions")
                {
                    versions[reader.GetString(reader.GetOrdinal("subscription_id"))] = reader.GetInt64(reader.GetOrdinal("version"));
                }

                rows.Add(
                    $"{table}: "
                        + string.Join(
                            ", ",
                            Enumerable
                                .Range(0, reader.FieldCount)
                                .Where(column => !(table == "subscriptions" && reader.GetName(column) == "version"))
                                .Select(column => $"{reader.GetName(column)}={reader.GetValue(column)}")
                        )
                );
            }
        }

        return (rows, versions);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Nrm.Dispose();
        await _host.DisposeAsync();
        await _nrm.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
