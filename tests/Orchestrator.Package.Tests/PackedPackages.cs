namespace Orchestrator.Tests;

/// <summary>The packages, packed once into a feed of their own.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    /// <summary>Everything that is packed.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Orchestrator",
        "Orchestrator.Api",
        "Orchestrator.Dashboard",
        "Orchestrator.PostgreSql",
        "Orchestrator.Runtime",
        "Orchestrator.Sqlite",
        "Orchestrator.Testing",
    ];

    /// <summary>A version of its own, so that no earlier build of it is taken from the package cache.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    /// <summary>Where the tests may write.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("orchestrator-package-");

    public string Feed => Path.Combine(Folder.FullName, "feed");

    /// <summary>One command packs them all: each of its own would evaluate the same projects again.</summary>
    public async ValueTask InitializeAsync()
    {
        var all = Path.Combine(Folder.FullName, "Packages.proj");
        var projects = Names.Select(static name => Path.Combine(Repository.Root, "src", name, $"{name}.csproj"));
        await File.WriteAllTextAsync(
            all,
            $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', projects)}" Targets="Pack" />
              </Target>
            </Project>
            """
        );
        var (exitCode, output) = await Command.RunAsync(
            "dotnet",
            Repository.Root,
            "pack",
            all,
            "--no-build",
            "--configuration",
            Repository.Configuration,
            "--output",
            Feed,
            $"-p:Version={Version}"
        );
        Assert.True(exitCode == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        var (_, output) = await Command.RunAsync("dotnet", Repository.Root, "nuget", "locals", "global-packages", "--list");
        var cache = output[(output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        foreach (var name in Names)
        {
            var cached = Path.Combine(cache, name.ToLowerInvariant(), Version);
            if (Directory.Exists(cached))
            {
                Directory.Delete(cached, recursive: true);
            }
        }
    }
}
