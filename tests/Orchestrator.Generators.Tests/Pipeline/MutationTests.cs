using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// The sources of the example, spoiled in hundreds of ways: neither the generator nor any analyzer may throw or hang, what the generator
/// remembers from before the edit gives the same as reading everything again, what is marked is emitted or refused at a place, and what it
/// emits for sources without an error has none either.
/// </summary>
public sealed class MutationTests
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(2);

    // The same mutants in the same order on every machine. CONTRIBUTING.md says how to run more of them.
    private static int Seed => Environments.Read("ORCHESTRATOR_MUTATION_SEED", 20_261_123);

    private static int Count => Environments.Read("ORCHESTRATOR_MUTATION_COUNT", 8);

    private static readonly BuildProperties WithCatalogue = new(("OrchestratorCatalogue", "workflows.md"));

    [Fact]
    public async Task No_mutation_of_the_example_makes_the_generator_or_an_analyzer_throw()
    {
        var example = GeneratorTest.Compile(RunOptions.Default, [.. SampleSources.Some]);
        var driver = GeneratorTest
            .CreateDriver(WithCatalogue)
            .RunGeneratorsAndUpdateCompilation(example, out var whole, out _, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            whole.GetDiagnostics(TestContext.Current.CancellationToken),
            static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
        );
        Assert.Contains(
            driver.GetRunResult().Results.Single().GeneratedSources,
            static source => source.HintName.EndsWith(".WorkflowCatalogue.g.cs", StringComparison.Ordinal)
        );

        // What the example has written down is taken for released, so that each edit of a chain is a difference. A reference that nothing
        // uses is not missed.
        var mutator = new Mutator(example, whole.GetUsedAssemblyReferences(TestContext.Current.CancellationToken), SampleSources.Unshipped);
        var random = new Random(Seed);
        var mutants = Enumerable.Range(0, Count).Select(_ => mutator.Mutate(random));

        var watch = Stopwatch.StartNew();
        var sound = 0;
        var seen = new ConcurrentDictionary<string, bool>();
        var problems = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            mutants,
            TestContext.Current.CancellationToken,
            async (mutant, cancellationToken) =>
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                deadline.CancelAfter(MaxDuration);
                try
                {
                    var result = driver
                        .RunGeneratorsAndUpdateCompilation(mutant.Compilation, out var output, out _, deadline.Token)
                        .GetRunResult();
                    Report(mutant, result.Results.Select(static generator => generator.Exception?.ToString()));
                    var fresh = GeneratorTest.CreateDriver(WithCatalogue).RunGenerators(mutant.Compilation, deadline.Token).GetRunResult();
                    Report(mutant, FindStale(fresh, result));
                    var files = new[]
                    {
                        new TextFile("Workflows.Shipped.txt", mutant.Shipped),
                        new TextFile("Workflows.Unshipped.txt", ""),
                    };
                    var diagnostics = await AnalyzerTest.FindCrashesAsync(
                        output,
                        files,
                        crash => Report(mutant, [crash.ToString()]),
                        deadline.Token
                    );
                    var compiler = output.GetDiagnostics(deadline.Token);
                    Report(
                        mutant,
                        Registration.FindSilent(output, [.. result.GeneratedTrees], [.. diagnostics, .. compiler], deadline.Token)
                    );
                    foreach (var diagnostic in diagnostics)
                    {
                        seen.TryAdd(diagnostic.Id, true);
                    }

                    var errors = compiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
                    Report(mutant, FindErrorsOfEmitted(errors, result));
                    if (errors.Length == 0)
                    {
                        Interlocked.Increment(ref sound);
                    }
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    Report(mutant, [$"takes more than {MaxDuration.TotalSeconds} s"]);
                }
            }
        );
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Count} mutations in {watch.Elapsed.TotalSeconds:0} s, {sound} of them without an error; seed {Seed}; rules that "
                + $"spoke: {string.Join(", ", seen.Keys.Order())}"
        );
        Assert.True(problems.IsEmpty, string.Join('\n', problems.Order(StringComparer.Ordinal)));
        Assert.True(sound > 0, "No mutation left the author's sources without an error.");
        Assert.Contains("ORCH1006", seen.Keys);

        void Report(Mutant mutant, IEnumerable<string?> found)
        {
            foreach (var problem in found.OfType<string>())
            {
                problems.Enqueue($"{mutant.What}: {problem}");
            }
        }
    }

    /// <summary>What is remembered from before the edit must be what would be read after it.</summary>
    private static IEnumerable<string> FindStale(GeneratorDriverRunResult fresh, GeneratorDriverRunResult remembered)
    {
        var expected = fresh
            .Results.Single()
            .GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        var actual = remembered
            .Results.Single()
            .GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        return expected
            .Keys.Union(actual.Keys)
            .Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name))
            .Select(static name => $"the generator remembers '{name}' as it was before the edit");
    }

    /// <summary>An author gets errors in the author's own code, and never only of some in code that they did not write.</summary>
    private static IEnumerable<string> FindErrorsOfEmitted(IReadOnlyCollection<Diagnostic> errors, GeneratorDriverRunResult result)
    {
        var emitted = result.GeneratedTrees.ToHashSet();
        return errors.All(error => error.Location.SourceTree is { } tree && emitted.Contains(tree))
            ? errors.Select(static error => error.ToString())
            : [];
    }
}
