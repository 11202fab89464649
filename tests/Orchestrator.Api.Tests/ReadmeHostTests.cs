using System.Net;
using System.Reflection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests;

/// <summary>The program that the README shows is complete.</summary>
public sealed class ReadmeHostTests
{
    private const string Fence = "```csharp\n// Program.cs\n";

    private static readonly string Root = typeof(ReadmeHostTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "RepositoryRoot")
        .Value!;

    [Fact]
    public void It_is_what_the_README_shows()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var shown = readme[(readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length)..];
        var lines = File.ReadAllLines(Path.Combine(Root, "tests", "Orchestrator.Api.Tests", "Support", "ReadmeHost.cs"))
            .SkipWhile(static line => !line.Contains("var builder", StringComparison.Ordinal))
            .TakeWhile(static line => !line.Contains("return app", StringComparison.Ordinal))
            .Select(static line =>
                line.Trim()
                    .Replace("AddOrchestrator_Api_TestsWorkflows", "AddExampleOrchestratorWorkflows", StringComparison.Ordinal)
                    .Replace("AddAlarms", "AddNrm", StringComparison.Ordinal)
            );

        Assert.Equal(string.Join('\n', lines.Append("app.Run();\n")), shown[..shown.IndexOf("```", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task It_starts_and_serves_the_API()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-readme-");
        try
        {
            await using var app = ReadmeHost.Build([
                "--urls",
                "http://127.0.0.1:0",
                "--contentRoot",
                folder.FullName,
                "--Orchestrator:Authentication:Disabled",
                "true",
                "--Orchestrator:Database",
                $"Data Source={Path.Combine(folder.FullName, "core.db")};Pooling=False",
            ]);
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
