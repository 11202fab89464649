using System.Text.RegularExpressions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Text;

/// <summary>No message has the name of a type as reflection writes it, such as <c>List`1</c>.</summary>
public sealed partial class TypeNamesInMessagesTests
{
    private static readonly string[] Projects = ["Api", "Dashboard", "PostgreSql", "Runtime", "Sqlite", "Testing"];

    [Fact]
    public void Types_in_texts_are_written_by_TypeText()
    {
        var found = Projects
            .SelectMany(static project =>
                Directory.EnumerateFiles(
                    Path.Combine(Repository.Root, "src", $"Orchestrator.{project}"),
                    "*.cs",
                    SearchOption.AllDirectories
                )
            )
            .Where(static file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(static file =>
                File.ReadLines(file)
                    .Index()
                    .Where(static line => RawName().IsMatch(line.Item))
                    .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}")
            )
            .ToArray();

        Assert.True(found.Length == 0, $"Write the type with TypeText:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("""$"not of type {wanted.Name}." """, true)]
    [InlineData("""$"a {value.GetType()} is" """, true)]
    [InlineData("""$"a {typeof(T).Name} is" """, true)]
    [InlineData("""$"({attribute.ProductType.FullName})" """, true)]
    [InlineData("""$"a {TypeText.Of(value.GetType())} is" """, false)]
    [InlineData("""$"the product '{product.Name}'" """, false)]
    public void A_raw_name_is_recognised(string line, bool expected) => Assert.Equal(expected, RawName().IsMatch(line));

    /// <summary>
    /// In the braces of a text: a type by itself, or the name of one. Which variables hold a type, only their names say.
    /// </summary>
    [GeneratedRegex(
        @"\{[^{}]*(?:GetType\(\)|typeof\([^{}()]+\))(?:\.\w+)?\}"
            + @"|\{[^{}]*\b(?:actual|wanted|\w*[tT]ype)\.(?:Full)?Name\}"
            + @"|\{[^{}]*\.FullName\}"
    )]
    private static partial Regex RawName();
}
