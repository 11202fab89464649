using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Generators;

/// <summary>
/// The sources of the example, spoiled in thousands of ways: neither the generator nor any analyzer may throw or hang, what the generator remembers from before the
/// edit gives the same as reading everything again, what is marked is emitted or refused at a place, and what it emits for sources without an error has none either.
/// </summary>
public sealed class MutationTests
{
    private const int Seed = 20_261_123;
    private const int Mutations = 4_000;

    // Made however slow the machine is and whatever else it does.
    private const int Fewest = 50;

    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly BuildProperties WithCatalogue = new(("OrchestratorCatalogue", "workflows.md"));

    [Fact]
    public async Task No_mutation_of_the_example_makes_the_generator_or_an_analyzer_throw()
    {
        var example = GeneratorTest.Compile(RunOptions.Default, [.. SampleSources.All]);
        var driver = GeneratorTest.CreateDriver(WithCatalogue).RunGeneratorsAndUpdateCompilation(example, out var whole, out _, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(whole.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Contains(driver.GetRunResult().Results.Single().GeneratedSources, static source => source.HintName.EndsWith(".WorkflowCatalogue.g.cs", StringComparison.Ordinal));

        // What the example has written down is taken for released, so that each edit of a chain is a difference. Nobody misses a reference that nothing uses.
        var mutator = new Mutator(example, whole.GetUsedAssemblyReferences(TestContext.Current.CancellationToken), SampleSources.Unshipped);
        var random = new Random(Seed);
        var mutants = Enumerable.Range(0, Mutations).Select(_ => mutator.Mutate(random));

        // The same mutants in the same order on every machine; a slow one gets less far in its minute.
        var watch = Stopwatch.StartNew();
        var done = 0;
        var sound = 0;
        var seen = new ConcurrentDictionary<string, bool>();
        await Parallel.ForEachAsync(mutants.TakeWhile((_, index) => index < Fewest || watch.Elapsed < Budget), TestContext.Current.CancellationToken, async (mutant, cancellationToken) =>
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(Longest);
            try
            {
                var result = driver.RunGeneratorsAndUpdateCompilation(mutant.Compilation, out var output, out _, deadline.Token).GetRunResult();
                Assert.All(result.Results, generator => Assert.True(generator.Exception is null, $"{mutant.What}: {generator.Exception}"));
                AssertSame(mutant.What, GeneratorTest.CreateDriver(WithCatalogue).RunGenerators(mutant.Compilation, deadline.Token).GetRunResult(), result);
                var files = new[] { new TextFile("Workflows.Shipped.txt", mutant.Shipped), new TextFile("Workflows.Unshipped.txt", "") };
                var diagnostics = await AnalyzerTest.FindCrashesAsync(output, files, crash => Assert.Fail($"{mutant.What}: {crash}"), deadline.Token);
                var silent = Registration.FindSilent(output, [.. result.GeneratedTrees], [.. diagnostics, .. output.GetDiagnostics(deadline.Token)], deadline.Token);
                Assert.True(silent.Count == 0, $"{mutant.What}: {string.Join('\n', silent)}");
                foreach (var diagnostic in diagnostics)
                {
                    seen.TryAdd(diagnostic.Id, true);
                }

                if (AssertSound(mutant, output, result, deadline.Token))
                {
                    Interlocked.Increment(ref sound);
                }

                Interlocked.Increment(ref done);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"{mutant.What} takes more than {Longest.TotalSeconds} s");
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{done} mutations in {watch.Elapsed.TotalSeconds:0} s, {sound} of them without an error; seed {Seed}; rules that spoke: {string.Join(", ", seen.Keys.Order())}");
        Assert.True(sound > 0, "No mutation left the author's sources without an error.");
        Assert.Contains("ORCH1006", seen.Keys);
    }

    /// <summary>What is remembered from before the edit must be what would be read after it.</summary>
    private static void AssertSame(string what, GeneratorDriverRunResult fresh, GeneratorDriverRunResult remembered)
    {
        var expected = fresh.Results.Single().GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        var actual = remembered.Results.Single().GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        Assert.True(expected.Count == actual.Count && expected.All(pair => actual.TryGetValue(pair.Key, out var text) && text == pair.Value), $"{what}: the generator remembers what is no longer so");
    }

    /// <summary>An author is told of errors in the author's own code, and never of some in code that nobody wrote.</summary>
    /// <returns>False when the author's own code has errors.</returns>
    private static bool AssertSound(Mutant mutant, Compilation output, GeneratorDriverRunResult result, CancellationToken cancellationToken)
    {
        var errors = output.GetDiagnostics(cancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var emitted = result.GeneratedTrees.ToHashSet();
        var own = errors.Where(error => error.Location.SourceTree is { } tree && emitted.Contains(tree)).ToArray();
        Assert.True(own.Length < errors.Length || own.Length == 0, $"{mutant.What}: {string.Join("\n", own.AsEnumerable())}");
        return errors.Length == 0;
    }
}
