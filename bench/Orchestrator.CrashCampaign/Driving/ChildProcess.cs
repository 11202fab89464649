using System.Diagnostics;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>A program that runs as a process of its own.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a .NET program; what it prints goes to a file, where it can be read when something is wrong.</summary>
    internal static ChildProcess Start(string program, string log, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "log=$1; shift; exec dotnet \"$@\" >> \"$log\" 2>&1", "sh", log, program, .. arguments]
        );
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until an address answers well.</summary>
    internal static async Task UntilAnswersAsync(HttpClient http, string path)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(path);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception)
                when (exception is HttpRequestException or TaskCanceledException && watch.Elapsed < TimeSpan.FromMinutes(2))
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }
    }

    /// <summary>SIGKILL: no handler of the program runs.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
