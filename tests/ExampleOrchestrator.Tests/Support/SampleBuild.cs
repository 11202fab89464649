using System.Diagnostics;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>A copy of the example's sources that a test spoils and then builds, as an author would.</summary>
public sealed class SampleBuild : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-build-");
    private readonly string _project;

    public SampleBuild()
    {
        // In a folder of the same name as in the repository, because the style rules differ by folder.
        _project = Path.Combine(_folder.FullName, "samples", "ExampleOrchestrator");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig" })
        {
            File.Copy(Path.Combine(Repository.Root, name), Path.Combine(_folder.FullName, name));
        }

        var sample = Path.Combine(Repository.Root, "samples", "ExampleOrchestrator");
        foreach (var file in Directory.GetFiles(sample, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(sample, file);
            if (!relative.StartsWith("obj", StringComparison.Ordinal) && !relative.StartsWith("bin", StringComparison.Ordinal))
            {
                var copy = Path.Combine(_project, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        var packages = File.ReadLines(Path.Combine(sample, "ExampleOrchestrator.csproj")).Where(static line => line.Contains("<PackageReference", StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(_project, "ExampleOrchestrator.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <ItemGroup>
                {string.Concat(packages)}
                <Reference Include="{Built("src", "Orchestrator.Runtime", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.PostgreSql", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.Api", "net10.0")}" />
                <Reference Include="{Built("samples", "NetworkResourceManager", "net10.0")}" />
                <Analyzer Include="{Built("src", "Orchestrator.Generators", "netstandard2.0")}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Replaces a text of a source file that is there exactly once.</summary>
    public SampleBuild Edit(string file, string text, string replacement)
    {
        var path = Path.Combine(_project, file);
        var source = File.ReadAllText(path);
        Assert.Equal(2, source.Split(text).Length);
        File.WriteAllText(path, source.Replace(text, replacement, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Builds, and returns what the compiler said.</summary>
    public async Task<(int ExitCode, string Output)> BuildAsync()
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = _project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(Deadline);
        var output = await build.StandardOutput.ReadToEndAsync(deadline.Token);
        await build.WaitForExitAsync(deadline.Token);
        return (build.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Built(string folder, string project, string framework) =>
        Path.Combine(Repository.Root, folder, project, "bin", Repository.Configuration, framework, $"{project}.dll");
}
