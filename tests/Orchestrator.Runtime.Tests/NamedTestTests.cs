using System.Text.RegularExpressions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>The tables in tests/README.md name tests that exist.</summary>
public sealed partial class NamedTestTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests");

    public static TheoryData<string, string> Named { get; } =
        new(
            TestName()
                .Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
                .Select(static match => (match.Groups["class"].Value, match.Groups["method"].Value))
                .Distinct()
        );

    [Theory]
    [MemberData(nameof(Named))]
    public void Each_named_test_exists(string type, string method)
    {
        var files = Directory.GetFiles(Folder, $"{type}.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();

        var declaration = $@"\[(Fact|Theory)((?!\bpublic\b)[\s\S])*?\bpublic (async )?(void|Task) {method}\(";
        Assert.Contains(files, file => Regex.IsMatch(file, declaration));
    }

    [Theory]
    [InlineData("Known mistakes in drift detection")]
    [InlineData("Inputs that have failed")]
    public void Each_row_names_a_test(string heading)
    {
        var rows = Section(File.ReadAllText(Path.Combine(Folder, "README.md")), heading)
            .Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(2)
            .ToArray();

        Assert.True(rows.Length >= 10);
        Assert.All(rows, static row => Assert.Matches(TestName(), row));
    }

    private static string Section(string page, string heading)
    {
        var section = page[page.IndexOf($"## {heading}", StringComparison.Ordinal)..];
        return section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
