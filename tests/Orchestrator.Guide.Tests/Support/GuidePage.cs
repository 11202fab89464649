using System.Text.RegularExpressions;

namespace Orchestrator.Guide.Tests.Support;

/// <summary>A page of Markdown whose blocks of code are the files of one project.</summary>
internal sealed partial record GuidePage(string File, string Text)
{
    private const string FirstPage = "first-product";

    /// <summary>The pages of the guide, without its table of contents.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Repository.Root, "docs", "guide"), "*.md")
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(static name => name != "README")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The files of C#, by name.</summary>
    internal IReadOnlyDictionary<string, string> Sources =>
        Blocks("csharp")
            .ToDictionary(
                static block =>
                    Name().Match(block) is { Success: true } name
                        ? name.Groups[1].Value
                        : throw new InvalidOperationException($"A block of code does not begin with the name of its file:\n{block}"),
                StringComparer.Ordinal
            );

    /// <summary>Those of them that are in the project of its tests.</summary>
    internal IReadOnlyDictionary<string, string> Tests =>
        Sources.Where(static file => file.Value.Contains("\nusing Xunit;\n", StringComparison.Ordinal)).ToDictionary();

    /// <summary>The commands that are typed while the application runs.</summary>
    internal bool HasCommands => Text.Contains("```sh\n", StringComparison.Ordinal);

    /// <summary>The files of the repository that it links to by a complete address.</summary>
    internal IEnumerable<string> Links => Repositories().Matches(Text).Select(static link => link.Groups[1].Value);

    internal static GuidePage Of(string name) => Read(Path.Combine(Repository.Root, "docs", "guide", $"{name}.md"));

    internal static GuidePage Read(string file) => new(file, System.IO.File.ReadAllText(file));

    /// <summary>
    /// The files of the first page, with those of this one, but for its tests, added to them or in the place of those with the same name.
    /// </summary>
    internal IReadOnlyDictionary<string, string> WithFirstPage()
    {
        var all = new Dictionary<string, string>(Of(FirstPage).Sources, StringComparer.Ordinal);
        foreach (var (name, source) in Sources.Except(Tests))
        {
            all[name] = source;
        }

        return all;
    }

    /// <summary>The blocks of a language.</summary>
    internal IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Select(static block => block.Groups[1].Value);

    [GeneratedRegex(@"\]\(https://github\.com/[^/]+/[^/]+/blob/main/([^)#]+)")]
    private static partial Regex Repositories();

    [GeneratedRegex(@"\A// (\w+\.cs)\n")]
    private static partial Regex Name();
}
