using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Orchestrator.Tests.Support;

/// <summary>A program that runs as a process of its own, with everything it printed.</summary>
public sealed class OperatingSystemProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private OperatingSystemProcess(string program, IEnumerable<string> arguments)
    {
        // A file that may grow no further raises a signal which would end the program; a disk that is full does not, so it is ignored.
        _process = new()
        {
            StartInfo = new("bash", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "dotnet", program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.StartInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";

        // As in the tests' own processes: it ends before that pays.
        _process.StartInfo.Environment["DOTNET_TieredPGO"] = "0";
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The program's id: the shell that starts it becomes it.</summary>
    public int Id => _process.Id;

    public static OperatingSystemProcess Start(string program, params string[] arguments) => new(Repository.Program(program), arguments);

    /// <summary>Starts <c>dotnet</c> with arguments.</summary>
    public static OperatingSystemProcess StartDotnet(string command, params string[] arguments) => new(command, arguments);

    /// <summary>Waits until an address answers well.</summary>
    public async Task UntilAnswersAsync(HttpClient http, string path)
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
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            Assert.False(HasExited, $"The program ended:\n{Output}");
            Assert.True(watch.Elapsed < Deadline, $"{http.BaseAddress}{path} does not answer:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until a line with a text was printed.</summary>
    public async Task UntilPrintedAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(HasExited, $"The program ended:\n{Output}");
            Assert.True(watch.Elapsed < Deadline, $"'{text}' was not printed:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits for the program's own end.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>
    /// Lets the program's files grow no further than this many bytes, as a disk that is full does; null takes the limit away.
    /// </summary>
    public async Task LimitFileSizeAsync(long? bytes)
    {
        using var limit = Process.Start(
            "prlimit",
            [
                "--pid",
                _process.Id.ToString(CultureInfo.InvariantCulture),
                $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited",
            ]
        );
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>SIGSTOP: the program stands still, and knows nothing of it.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: the program continues as if no time had passed.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: the program gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
