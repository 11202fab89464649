using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Support;

/// <summary>
/// A page of Markdown whose commands can be typed: each block of <c>sh</c>, and the block of <c>text</c> after it with what it prints. A
/// page may break a long line of JSON at spaces and indent it.
/// </summary>
public static partial class TypedPage
{
    /// <summary>Types all blocks of commands in one shell, and fails unless each prints what is shown, apart from ids and times.</summary>
    /// <param name="file">The page. With <c>UPDATE_PAGES=1</c>, what the commands print is written into it.</param>
    /// <param name="text">The page, or a chapter of it.</param>
    /// <param name="addresses">What is typed in place of the addresses that the page names.</param>
    /// <param name="log">What the program that is called has printed.</param>
    public static async Task AssertAsync(string file, string text, IReadOnlyDictionary<string, string> addresses, Func<string> log)
    {
        var blocks = Blocks().Matches(text);
        Assert.Equal(Regex.Count(text, "```sh\n"), blocks.Count);
        var script = new StringBuilder("set -eu\n");
        foreach (Match block in blocks)
        {
            script.Append(
                addresses.Aggregate(
                    block.Groups["typed"].Value,
                    static (typed, address) => typed.Replace(address.Key, address.Value, StringComparison.Ordinal)
                )
            );
            script.Append("printf '\\0'\n");
        }

        var (exitCode, output, errors) = await RunAsync(script.ToString());

        Assert.True(exitCode == 0, $"{output}\n{errors}\n{log()}");
        var printed = output.Split('\0');
        if (Environment.GetEnvironmentVariable("UPDATE_PAGES") == "1")
        {
            await UpdateAsync(file, blocks, printed);
            return;
        }

        Assert.All(blocks, (block, index) => Assert.Equal(Stable(block.Groups["shown"].Value), Stable(printed[index])));
    }

    /// <summary>A text without its ids, which are others each time.</summary>
    public static string WithoutIds(string text) => Ids().Replace(text, "<id>").Trim();

    /// <summary>A text without what is different each time, and without the line breaks of JSON that are there to be read.</summary>
    private static string Stable(string text) => Times().Replace(WithoutIds(Breaks().Replace(text, "")), "<time>");

    private static async Task UpdateAsync(string file, MatchCollection blocks, string[] printed)
    {
        var page = await File.ReadAllTextAsync(file);
        foreach (var (index, block) in blocks.Index().Where(static block => block.Item.Groups["shown"].Success))
        {
            var typed = $"```sh\n{block.Groups["typed"].Value}```\n\n```text\n";
            page = page.Replace(block.Value, $"{typed}{printed[index].TrimEnd()}\n```\n", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(file, page);
    }

    /// <summary>Runs a script as a user's shell would.</summary>
    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-typed-");
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", script])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = shell.StandardError.ReadToEndAsync(deadline.Token);
        var output = await shell.StandardOutput.ReadToEndAsync(deadline.Token);
        await shell.WaitForExitAsync(deadline.Token);
        folder.Delete(recursive: true);
        return (shell.ExitCode, output, await errors);
    }

    [GeneratedRegex("```sh\n(?<typed>.*?)```\n(\n```text\n(?<shown>.*?)```\n)?", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("(?<=_at\":|\"since\":)[0-9]{10}(\\.[0-9]+)?")]
    private static partial Regex Times();

    [GeneratedRegex("\\n +")]
    private static partial Regex Breaks();
}
