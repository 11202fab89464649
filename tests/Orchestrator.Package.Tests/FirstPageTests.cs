using System.Text.RegularExpressions;
using Orchestrator.Guide.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Pages of the guide as a new user types them: an empty folder, the packages, and nothing else.</summary>
public sealed partial class FirstPageTests(PackedPackages packed)
{
    private const string Address = "http://127.0.0.1:5000";

    private static readonly GuidePage First = GuidePage.Of("first-product");

    [Fact]
    public async Task What_is_typed_in_an_empty_folder_leads_to_the_first_reconcile()
    {
        var folder = await CreateApplicationAsync("first-page");
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        using var http = new HttpClient { BaseAddress = new(address) };
        var run = First.Blocks("console").Last().Replace(Address, address, StringComparison.Ordinal).Trim().Split(' ');
        Assert.Equal(["dotnet", "run"], run[..2]);
        await using var host = OperatingSystemProcess.StartDotnet("run", ["--project", Path.Combine(folder, "Badges"), .. run[2..]]);
        await host.UntilAnswersAsync(http, "/api/health");

        await TypedPage.AssertAsync(First.File, First.Text, new Dictionary<string, string> { [Address] = address }, () => host.Output);
        Assert.DoesNotContain("warning", host.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_test_project_that_is_typed_beside_it_is_built_without_a_warning_and_its_tests_pass()
    {
        var page = GuidePage.Of("testing");
        var folder = await CreateApplicationAsync("testing");
        var application = Path.Combine(folder, "Badges");
        string[] commands = [.. page.Blocks("console")];
        Assert.Equal(2, commands.Length);

        await TypeAsync(application, Versioned(commands[0]));
        await WriteAsync(application, page.Sources.Except(page.Tests));
        await WriteAsync(Path.Combine(folder, "Badges.Tests"), page.Tests);
        await File.WriteAllTextAsync(Path.Combine(folder, "global.json"), page.Blocks("json").Single());
        var output = await TypeAsync(Path.Combine(folder, "Badges.Tests"), commands[1]);

        Assert.Contains($"total: {Fact().Count(string.Concat(page.Tests.Values))}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Creates the project of the first page, and gives the folder that contains it.</summary>
    private async Task<string> CreateApplicationAsync(string name)
    {
        var folder = packed.Folder.CreateSubdirectory(name).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{packed.Feed}" /></packageSources></configuration>"""
        );
        string[] commands = [.. First.Blocks("console")];
        Assert.Equal(2, commands.Length);
        await TypeAsync(folder, Versioned(commands[0]));
        await WriteAsync(Path.Combine(folder, "Badges"), First.Sources);
        return folder;
    }

    private static async Task WriteAsync(string project, IEnumerable<KeyValuePair<string, string>> sources)
    {
        foreach (var (name, source) in sources)
        {
            await File.WriteAllTextAsync(Path.Combine(project, name), source);
        }
    }

    private static async Task<string> TypeAsync(string folder, string commands)
    {
        var (exitCode, output) = await Command.RunAsync("bash", folder, "-e", "-c", commands);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>The packages that were packed now, and the others as these tests use them: what is released could be newer.</summary>
    private string Versioned(string commands) =>
        AddPackage().Replace(commands, added => $"{added.Value} --version {VersionOf(added.Groups[1].Value)}");

    private string VersionOf(string package) =>
        package.StartsWith("Orchestrator", StringComparison.Ordinal)
            ? packed.Version
            : Regex
                .Match(
                    File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")),
                    $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\""
                )
                .Groups[1]
                .Value;

    [GeneratedRegex(@"dotnet add package (\S+)")]
    private static partial Regex AddPackage();

    [GeneratedRegex(@"^ *\[Fact\]", RegexOptions.Multiline)]
    private static partial Regex Fact();
}
