using Orchestrator.Guide.Tests.Support;

namespace Orchestrator.Guide.Tests;

/// <summary>What a package shows of itself compiles with the product and the workflows of the guide's first page.</summary>
public sealed class PackageReadmeTests
{
    public static TheoryData<string> Packages =>
        [
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "src"), "PACKAGE.md", SearchOption.AllDirectories)
                .Select(static file => Path.GetFileName(Path.GetDirectoryName(file)!))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public async Task The_host_of_the_page_on_the_dashboard_compiles()
    {
        var page = GuidePage.Read(Path.Combine(Repository.Root, "docs", "dashboard.md"));

        Assert.Contains(page.Sources.Values, static source => source.Contains("MapOrchestratorDashboard()", StringComparison.Ordinal));
        Assert.NotEmpty(await PageProject.CompileAsync(page.WithFirstPage()));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Its_code_compiles_and_its_links_work_outside_of_the_repository(string package)
    {
        var page = GuidePage.Read(Path.Combine(Repository.Root, "src", package, "PACKAGE.md"));

        Assert.StartsWith($"# {package}\n", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.Sources);
        Assert.NotEmpty(await PageProject.CompileAsync(page.WithFirstPage()));
        Assert.DoesNotMatch(@"\]\((?!https://)", page.Text);
        Assert.All(page.Links, static link => Assert.True(File.Exists(Path.Combine(Repository.Root, link)), link));
    }
}
