using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// One file of <c>Cases/</c>: one or more projects, how they are compiled, and what is said of them. The README of the tests describes the
/// format.
/// </summary>
internal sealed partial record CaseText(string Name, IReadOnlyList<CaseProject> Projects, IReadOnlyList<CaseExpectation> Expectations)
{
    private const string NextProject = "//=== project ";
    private const string NextFile = "//=== file ";

    public static CaseText Read(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var head = lines
            .TakeWhile(static line => line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("//=", StringComparison.Ordinal))
            .ToArray();
        var projects = new List<CaseProject>();
        var shared = OptionsOf(head, name);
        var project = new CaseProject("Example", shared, "");
        string? file = null;
        List<string> section = [];
        foreach (var line in lines[head.Length..])
        {
            if (line.StartsWith(NextProject, StringComparison.Ordinal))
            {
                Close();
                if (project.Source.Length > 0)
                {
                    projects.Add(project);
                }

                var words = line[NextProject.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (project, file) = (new(words[0], With(shared, words[1..], name), ""), null);
            }
            else if (line.StartsWith(NextFile, StringComparison.Ordinal))
            {
                Close();
                file = line[NextFile.Length..].Trim();
            }
            else
            {
                section.Add(line);
            }
        }

        Close();
        projects.Add(project);
        return new(
            name,
            projects,
            [.. head.Select(static line => Expectation().Match(line)).Where(static match => match.Success).Select(CaseExpectation.Read)]
        );

        void Close()
        {
            var content = string.Join('\n', section);
            section.Clear();
            if (file is not null)
            {
                project = project with
                {
                    Options = project.Options with { AdditionalFiles = project.Options.AdditionalFiles.SetItem(file, content) },
                };
            }
            else if (content.Trim().Length > 0)
            {
                project = project with { Source = content };
            }
        }
    }

    private static RunOptions OptionsOf(string[] head, string name)
    {
        Assert.True(
            head.Any(static line => Expectation().IsMatch(line) || line.Trim() == "// expect: silent"),
            $"{name} does not say what is expected; write '// expect: silent' or '// expect: ORCH1002 at 'Name''."
        );
        return With(RunOptions.Default with { ExpectedDiagnostics = [.. Words(head, "// compiler:")] }, Words(head, "// options:"), name);
    }

    private static RunOptions With(RunOptions options, IEnumerable<string> words, string name)
    {
        foreach (var word in words)
        {
            options = word.Split('=') switch
            {
                ["exe"] => options with { Kind = OutputKind.ConsoleApplication },
                ["oblivious"] => options with { Nullable = NullableContextOptions.Disable },
                ["catalogue"] => options with { Properties = new(("OrchestratorCatalogue", "workflows.md")) },
                ["other-generator"] => options with { OtherGenerators = [new OtherGenerator().AsSourceGenerator()] },
                ["lang", var version] when LanguageVersionFacts.TryParse(version, out var language) => options with { Language = language },
                ["symbols", var symbols] => options with { Symbols = [.. symbols.Split(',')] },
                _ => throw new InvalidOperationException(
                    $"{name} has the option '{word}', which the README of the tests does not describe."
                ),
            };
        }

        return options;
    }

    private static IEnumerable<string> Words(string[] head, string key) =>
        head.Where(line => line.StartsWith(key, StringComparison.Ordinal))
            .SelectMany(line => line[key.Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^// expect: (?<id>ORCH\d{4}) at '(?<place>.+?)'(?: saying '(?<message>.+)')?\s*$")]
    private static partial Regex Expectation();
}

/// <summary>One project of a case.</summary>
internal sealed record CaseProject(string AssemblyName, RunOptions Options, string Source);

/// <summary>A diagnostic that a case is to have.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Place">The text at which it is reported; the first line of it.</param>
/// <param name="Message">What its message contains; empty for anything.</param>
internal sealed record CaseExpectation(string Id, string Place, string Message)
{
    public static CaseExpectation Read(Match match) =>
        new(match.Groups["id"].Value, match.Groups["place"].Value, match.Groups["message"].Value);

    public override string ToString() => $"{Id} at '{Place}'";
}
