using System.Diagnostics;

namespace Orchestrator.Tests.Support;

/// <summary>Runs programs to their end.</summary>
public static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <returns>How it ended, and everything that it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var deadline = new CancellationTokenSource(Deadline);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output + await errors);
    }
}
