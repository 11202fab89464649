using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Orchestrator.Tests;

public sealed class ArchitectureTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "src"));

    [Theory]
    [InlineData("Orchestrator.Runtime/Authoring", @"\b(Engine|Storage)\.\w|Orchestrator\.(Engine|Storage)\b|Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore")]
    [InlineData("Orchestrator.Runtime/Domain", @"\b(Engine|Storage)\.\w|Orchestrator\.(Engine|Storage)\b|Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore")]
    [InlineData("Orchestrator.Runtime/Binding", @"\b(Engine|Storage)\.\w|Orchestrator\.(Engine|Storage)\b|Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore")]
    [InlineData("Orchestrator.Runtime/Engine", @"Microsoft\.AspNetCore")]
    [InlineData("Orchestrator.Runtime/Storage", @"Microsoft\.AspNetCore")]
    [InlineData("Orchestrator.Api", @"DbContext|Orchestrator\.Storage\b|Microsoft\.EntityFrameworkCore")]
    public void A_room_knows_only_whom_it_may_know(string room, string forbidden)
    {
        var files = Directory.GetFiles(Path.Combine(Source, room), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => File.ReadLines(file)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, forbidden))
            .Select(line => $"{Path.GetRelativePath(Source, file)}: {line.Trim()}")));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
