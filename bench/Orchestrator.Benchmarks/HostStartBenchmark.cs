using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace Orchestrator.Benchmarks;

/// <summary>
/// The time from <c>dotnet run</c> of a built project to its first answer, on a new database and on one that is there, beside an ASP.NET Core application that does
/// nothing but answer.
/// </summary>
internal static class HostStartBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>The application that does nothing, run as this benchmark's own child.</summary>
    internal static async Task RunEmptyAsync(string[] args)
    {
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/api/health", static () => "OK");
        await app.RunAsync();
    }

    internal static async Task RunAsync(string project, string self)
    {
        Console.WriteLine("round | empty application | new database | database that is there    (dotnet run --no-build to the first answer of /api/health)");
        for (var round = 1; round <= Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("orchestrator-start-");
            var empty = await MeasureAsync(self, ["empty"], folder);
            var first = await MeasureAsync(project, [], folder);
            var second = await MeasureAsync(project, [], folder);
            Console.WriteLine($"{round,5} | {empty.TotalMilliseconds,14:N0} ms | {first.TotalMilliseconds,9:N0} ms | {second.TotalMilliseconds,9:N0} ms");
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> MeasureAsync(string project, string[] arguments, DirectoryInfo folder)
    {
        var address = FreeAddress();
        var watch = Stopwatch.StartNew();
        using var host = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["run", "--no-build", "--configuration", "Release", "--project", project, "--", .. arguments, "--urls", address, "--contentRoot", folder.FullName])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            await UntilAnsweredAsync(address, watch);
            return watch.Elapsed;
        }
        finally
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
        }
    }

    private static async Task UntilAnsweredAsync(string address, Stopwatch watch)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (watch.Elapsed < Deadline)
            {
                // Not listening yet.
                await Task.Delay(5);
            }
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
