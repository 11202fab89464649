using System.Text.RegularExpressions;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>
/// One word for one thing, in names, comments, messages and documents. Each pattern is a word that stood for a thing which has another
/// name now, or that is not English as the field writes it.
/// </summary>
public sealed partial class GlossaryTests
{
    /// <summary>The parts of lines in which such a word is right, and why.</summary>
    private static readonly (string Part, string Reason)[] Exceptions =
    [
        ("This subscription can not be modified because", "orchestrator-core's text, which its clients show"),
        ("static claim => new Claim(claim[0], claim[1])", "a claim of a signed-in user"),
        ("stable claim", "a claim of a signed-in user"),
        ("claims", "the claims of a signed-in user"),
        ("name claim", "a claim of a signed-in user"),
        ("any other claim together", "a claim of a signed-in user"),
        ("Claim", "a claim of a signed-in user, as in ClaimsPrincipal"),
        ("Move house", "a workflow of a test"),
        ("move house", "a workflow of a test"),
        ("nobody knows me", "a user of a test that a server does not know"),
    ];

    [Fact]
    public void A_thing_has_the_name_that_the_glossary_gives_it()
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories).Where(IsOurs))
        {
            // Names of tests are sentences too.
            var all = File.ReadAllText(file).Replace('_', ' ');
            if (!Words().IsMatch(all))
            {
                continue;
            }

            foreach (var (number, line) in all.Split('\n').Index())
            {
                var text = Exceptions.Aggregate(
                    line,
                    static (text, exception) => text.Replace(exception.Part, "", StringComparison.Ordinal)
                );
                found.AddRange(
                    Words().Matches(text).Select(word => $"{Path.GetRelativePath(Repository.Root, file)}:{number + 1} says '{word.Value}'")
                );
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_exception_is_needed()
    {
        var all = string.Join(
            '\n',
            Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories).Where(IsOurs).Select(File.ReadAllText)
        );

        Assert.All(Exceptions, exception => Assert.Contains(exception.Part, all.Replace('_', ' '), StringComparison.Ordinal));
    }

    private static bool IsOurs(string file)
    {
        var path = $"/{Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')}";
        string[] left = ["/bin/", "/obj/", "/.git/", "/Snapshots/", "/Cases/", "/node_modules/", $"/{nameof(GlossaryTests)}.cs"];
        return Path.GetExtension(path) is ".cs" or ".md" or ".razor"
            && !Array.Exists(left, part => path.Contains(part, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        """
            \b(
            [Cc]laim(ed)? | [Ss]weep | [Tt]rail | [Rr]elay | [Nn]obody | [Ss]omebody | [Ww]hoever | [Aa]new | [Mm]end(s|ed)? |
            [Cc]an\ not | for\ ever | (continues|one|step|state|it|what)\ behind | (goes|go|went)\ on(?!\ (lines|purpose)) |
            tells?\ of | told\ of | (which|that)\ there\ (is|are)\ not |
            (?<!here\ )(is|are|was|were)\ no\ (?!longer|one\b|such|more|way|less|other)[a-z]+ |
            Longest[A-Z]\w* | Most[A-Z]\w* | SignedInAs | TakenProcess | ProcessClaim | ProcessTrail | house
            )\b
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Words();
}
