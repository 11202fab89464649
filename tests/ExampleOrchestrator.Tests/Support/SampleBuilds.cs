namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// Copies of the example's sources, some with a mistake in them, all built with one command: a build of its own for each would mostly start
/// compilers.
/// </summary>
public abstract class SampleBuilds : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-build-");
    private string _output = "";

    protected SampleBuilds(params IEnumerable<SampleVariant> variants)
    {
        foreach (var variant in variants)
        {
            Write(variant);
        }

        File.WriteAllText(
            Path.Combine(_folder.FullName, "All.proj"),
            """
            <Project DefaultTargets="Build">
              <ItemGroup>
                <Variant Include="*/samples/ExampleOrchestrator/ExampleOrchestrator.csproj" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Variant)" Targets="Restore" />
              </Target>
              <Target Name="Build">
                <MSBuild Projects="@(Variant)" Targets="Build" BuildInParallel="true" />
              </Target>
            </Project>
            """
        );
    }

    public async ValueTask InitializeAsync() =>
        (_, _output) = await Command.RunAsync("dotnet", _folder.FullName, "build", "All.proj", "--nologo", "-nodeReuse:false");

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a variant was built, and what the build said of it.</summary>
    public (bool Succeeded, string Output) Find(string variant)
    {
        var folder = Path.Combine(_folder.FullName, variant) + Path.DirectorySeparatorChar;
        var lines = _output.Split('\n').Where(line => line.Contains(folder, StringComparison.Ordinal)).ToArray();
        Assert.True(lines.Length > 0, $"The build says nothing of '{variant}':\n{_output}");
        return (lines.Any(static line => line.Contains("ExampleOrchestrator -> ", StringComparison.Ordinal)), string.Join('\n', lines));
    }

    private void Write(SampleVariant variant)
    {
        // In a folder of the same name as in the repository, because the style rules differ by folder.
        var folder = Path.Combine(_folder.FullName, variant.Name);
        var project = Directory.CreateDirectory(Path.Combine(folder, "samples", "ExampleOrchestrator")).FullName;
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig" })
        {
            File.Copy(Path.Combine(Repository.Root, name), Path.Combine(folder, name));
        }

        var sample = Path.Combine(Repository.Root, "samples", "ExampleOrchestrator");
        foreach (var file in Directory.GetFiles(sample, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(sample, file);
            if (!relative.StartsWith("obj", StringComparison.Ordinal) && !relative.StartsWith("bin", StringComparison.Ordinal))
            {
                var copy = Path.Combine(project, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        foreach (var edit in variant.Edits)
        {
            edit.Apply(project);
        }

        var packages = File.ReadLines(Path.Combine(sample, "ExampleOrchestrator.csproj"))
            .Where(static line => line.Contains("<PackageReference", StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(project, "ExampleOrchestrator.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <ItemGroup>
                {string.Concat(packages)}
                <Reference Include="{Built("src", "Orchestrator.Runtime", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.Sqlite", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.PostgreSql", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.Api", "net10.0")}" />
                <Reference Include="{Built("src", "Orchestrator.Dashboard", "net10.0")}" />
                <Reference Include="{Built("samples", "NetworkResourceManager", "net10.0")}" />
                <Analyzer Include="{Built("src", "Orchestrator.Generators", "netstandard2.0")}" />
              </ItemGroup>
            </Project>
            """
        );
    }

    private static string Built(string folder, string project, string framework) =>
        Path.Combine(Repository.Root, folder, project, "bin", Repository.Configuration, framework, $"{project}.dll");
}

/// <summary>The example with some edits.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Edits">What an author has changed.</param>
public sealed record SampleVariant(string Name, params IReadOnlyList<SampleEdit> Edits);

/// <summary>Replaces a text of a source file that is there exactly once.</summary>
public sealed record SampleEdit(string File, string Text, string Replacement)
{
    internal void Apply(string project)
    {
        var path = Path.Combine(project, File);
        var source = System.IO.File.ReadAllText(path);
        Assert.Equal(2, source.Split(Text).Length);
        System.IO.File.WriteAllText(path, source.Replace(Text, Replacement, StringComparison.Ordinal));
    }
}
