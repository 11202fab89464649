using Orchestrator.Guide.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>The guide's first page as a new user types it: an empty folder, the packages, and nothing else.</summary>
public sealed class FirstPageTests(PackedPackages packed)
{
    private const string Address = "http://127.0.0.1:5000";

    [Fact]
    public async Task What_is_typed_in_an_empty_folder_leads_to_the_first_reconcile()
    {
        var page = GuidePage.Of("first-product");
        var folder = packed.Folder.CreateSubdirectory("first-page").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{packed.Feed}" /></packageSources></configuration>"""
        );
        string[] commands = [.. page.Blocks("console")];
        Assert.Equal(2, commands.Length);

        // The packages that were packed now: a released version could be newer.
        var create = string.Join(
            '\n',
            commands[0]
                .Split('\n')
                .Select(line =>
                    line.StartsWith("dotnet add package", StringComparison.Ordinal) ? $"{line} --version {packed.Version}" : line
                )
        );
        var (exitCode, output) = await Command.RunAsync("bash", folder, "-e", "-c", create);
        Assert.True(exitCode == 0, output);
        var project = Path.Combine(folder, "Badges");
        foreach (var (name, source) in page.Sources)
        {
            await File.WriteAllTextAsync(Path.Combine(project, name), source);
        }

        var address = $"http://127.0.0.1:{OperatingSystemProcess.FreePort()}";
        using var http = new HttpClient { BaseAddress = new(address) };
        var run = commands[1].Replace(Address, address, StringComparison.Ordinal).Trim().Split(' ');
        Assert.Equal(["dotnet", "run"], run[..2]);
        await using var host = OperatingSystemProcess.StartDotnet("run", ["--project", project, .. run[2..]]);
        await host.UntilAnswersAsync(http, "/api/health");

        await TypedPage.AssertAsync(page.File, page.Text, new Dictionary<string, string> { [Address] = address }, () => host.Output);
        Assert.DoesNotContain("warning", host.Output, StringComparison.OrdinalIgnoreCase);
    }
}
