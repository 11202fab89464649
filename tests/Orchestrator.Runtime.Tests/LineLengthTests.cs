using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Lines of code and Markdown end at 140 characters.</summary>
public sealed class LineLengthTests
{
    private const int Limit = 140;

    /// <summary>What is emitted or verified, or has to be as long as it is.</summary>
    private static readonly string[] Exceptions =
    [
        "/Migrations/",
        "/Snapshots/",
        "/Cases/",
        "/bin/",
        "/obj/",
        "/bench/scenarios/",
        "AnalyzerReleases.",
    ];

    [Fact]
    public void A_line_of_code_ends_in_time_unless_it_is_of_a_source_that_a_test_compiles_or_runs()
    {
        var found = FilesOf("*.cs").Concat(FilesOf("*.razor")).SelectMany(static file => Long(file, IsOutsideOfSources(file))).ToArray();

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_line_of_Markdown_ends_in_time_unless_it_is_a_row_of_a_table_code_or_an_address()
    {
        var found = FilesOf("*.md").SelectMany(static file => Long(file, IsProse)).ToArray();

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Long(string file, Func<IReadOnlyList<string>, bool[]> isBound)
    {
        var lines = File.ReadAllLines(file);
        var bound = isBound(lines);
        return lines
            .Index()
            .Where(line => line.Item.Length > Limit && bound[line.Index])
            .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} characters");
    }

    /// <summary>
    /// Tests and benchmarks have sources, requests and JSON in raw strings, whose lines are those of what is tested.
    /// </summary>
    private static Func<IReadOnlyList<string>, bool[]> IsOutsideOfSources(string file)
    {
        const string raw = "\"\"\"";
        var isTest = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)[0] is "tests" or "bench";
        return lines =>
        {
            var isRaw = false;
            return
            [
                .. lines.Select(line =>
                {
                    var wasRaw = isRaw;
                    isRaw ^= line.Split(raw).Length % 2 == 0;
                    return !isTest || (!wasRaw && !line.Contains(raw, StringComparison.Ordinal));
                }),
            ];
        };
    }

    private static bool[] IsProse(IReadOnlyList<string> lines)
    {
        var isCode = false;
        return
        [
            .. lines.Select(line =>
            {
                var start = line.TrimStart();
                isCode ^= start.StartsWith("```", StringComparison.Ordinal);
                return !isCode && !start.StartsWith('|') && !line.Contains("](", StringComparison.Ordinal);
            }),
        ];
    }

    private static string[] FilesOf(string pattern)
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
                .Where(static file => !Exceptions.Any(file.Replace('\\', '/').Contains)),
        ];

        Assert.NotEmpty(files);
        return files;
    }
}
