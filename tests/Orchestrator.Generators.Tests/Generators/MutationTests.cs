using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Generators;

/// <summary>
/// The sources of the example, spoiled in thousands of ways: neither the generator nor any analyzer may throw or hang, and what the generator remembers from before the
/// edit gives the same as reading everything again.
/// </summary>
public sealed class MutationTests
{
    private const int Seed = 20_261_123;
    private const int Mutations = 4_000;
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string Root = typeof(MutationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task No_mutation_of_the_example_makes_the_generator_or_an_analyzer_throw()
    {
        var sources = new[] { "Products", "Workflows", "Nrm" }
            .SelectMany(static folder => Directory.GetFiles(Path.Combine(Root, "samples", "ExampleOrchestrator", folder), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .ToArray();
        var example = GeneratorTest.Compile(RunOptions.Default, sources);
        var driver = GeneratorTest.CreateDriver().RunGenerators(example, TestContext.Current.CancellationToken);
        var random = new Random(Seed);
        var mutants = Enumerable.Range(0, Mutations).Select(_ => Mutate(example, random));

        // The same mutants in the same order on every machine; a slow one gets less far in its minute.
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Parallel.ForEachAsync(mutants.TakeWhile(_ => watch.Elapsed < Budget), TestContext.Current.CancellationToken, async (mutant, cancellationToken) =>
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(Longest);
            try
            {
                var result = driver.RunGeneratorsAndUpdateCompilation(mutant.Compilation, out var output, out _, deadline.Token).GetRunResult();
                Assert.All(result.Results, generator => Assert.True(generator.Exception is null, $"{mutant.What}: {generator.Exception}"));
                AssertSame(mutant.What, GeneratorTest.CreateDriver().RunGenerators(mutant.Compilation, deadline.Token).GetRunResult(), result);
                await AnalyzerTest.FindCrashesAsync(output, crash => Assert.Fail($"{mutant.What}: {crash}"), deadline.Token);
                Interlocked.Increment(ref done);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"{mutant.What} takes more than {Longest.TotalSeconds} s");
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{done} mutations, seed {Seed}");
    }

    /// <summary>What is remembered from before the edit must be what would be read after it.</summary>
    private static void AssertSame(string what, GeneratorDriverRunResult fresh, GeneratorDriverRunResult remembered)
    {
        var expected = fresh.Results.Single().GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        var actual = remembered.Results.Single().GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
        Assert.True(expected.Count == actual.Count && expected.All(pair => actual.TryGetValue(pair.Key, out var text) && text == pair.Value), $"{what}: the generator remembers what is no longer so");
    }

    private static (string What, CSharpCompilation Compilation) Mutate(CSharpCompilation example, Random random)
    {
        var tree = example.SyntaxTrees[random.Next(example.SyntaxTrees.Length)];
        var tokens = tree.GetRoot().DescendantTokens().ToImmutableArray();
        var at = random.Next(tokens.Length);
        var text = tree.ToString();
        var token = tokens[at];
        var next = tokens[Math.Min(at + 1, tokens.Length - 1)];
        switch (random.Next(20))
        {
            case 0:
                return ($"without {tree.FilePath}", example.RemoveSyntaxTrees(tree));
            case 1:
                var reference = example.References.ElementAt(random.Next(example.References.Count()));
                return ($"without {reference.Display}", example.RemoveReferences(reference));
            case < 7:
                return Replace("delete", text.Remove(token.SpanStart, token.Span.Length));
            case < 12:
                return Replace("duplicate", text.Insert(token.Span.End, " " + token.Text));
            case < 17:
                return Replace("swap", text[..token.SpanStart] + next.Text + text[token.Span.End..Math.Max(token.Span.End, next.SpanStart)] + token.Text + text[Math.Max(token.Span.End, next.Span.End)..]);
            default:
                return Replace("truncate", text[..token.SpanStart]);
        }

        (string, CSharpCompilation) Replace(string how, string changed) =>
            ($"{how} '{token.Text}' at {token.SpanStart} of {tree.FilePath}", example.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(changed, (CSharpParseOptions)tree.Options, tree.FilePath)));
    }
}
