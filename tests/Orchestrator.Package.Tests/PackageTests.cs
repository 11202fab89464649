using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace Orchestrator.Tests;

/// <summary>The package as a new user gets it: one reference brings the runtime, the generator, the rules and the fixes.</summary>
public sealed class PackageTests(PackedPackages packed)
{
    [Fact]
    public async Task It_holds_the_compilers_half_and_depends_on_the_runtime_and_a_database()
    {
        await using var package = await OpenAsync("Orchestrator");
        var nuspec = await ReadNuspecAsync(package, "Orchestrator");

        Assert.Equal(
            [
                "Orchestrator.nuspec",
                "PACKAGE.md",
                "analyzers/dotnet/cs/Orchestrator.CodeFixes.dll",
                "analyzers/dotnet/cs/Orchestrator.Generators.dll",
                "buildTransitive/Orchestrator.props",
                "buildTransitive/Orchestrator.targets",
                "icon.png",
                "lib/net10.0/_._",
            ],
            FilesOf(package)
        );
        Assert.Equal(
            [("Orchestrator.Runtime", packed.Version), ("Orchestrator.Sqlite", packed.Version)],
            nuspec
                .Where(static element => element.Name.LocalName == "dependency")
                .Select(static element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!))
                .Where(static dependency => dependency.Item1.StartsWith("Orchestrator", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Each_shows_a_page_of_its_own()
    {
        foreach (var name in PackedPackages.Names)
        {
            await using var package = await OpenAsync(name);
            var shown = (await ReadNuspecAsync(package, name)).Single(static element => element.Name.LocalName == "readme").Value;
            using var page = new StreamReader(await package.GetEntry(shown)!.OpenAsync());

            Assert.Equal($"# {name}", await page.ReadLineAsync());
        }
    }

    [Theory]
    [InlineData("Orchestrator.Runtime")]
    [InlineData("Orchestrator.Sqlite")]
    public async Task A_package_that_comes_with_it_holds_its_assembly_and_nothing_else(string name)
    {
        await using var package = await OpenAsync(name);
        await using var symbols = await ZipFile.OpenReadAsync(Path.Combine(packed.Feed, $"{name}.{packed.Version}.snupkg"));

        Assert.Equal([$"{name}.nuspec", "PACKAGE.md", "icon.png", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], FilesOf(package));
        Assert.Contains($"lib/net10.0/{name}.pdb", FilesOf(symbols));
    }

    [Fact]
    public async Task The_runtimes_package_brings_no_database()
    {
        await using var package = await OpenAsync("Orchestrator.Runtime");

        Assert.DoesNotContain(
            await ReadNuspecAsync(package, "Orchestrator.Runtime"),
            static element =>
                element.Name.LocalName == "dependency" && ((string)element.Attribute("id")!).Contains("Sqlite", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_new_project_with_one_reference_and_all_analyzers_on_builds_without_a_warning_and_runs()
    {
        var project = await WriteAsync(
            "Consumer",
            "Program.cs",
            "<OutputType>Exe</OutputType>",
            """<PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.15" /><ProjectReference Include="../Lamps/Lamps.csproj" /><ProjectReference Include="../Matrix/Matrix.csproj" ReferenceOutputAssembly="false" />""",
            // A program of one file: it may write texts to the console, and awaits without a synchronisation context.
            "CA1303",
            "CA2007"
        );
        await WriteAsync(
            "Lamps",
            "Lamps.cs",
            "<OrchestratorCatalogue>workflows.md</OrchestratorCatalogue>",
            "",
            // A member that holds several blocks is a List<T>, and is replaced as a whole when it is loaded.
            "CA1002",
            "CA2227"
        );

        await WriteMatrixAsync();

        var (buildCode, buildOutput) = await Command.RunAsync("dotnet", project, "build", "--nologo", "-nodeReuse:false");
        Assert.True(buildCode == 0, buildOutput);
        Assert.Contains("0 Warning(s)", buildOutput, StringComparison.Ordinal);
        var (runCode, runOutput) = await Command.RunAsync(
            "dotnet",
            project,
            "run",
            "--no-build",
            "--",
            "--Orchestrator:Database",
            $"Data Source={Path.Combine(project, "core.db")}",
            "--Logging:LogLevel:Default",
            "Warning"
        );

        Assert.True(runCode == 0, runOutput);
        Assert.Equal(
            """
            modify_lamp Suspended: Start, Create Process Subscription relation, Lock subscription, Confirm, Confirm, Set subscription to 'provisioning', Dim lamp, Set subscription to 'active', Switch lamp, Unlock subscription, Refresh subscription search index, Refresh process search index, Done
            The lamp on the Ceiling is at 60 %.
            modify_lamp Completed: Start, Create Process Subscription relation, Lock subscription, Confirm, Confirm, Set subscription to 'provisioning', Dim lamp, Set subscription to 'active', Switch lamp, Unlock subscription, Refresh subscription search index, Refresh process search index, Done
            The lamp on the Ceiling is at 60 %.
            reconcile_lamp Completed: Start, Create Process Subscription relation, Lock subscription, Switch lamp, Unlock subscription, Refresh subscription search index, Refresh process search index, Done
            Good day.
            greet Completed: Start, Greet, Done
            """,
            runOutput.ReplaceLineEndings("\n").Trim()
        );
        Assert.StartsWith(
            "# Workflows of Lamps\n\n## lamp\n",
            await File.ReadAllTextAsync(Path.Combine(packed.Folder.FullName, "Lamps", "workflows.md")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "flow.ReconcileMarked",
            await File.ReadAllTextAsync(Path.Combine(packed.Folder.FullName, "Matrix", "bin", "Debug", "net10.0", "Matrix.xml")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "LampWorkflows.ReconcileLamp",
            await File.ReadAllTextAsync(Path.Combine(packed.Folder.FullName, "Lamps", "bin", "Debug", "net10.0", "Lamps.xml")),
            StringComparison.Ordinal
        );
    }

    /// <summary>The compiler stops at an error of a declaration before any analyzer runs, so only the generator can say why.</summary>
    [Fact]
    public async Task A_build_that_stops_at_a_view_that_does_not_exist_says_why()
    {
        var project = await WriteProjectAsync("Stopped", "", "");
        await File.WriteAllTextAsync(
            Path.Combine(project, "Lamp.cs"),
            """
            using Orchestrator;

            namespace Stopped;

            internal sealed partial class Lamp : SubscriptionModel
            {
                public LampBlock Block { get; set; } = new();
            }

            [ProductBlock("Lamp")]
            internal sealed partial class LampBlock : ProductBlock
            {
                [RequiredFrom(SubscriptionLifecycle.Active)]
                public int? Lumens { get; set; }
            }

            internal interface ILamps
            {
                void Dim(Lamp.Active lamp);
            }
            """
        );

        var (code, output) = await Command.RunAsync("dotnet", project, "build", "--nologo", "-nodeReuse:false");

        Assert.NotEqual(0, code);
        Assert.Contains("error CS0426", output, StringComparison.Ordinal);
        Assert.Contains("Lamp.cs(5,31): error ORCH4001: Product 'Lamp' cannot be mapped", output, StringComparison.Ordinal);
        Assert.Single(
            output
                .Split('\n')
                .Select(static line => line.Trim())
                .Where(static line => line.Contains(": error ORCH", StringComparison.Ordinal))
                .Distinct()
        );
    }

    [Fact]
    public async Task It_says_from_which_commit_it_was_made_and_links_to_the_sources_there()
    {
        var commit = await GitAsync("rev-parse", "HEAD");
        foreach (var name in PackedPackages.Names)
        {
            await using var package = await OpenAsync(name);
            var repository = (await ReadNuspecAsync(package, name)).Single(static element => element.Name.LocalName == "repository");

            Assert.Equal("git", (string?)repository.Attribute("type"));
            Assert.Equal("https://github.com/orchestrator-net/orchestrator", (string?)repository.Attribute("url"));
            Assert.Equal(commit, (string?)repository.Attribute("commit"));
        }

        // A clone that does not come from there has nowhere to link to.
        var links = await ReadSourceLinksAsync();
        Assert.Equal(
            (await GitAsync("remote", "--verbose")).Contains("github.com", StringComparison.Ordinal),
            links.Contains("https://raw.githubusercontent.com/", StringComparison.Ordinal)
        );
    }

    private Task<ZipArchive> OpenAsync(string package) =>
        ZipFile.OpenReadAsync(Path.Combine(packed.Feed, $"{package}.{packed.Version}.nupkg"));

    private static async Task<IReadOnlyList<XElement>> ReadNuspecAsync(ZipArchive package, string name)
    {
        await using var nuspec = await package.GetEntry($"{name}.nuspec")!.OpenAsync();
        return [.. (await XDocument.LoadAsync(nuspec, LoadOptions.None, CancellationToken.None)).Descendants()];
    }

    /// <summary>The links to the sources that the symbols hold; empty for none.</summary>
    private async Task<string> ReadSourceLinksAsync()
    {
        var kind = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        await using var symbols = await ZipFile.OpenReadAsync(Path.Combine(packed.Feed, $"Orchestrator.Runtime.{packed.Version}.snupkg"));
        await using var entry = await symbols.GetEntry("lib/net10.0/Orchestrator.Runtime.pdb")!.OpenAsync();
        using var content = new MemoryStream();
        await entry.CopyToAsync(content);
        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var reader = provider.GetMetadataReader();
        return string.Concat(
            reader
                .CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                .Where(information => reader.GetGuid(information.Kind) == kind)
                .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
        );
    }

    /// <summary>
    /// Writes a project of one file, with every analyzer of the SDK on, warnings as errors and its documentation written.
    /// </summary>
    /// <returns>Its folder.</returns>
    private async Task<string> WriteAsync(string name, string file, string properties, string references, params string[] allowed)
    {
        var project = await WriteProjectAsync(name, properties, references);
        CopySource(file, project);

        // Only in the author's own file: every analyzer looks at what is emitted.
        await File.WriteAllTextAsync(
            Path.Combine(project, ".editorconfig"),
            $"root = true\n[{file}]\n{string.Concat(allowed.Select(static id => $"dotnet_diagnostic.{id}.severity = none\n"))}"
        );
        return project;
    }

    /// <summary>
    /// Writes a library of correct sources in every style, and of members with attributes that an analyzer follows, for the analyzers of
    /// trimming and native code too. The sources suppress what is said of them: what is left is about emitted files.
    /// </summary>
    private async Task WriteMatrixAsync()
    {
        var project = await WriteProjectAsync(
            "Matrix",
            "<DefineConstants>$(DefineConstants);ORCHESTRATED</DefineConstants><IsAotCompatible>true</IsAotCompatible>"
                + "<Features>strict</Features>",
            ""
        );
        CopySource("Marked.cs", project);
        foreach (var (index, source) in CorrectSources.Of(version: 14).Index())
        {
            await File.WriteAllTextAsync(Path.Combine(project, $"Style{index}.cs"), "#pragma warning disable\n" + source);
        }
    }

    private static void CopySource(string file, string project) =>
        File.Copy(
            Path.Combine(Repository.Root, "tests", "Orchestrator.Package.Tests", "Consumer", file + ".txt"),
            Path.Combine(project, file)
        );

    private async Task<string> WriteProjectAsync(string name, string properties, string references)
    {
        var project = packed.Folder.CreateSubdirectory(name).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(project, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest</AnalysisLevel>
                <AnalysisMode>All</AnalysisMode>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <RestoreAdditionalProjectSources>{packed.Feed}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Orchestrator" Version="{packed.Version}" />
                {references}
              </ItemGroup>
            </Project>
            """
        );
        return project;
    }

    private static async Task<string> GitAsync(params string[] arguments) =>
        (await Command.RunAsync("git", Repository.Root, arguments)).Output.Trim();

    private static IEnumerable<string> FilesOf(ZipArchive package) =>
        package
            .Entries.Select(static entry => entry.FullName)
            .Where(static name =>
                !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml"
            )
            .Order(StringComparer.Ordinal);
}
