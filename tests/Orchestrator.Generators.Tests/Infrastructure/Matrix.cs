namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// How much of the large matrices is run: a share that a seed selects, so that the suite stays short. <c>.ci/run</c> runs every row, and
/// CONTRIBUTING.md says how to run more.
/// </summary>
internal static class Matrix
{
    /// <summary>How much is run, of a hundred.</summary>
    public static readonly int Percent = Environments.Read("ORCHESTRATOR_MATRIX_PERCENT", 5);

    /// <summary>Whether what holds for every source is checked of these too, which costs as much as their own test.</summary>
    public static bool Includes(IEnumerable<string> sources) =>
        sources.SelectMany(static source => source).Aggregate(17u, static (hash, character) => (hash * 31) + character) % 100 < Percent;

    /// <summary>The rows of a matrix that are run, in their order.</summary>
    public static IReadOnlyList<T> Share<T>(IReadOnlyList<T> rows)
    {
        var random = new Random(Environments.Read("ORCHESTRATOR_MATRIX_SEED", 20_261_128));
        var count = ((rows.Count * Percent) + 99) / 100;
        return [.. Enumerable.Range(0, rows.Count).OrderBy(_ => random.Next()).Take(count).Order().Select(row => rows[row])];
    }
}
