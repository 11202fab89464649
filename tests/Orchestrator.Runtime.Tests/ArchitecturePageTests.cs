using System.Text.RegularExpressions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What <c>docs/architecture.md</c> says of the code is true.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "architecture.md"));

    public static TheoryData<string, string, string> Members =>
        [
            .. Links()
                .Matches(Page)
                .Select(static link => (link.Groups["type"].Value, link.Groups["member"].Value, link.Groups["file"].Value)),
        ];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_link_leads_to_the_file_that_declares_the_member(string type, string member, string file)
    {
        var source = File.ReadAllText(Path.Combine(Docs, file));

        Assert.Matches($@"\b(class|interface|record|struct) {type}\b", source);
        Assert.Matches($@"[\w>?\])] {member}[(<]", source);
    }

    [Fact]
    public void It_lists_every_module_of_the_runtime_once()
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src", "Orchestrator.Runtime"))
            .Select(static folder => Path.GetFileName(folder))
            .Except(["bin", "obj", "buildTransitive"], StringComparer.Ordinal);

        Assert.Equal(
            folders.Order(StringComparer.Ordinal),
            Rows().Matches(Page).Select(static row => row.Groups["module"].Value).Order(StringComparer.Ordinal)
        );
    }

    [GeneratedRegex(@"\[(?<type>\w+)\.(?<member>\w+)\]\((?<file>\.\./src/[^)]*\.cs)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex(@"^\| `(?<module>\w+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Rows();
}
