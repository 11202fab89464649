using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestrator.Guide.Tests.Support;

namespace Orchestrator.Guide.Tests;

/// <summary>A page of the guide is an application that compiles without a finding, and does what the page says.</summary>
public sealed class GuidePageTests
{
    private static readonly Dictionary<string, byte[]> Compiled = [];

    public static TheoryData<string> Pages => [.. GuidePage.All];

    public static TheoryData<string> PagesWithCommands => [.. GuidePage.All.Where(static name => GuidePage.Of(name).HasCommands)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_code_of_a_page_compiles_and_no_rule_reports_anything(string name) => Assert.NotEmpty(await CompileAsync(name));

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task The_commands_of_a_page_print_what_it_shows(string name)
    {
        var page = GuidePage.Of(name);
        var folder = Directory.CreateTempSubdirectory("orchestrator-guide-");
        foreach (var settings in page.Blocks("json"))
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), settings);
        }

        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        using var http = new HttpClient { BaseAddress = new(address) };
        await using (var host = PageProject.Start(await CompileAsync(name), address, folder.FullName))
        {
            await host.UntilAnswersAsync(http, "/api/health");

            await TypedPage.AssertAsync(
                page.File,
                page.Text,
                new Dictionary<string, string> { ["http://127.0.0.1:5000"] = address },
                () => host.Output
            );
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_tests_of_the_page_on_testing_pass()
    {
        var context = new AssemblyLoadContext("testing");
        var application = await CompileAsync("testing");
        context.LoadFromStream(new MemoryStream(application));
        var assembly = context.LoadFromStream(new MemoryStream(PageProject.CompileTests(GuidePage.Of("testing").Tests, application)));
        var tests = assembly
            .GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
            .ToArray();

        Assert.NotEmpty(tests);
        foreach (var test in tests)
        {
            var instance = Activator.CreateInstance(test.DeclaringType!)!;
            if (instance is IAsyncLifetime lifetime)
            {
                await lifetime.InitializeAsync();
            }

            await (Task)test.Invoke(instance, [])!;
            if (instance is IAsyncDisposable disposable)
            {
                await disposable.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task The_released_steps_of_the_page_on_changes_are_what_the_rule_compares_with()
    {
        var page = GuidePage.Of("changing-workflows");
        var shipped = page.Blocks("text").First();

        var changed = await Assert.ThrowsAnyAsync<Exception>(() =>
            PageProject.CompileAsync(
                page.WithFirstPage(),
                ("Workflows.Shipped.txt", shipped),
                ("Workflows.Unshipped.txt", "return_badge: ReturnWorkflows.Missing \"Missing\"\n")
            )
        );

        Assert.Contains("ORCH1006", changed.Message, StringComparison.Ordinal);
        Assert.All(page.Blocks("xml"), static block => XElement.Parse(block));
    }

    [Fact]
    public void Every_page_is_in_the_table_of_contents()
    {
        var contents = GuidePage.Of("README").Text;

        Assert.All(GuidePage.All, name => Assert.Contains($"]({name}.md)", contents, StringComparison.Ordinal));
    }

    [Fact]
    public void The_contents_name_the_rules_that_a_build_does_not_show()
    {
        var text = GuidePage.Of("README").Text;
        var shown = text[
            text.IndexOf("which an editor shows", StringComparison.Ordinal)..text.IndexOf("To see one", StringComparison.Ordinal)
        ];

        Assert.Equal(PageProject.Suggestions, Regex.Matches(shown, "ORCH[0-9]+").Select(static id => id.Value));
    }

    [Fact]
    public void The_contents_name_the_rules_that_a_build_server_has_to_treat_as_errors()
    {
        var block = GuidePage.Of("README").Blocks("xml").Single();

        Assert.Equal(PageProject.Warnings, Regex.Matches(block, "ORCH[0-9]+").Select(static id => id.Value));
        Assert.Equal("PropertyGroup", XElement.Parse(block).Name.LocalName);
    }

    private static async Task<byte[]> CompileAsync(string name)
    {
        if (!Compiled.TryGetValue(name, out var assembly))
        {
            var page = GuidePage.Of(name);
            var steps = page.Blocks("text").Where(static block => block.Contains(": orchestrator.", StringComparison.Ordinal)).ToArray();
            assembly = steps is [var shipped]
                ? await PageProject.CompileAsync(
                    page.WithFirstPage(),
                    ("Workflows.Shipped.txt", shipped),
                    ("Workflows.Unshipped.txt", page.Blocks("text").Last())
                )
                : await PageProject.CompileAsync(page.WithFirstPage());
            Compiled.Add(name, assembly);
        }

        return assembly;
    }
}
