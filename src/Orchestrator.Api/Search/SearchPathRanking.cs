using Orchestrator.Search;

namespace Orchestrator.Api.Search;

/// <summary>Finds the paths that are most like a text: by how many groups of three letters they share, as orchestrator-core does.</summary>
internal static class SearchPathRanking
{
    private const int GramLength = 3;

    /// <summary>Finds paths, and the components that they lead through.</summary>
    /// <param name="paths">All paths.</param>
    /// <param name="query">What they are like, what they begin with, and how many.</param>
    internal static SearchPathsDto Find(IReadOnlyList<SearchPath> paths, SearchPathQuery query)
    {
        var wanted = query.Text?.Trim().ToLowerInvariant() ?? "";
        var candidates = paths.Where(path => path.Path.StartsWith(query.Prefix ?? "", StringComparison.OrdinalIgnoreCase)).ToList();
        SearchPath[] found =
        [
            .. candidates
                .Select(path => (Path: path, Likeness: Compare(path.Path, wanted)))
                .Where(static ranked => ranked.Likeness > 0)
                .OrderByDescending(static ranked => ranked.Likeness)
                .ThenBy(static ranked => ranked.Path.Path, StringComparer.Ordinal)
                .Take(query.Count)
                .Select(static ranked => ranked.Path),
        ];
        return new(
            [
                .. found
                    .GroupBy(static path => path.Path.Split('.')[^1], StringComparer.Ordinal)
                    .Select(static leaf => new SearchLeafDto(
                        leaf.Key,
                        [.. leaf.Select(static path => SearchDefinitions.NameOf(path.Kind)).Distinct()],
                        [.. leaf.Select(static path => path.Path)]
                    )),
            ],
            [
                .. candidates
                    .SelectMany(static path => path.Path.Split('.')[1..^1])
                    .Distinct(StringComparer.Ordinal)
                    .Select(name => (Name: name, Likeness: Compare(name, wanted)))
                    .Where(static ranked => ranked.Likeness > 0)
                    .OrderByDescending(static ranked => ranked.Likeness)
                    .ThenBy(static ranked => ranked.Name, StringComparer.Ordinal)
                    .Take(query.Count)
                    .Select(static ranked => new SearchComponentDto(ranked.Name, [SearchDefinitions.Component])),
            ]
        );
    }

    /// <summary>How like a path is to a text, from 0 for not at all; all are alike where no text is given.</summary>
    private static double Compare(string path, string wanted)
    {
        if (wanted.Length == 0)
        {
            return 1;
        }

        var (left, right) = (Grams(path.ToLowerInvariant()), Grams(wanted));
        var shared = left.Count(right.Contains);
        var likeness = (double)shared / (left.Count + right.Count - shared);
        return path.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 1 + likeness : likeness;
    }

    private static HashSet<string> Grams(string text)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in text.Split('.', '_', ' ', '-'))
        {
            var padded = $"  {word} ";
            for (var start = 0; start + GramLength <= padded.Length; start++)
            {
                grams.Add(padded.Substring(start, GramLength));
            }
        }

        return grams;
    }
}
