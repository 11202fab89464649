using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What the refresh steps do in a file, where triggers keep the index; a server keeps its own.</summary>
public sealed class SearchRefreshTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private readonly HostLog _log = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(_database, services: services => services.AddSingleton<ILoggerProvider>(_log));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_reconcile_indexes_all_texts_of_its_subscription_again_and_a_second_time_changes_nothing()
    {
        var (thing, other) = (await _host.CreateThingAsync(41), await _host.CreateThingAsync(42));
        _database.Query($"UPDATE subscriptions SET note = 'fragile' WHERE subscription_id = '{thing}'");
        string[] words = ["description:thing", "note:fragile", "size:41", $"\"{thing}\""];
        var found = await CountAsync(words);
        _database.Query("DELETE FROM search_texts; INSERT INTO search_words (search_words) VALUES ('delete-all')");
        var lost = await CountAsync(words);

        await _host.WaitAsync(await _host.StartAsync("reconcile_thing", thing), ProcessStatus.Completed);

        Assert.Equal("2 1 1 1", found);
        Assert.Equal("0 0 0 0", lost);
        Assert.Equal("1 1 1 1", await CountAsync(words));
        Assert.Equal("0", await CountAsync($"\"{other}\""));

        var texts = _database.Query("SELECT source || ' ' || source_id FROM search_texts ORDER BY 1");
        await _host.WaitAsync(await _host.StartAsync("modify_note", thing, new { note = "fragile" }), ProcessStatus.Completed);
        Assert.Equal(texts, _database.Query("SELECT source || ' ' || source_id FROM search_texts ORDER BY 1"));
        Assert.Equal("1 1 1 1", await CountAsync(words));
    }

    [Fact]
    public async Task A_process_completes_although_the_index_cannot_be_refreshed_and_the_log_says_so()
    {
        var thing = await _host.CreateThingAsync();
        _database.Query("DROP TABLE search_words");

        var id = await _host.StartAsync("reconcile_thing", thing);
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.All(process.Steps.SkipLast(1), static step => Assert.Equal(StepStatus.Success, step.Status));
        var entry = Assert.Single(_log.Entries, static entry => entry.Level == LogLevel.Error);
        Assert.Equal($"Process {id}: the search index of its subscriptions could not be refreshed", entry.Text);
        Assert.Contains("search_words", entry.Exception!.Message, StringComparison.Ordinal);
    }

    private async Task<string> CountAsync(params string[] queries)
    {
        var directory = _host.Services.GetRequiredService<ISubscriptionDirectory>();
        var counts = new List<int>();
        foreach (var query in queries)
        {
            counts.Add((await directory.SearchAsync(query, 0, 10)).Total);
        }

        return string.Join(' ', counts);
    }
}
