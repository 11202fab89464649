using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>What the page on operating says is to be typed makes a backup of a running host, and a host continues from it.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-backup-");
    private readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_host_continues_from_a_backup_of_a_running_one_made_and_restored_as_the_page_says()
    {
        using var database = ApiDatabase.Create();
        using var restored = ApiDatabase.Create();
        if (database.Provider == "Sqlite")
        {
            InstalledProgram.Require("sqlite3");
            await CheckAsync(database, restored, "SQLite", FileOf(database), FileOf(restored));
            return;
        }

        await restored.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await CheckAsync(
            database,
            restored,
            "PostgreSQL",
            Address(new(database.ConnectionString)),
            Address(new(restored.ConnectionString))
        );
    }

    private async Task CheckAsync(ApiDatabase database, ApiDatabase restored, string kind, string from, string to)
    {
        string before;
        string suspended;
        await using (var host = await StartAsync(database))
        {
            before = await host.CreateLampAsync();
            suspended = (string)(await host.RunAsync("ask_much", "suspended", new { text = "t" }))["process_id"]!;
            await RunAsync($"backup on {kind}", from);
            Assert.NotEqual(before, await host.CreateLampAsync());
        }

        await RunAsync($"restore on {kind}", to);
        await using var next = await StartAsync(restored);

        var lamps = (await next.GetAsync("/api/subscriptions/search?query=lamp")).AsArray();
        Assert.Equal([before], lamps.Select(static lamp => (string)lamp!["subscription_id"]!));
        using var resumed = await next.Http.PutAsJsonAsync($"/api/processes/{suspended}/resume", new[] { new { text = "again" } });
        await next.WaitAsync(suspended, "completed");
        await next.CreateLampAsync();
    }

    private static async Task<ApiHost> StartAsync(ApiDatabase database)
    {
        var host = new ApiHost { Database = database };
        await host.InitializeAsync();
        return host;
    }

    private static string FileOf(ApiDatabase database) =>
        (string)new DbConnectionStringBuilder { ConnectionString = database.ConnectionString }["Data Source"];

    /// <summary>The address of a database as PostgreSQL's own programs take it.</summary>
    private static string Address(NpgsqlConnectionStringBuilder connection) =>
        $"host={connection.Host} port={connection.Port} user={connection.Username} password='{connection.Password}' "
        + $"dbname={connection.Database}";

    /// <summary>Types the commands of the page that begin with a title.</summary>
    private async Task RunAsync(string title, string database)
    {
        var commands = _page.Split($"```sh\n# {title}\n")[1].Split("```")[0];
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-eu", "-c", commands])
            {
                RedirectStandardError = true,
                Environment = { ["DATABASE"] = database, ["BACKUP"] = Path.Combine(_folder.FullName, "backup") },
            }
        )!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{commands}\n{errors}");
    }
}
