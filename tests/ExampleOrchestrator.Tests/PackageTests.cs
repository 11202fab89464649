using System.Diagnostics;
using System.IO.Compression;

namespace ExampleOrchestrator.Tests;

/// <summary>The package as a new user gets it: one reference brings the runtime, the generator, the rules and the fixes.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    // A version of its own, so that no earlier build of it is taken from the package cache.
    private readonly string _version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-package-");

    private string Feed => Path.Combine(_folder.FullName, "feed");

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await DotNetAsync(
            Repository.Root,
            "pack",
            "src/Orchestrator.Runtime",
            "--no-build",
            "--configuration",
            Repository.Configuration,
            "--output",
            Feed,
            $"-p:Version={_version}");
        Assert.True(exitCode == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        var (_, output) = await DotNetAsync(Repository.Root, "nuget", "locals", "global-packages", "--list");
        var cached = Path.Combine(output[(output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), "orchestrator.runtime", _version);
        if (Directory.Exists(cached))
        {
            Directory.Delete(cached, recursive: true);
        }
    }

    [Fact]
    public async Task It_holds_the_runtime_and_the_compilers_half_and_nothing_else()
    {
        await using var package = await ZipFile.OpenReadAsync(Path.Combine(Feed, $"Orchestrator.Runtime.{_version}.nupkg"));
        await using var symbols = await ZipFile.OpenReadAsync(Path.Combine(Feed, $"Orchestrator.Runtime.{_version}.snupkg"));

        Assert.Equal(
            [
                "Orchestrator.Runtime.nuspec", "README.md", "analyzers/dotnet/cs/Orchestrator.CodeFixes.dll", "analyzers/dotnet/cs/Orchestrator.Generators.dll",
                "buildTransitive/Orchestrator.Runtime.props", "buildTransitive/Orchestrator.Runtime.targets", "icon.png",
                "lib/net10.0/Orchestrator.Runtime.dll", "lib/net10.0/Orchestrator.Runtime.xml",
            ],
            FilesOf(package));
        Assert.Contains("lib/net10.0/Orchestrator.Runtime.pdb", FilesOf(symbols));
    }

    [Fact]
    public async Task A_new_project_with_one_reference_and_all_analyzers_on_builds_without_a_warning_and_runs()
    {
        var project = _folder.CreateSubdirectory("Consumer").FullName;
        File.Copy(Path.Combine(Repository.Root, "tests", "ExampleOrchestrator.Tests", "Consumer", "Program.cs.txt"), Path.Combine(project, "Program.cs"));
        await File.WriteAllTextAsync(
            Path.Combine(project, "Consumer.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <OrchestratorCatalogue>workflows.md</OrchestratorCatalogue>
                <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.15" />
                <PackageReference Include="Orchestrator.Runtime" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);

        // Every analyzer of the SDK looks at what is emitted. The author's program is one file of a console application: it may write texts to the console, and awaits
        // without a synchronisation context.
        await File.WriteAllTextAsync(Path.Combine(project, ".editorconfig"), "root = true\n[Program.cs]\ndotnet_diagnostic.CA1303.severity = none\ndotnet_diagnostic.CA2007.severity = none\n");

        var (buildCode, buildOutput) = await DotNetAsync(project, "build", "--nologo", "-nodeReuse:false");
        Assert.True(buildCode == 0, buildOutput);
        Assert.Contains("0 Warning(s)", buildOutput, StringComparison.Ordinal);
        var (runCode, runOutput) = await DotNetAsync(project, "run", "--no-build", "--", "--Orchestrator:Database", $"Data Source={Path.Combine(project, "core.db")}", "--Logging:LogLevel:Default", "Warning");

        Assert.True(runCode == 0, runOutput);
        Assert.Equal(
            "The lamp is on.\nreconcile_lamp Completed: Start, Create Process Subscription relation, Lock subscription, Press switch, Unlock subscription, Done",
            runOutput.ReplaceLineEndings("\n").Trim());
        Assert.StartsWith("# Workflows of Consumer\n\n## lamp\n", await File.ReadAllTextAsync(Path.Combine(project, "workflows.md")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> FilesOf(ZipArchive package) =>
        package.Entries.Select(static entry => entry.FullName)
            .Where(static name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);

    private static async Task<(int ExitCode, string Output)> DotNetAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output + await errors);
    }
}
