using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Orchestrator.Tests.Support;

/// <summary>
/// The server of all tests: the one that the environment variable <c>ORCHESTRATOR_TEST_POSTGRES</c> names, or a private one in a temporary
/// folder, started from the installed PostgreSQL when a test first asks and stopped after the last.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    // No test survives a crash of the machine; that of a server loses nothing that the system has taken.
    private const string NotDurable = "-c fsync=off -c full_page_writes=off -c autovacuum=off";

    private static readonly Lazy<PostgreSqlServer?> Shared = new(StartShared);

    private readonly DirectoryInfo? _folder;
    private readonly string? _programs;
    private readonly string? _settings;

    private PostgreSqlServer(string connectionString, DirectoryInfo? folder = null, string? programs = null, string? settings = null) =>
        (ConnectionString, _folder, _programs, _settings) = (connectionString, folder, programs, settings);

    public string ConnectionString { get; }

    /// <summary>Whether the tests started it: they stop it, with everything that they left in it.</summary>
    public bool IsPrivate => _folder is not null;

    /// <summary>The server; the test is skipped where there is none, and fails on a build server.</summary>
    public static PostgreSqlServer Get() =>
        Shared.Value
        ?? Missing("There is no PostgreSQL: install it, or let ORCHESTRATOR_TEST_POSTGRES hold the connection string of a server.");

    /// <summary>
    /// Starts a server for one test, which may do to it what others must not see; the test is skipped where no PostgreSQL is installed, and
    /// fails on a build server.
    /// </summary>
    public static PostgreSqlServer GetPrivate() =>
        StartPrivate()
        ?? Missing(
            "There is no PostgreSQL that this test may start: install it. The server that ORCHESTRATOR_TEST_POSTGRES names is not "
                + "the tests' to crash or to fill."
        );

    /// <summary>Stops a private server without ceremony and starts it again on the same port, as a crash of the server does.</summary>
    public void Restart()
    {
        Control("stop", "-m", "immediate");
        Control("start", "-l", Path.Combine(_folder!.FullName, "log"), "-o", _settings!);
    }

    /// <summary>
    /// Lets the files of a private server grow no further than this many bytes, as a disk that is full does; null takes the limit away. It
    /// holds for connections that are opened afterwards.
    /// </summary>
    public void LimitFileSize(long? bytes)
    {
        var server = File.ReadLines(Path.Combine(_folder!.FullName, "data", "postmaster.pid")).First();
        RunAsOwner("prlimit", "--pid", server, $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:");
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Control("stop", "-m", "immediate");
            _folder.Delete(recursive: true);
        }
    }

    private static PostgreSqlServer? StartShared()
    {
        if (Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return new(given);
        }

        var server = StartPrivate();
        TestRun.AtEnd(() => server?.Dispose());
        return server;
    }

    private static PostgreSqlServer Missing(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
        return null;
    }

    /// <summary>Null where no PostgreSQL is installed.</summary>
    private static PostgreSqlServer? StartPrivate()
    {
        if (FindPrograms() is not { } programs)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("orchestrator-postgres-");
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL does not run as root; its packages bring a user for it.
            Run("chown", "postgres", folder.FullName);
        }

        var port = LoopbackPorts.Next();
        var settings =
            $"-p {port.ToString(CultureInfo.InvariantCulture)} -k {folder.FullName} -c listen_addresses=127.0.0.1 -c "
            + $"max_connections=400 {NotDurable}";
        var server = new PostgreSqlServer(
            $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres;Timeout=30;Command "
                + "Timeout=60",
            folder,
            programs,
            settings
        );
        RunAsOwner(
            Path.Combine(programs, "initdb"),
            "-D",
            Path.Combine(folder.FullName, "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--wal-segsize=1"
        );
        server.Control("start", "-l", Path.Combine(folder.FullName, "log"), "-o", settings);
        return server;
    }

    private void Control(string action, params string[] arguments) =>
        RunAsOwner(Path.Combine(_programs!, "pg_ctl"), [action, "-w", "-D", Path.Combine(_folder!.FullName, "data"), .. arguments]);

    private static string? FindPrograms()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Order(StringComparer.Ordinal)
                .Reverse()
                .Select(static version => Path.Combine(version, "bin"))
            : [];
        return path.Concat(packaged)
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static void RunAsOwner(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    // The output goes to a file and not to a pipe, which the server would inherit and keep open.
    private static void Run(string program, params string[] arguments)
    {
        var log = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(
                "/bin/sh",
                ["-c", "log=$1; shift; exec \"$@\" > \"$log\" 2>&1 < /dev/null", "sh", log, program, .. arguments]
            )
            {
                WorkingDirectory = "/",
            };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} failed:\n{File.ReadAllText(log)}");
        }
        finally
        {
            File.Delete(log);
        }
    }
}
