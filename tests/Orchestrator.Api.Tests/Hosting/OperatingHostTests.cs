using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>What the page on operating shows about authentication is complete, and what is to be typed does what is said.</summary>
public sealed partial class OperatingHostTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-operating-");
    private readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"))
        .Split("\n## ")
        .Single(static chapter => chapter.StartsWith("Authentication\n", StringComparison.Ordinal));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_host_is_what_the_page_shows()
    {
        var shown = Block("csharp").Replace("// Program.cs\n", "", StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Orchestrator.Api.Tests", "Support", "OperatingHost.cs"))
            .SkipWhile(static line => !line.Contains("var builder", StringComparison.Ordinal))
            .TakeWhile(static line => !line.Contains("return app", StringComparison.Ordinal))
            .Select(static line =>
                line.Trim()
                    .Replace("AddOrchestrator_Api_TestsWorkflows", "AddExampleOrchestratorWorkflows", StringComparison.Ordinal)
                    .Replace("AddAlarms", "AddNrm", StringComparison.Ordinal)
            );

        Assert.Equal(string.Join('\n', lines.Append("app.Run();\n")), shown);
    }

    [Fact]
    public async Task Outside_Development_it_starts_with_the_settings_that_are_shown_and_lets_no_one_in_without_a_token()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), Block("json"));

        await using var app = await StartAsync("Production");
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var answer = await http.GetAsync(
            new Uri("/api/processes/status-counts", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(401, (int)answer.StatusCode);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_token_that_the_SDK_issues_as_shown_is_taken()
    {
        InstalledProgram.Require("curl");
        var commands = Blocks().Matches(_page).Where(static block => block.Groups["language"].Value == "sh").ToArray();
        File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.Development.json"), "{}");
        File.WriteAllText(
            Path.Combine(_folder.FullName, "Host.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"""
        );

        var token = (await RunAsync(Text(commands[0]))).Trim();
        var secrets = Directory.GetFiles(_folder.FullName, "secrets.json", SearchOption.AllDirectories).Single();
        var keys = JsonNode.Parse(File.ReadAllText(secrets))!.AsObject().Single();
        var key = keys.Value![0]!;
        await using var app = await StartAsync(
            "Development",
            $"--{keys.Key}:0:Issuer={key["Issuer"]}",
            $"--{keys.Key}:0:Value={key["Value"]}"
        );
        var request = Text(commands[1]).Replace("http://127.0.0.1:5000", app.Urls.Single(), StringComparison.Ordinal);

        Assert.Contains("process_counts", await RunAsync($"TOKEN={token}\n{request}"), StringComparison.Ordinal);
        Assert.Contains("Unauthorized", await RunAsync($"TOKEN={token[..^4]}\n{request}"), StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("```(?<language>csharp|json|sh)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    private static string Text(Match block) => block.Groups["text"].Value;

    private string Block(string language) => Text(Blocks().Matches(_page).First(block => block.Groups["language"].Value == language));

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> StartAsync(string environment, params string[] settings)
    {
        var app = OperatingHost.Build([
            "--urls=http://127.0.0.1:0",
            $"--environment={environment}",
            $"--contentRoot={_folder.FullName}",
            $"--Orchestrator:Database=Data Source={Path.Combine(_folder.FullName, "core.db")};Pooling=False",
            .. settings,
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>Runs commands in the folder of the host, with a home of their own for the secrets.</summary>
    private async Task<string> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-c", script])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = _folder.FullName,
                ["DOTNET_CLI_HOME"] = _folder.FullName,
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script}\n{output}\n{await errors}");
        return output;
    }
}
