using Microsoft.AspNetCore.Builder;

namespace NetworkResourceManager.Tests;

/// <summary>The service on a port that was free, with a database of its own; it can be started again on the same file.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nrm-test-");
    private WebApplication _app = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<RunningService> StartAsync(string environment = "Development")
    {
        var service = new RunningService();
        await service.RestartAsync(environment);
        return service;
    }

    public async Task RestartAsync(string environment = "Development")
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _app = NetworkResourceManagerApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--environment",
            environment,
            "--Logging:LogLevel:Default",
            "None",
            "--Nrm:Database",
            $"Data Source={Path.Combine(_folder.FullName, "nrm.db")}",
        ]);
        await _app.StartAsync();
        Http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
