using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Runs the generator on sources, and checks what holds for every source: the result compiles without a warning, no step keeps a compiler
/// object, and a second run on a clone or after an unrelated edit finds all steps and outputs in the cache. The suite checks the last of a
/// <see cref="Matrix.Includes">share</see> of the sources.
/// </summary>
internal static class GeneratorTest
{
    /// <summary>What a source that begins with <see cref="Author"/> may name.</summary>
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Logging;
        using Orchestrator;
        using static Orchestrator.Workflow;

        """;

    private static readonly ConcurrentDictionary<(string Name, OutputKind Kind, NullableContextOptions Nullable), CSharpCompilation> Empty =
        new();

    /// <summary>A source with the usings that authors have. They are written in each file, so that emitted files do not see them.</summary>
    public static string Author(string source) => Usings + source;

    public static GeneratorRun Run(params string[] sources) => Run(RunOptions.Default, sources);

    public static GeneratorRun Run(RunOptions options, params string[] sources)
    {
        var compilation = Compile(options, sources);
        var driver = CreateDriver(options).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var run = GeneratorRun.Of(driver, compilation);
        AssertCompiles(run, options);

        ObjectGraph.AssertNoCompilerObjects(driver.GetRunResult());
        if (Matrix.Includes(sources))
        {
            AssertIsCached(driver, compilation, options);
        }

        return run;
    }

    private static void AssertIsCached(GeneratorDriver driver, CSharpCompilation compilation, RunOptions options)
    {
        RunReasons.AssertNothingRan(driver.RunGenerators(compilation.Clone(), TestContext.Current.CancellationToken).GetRunResult());

        // One edit at a time, as a person makes them: the compiler tells a changed file from a new one only then.
        var typed = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0],
            Edit(compilation.SyntaxTrees[0], static text => text + "\n// typed\n")
        );
        RunReasons.AssertNothingRan(driver.RunGenerators(typed, TestContext.Current.CancellationToken).GetRunResult());
        var added = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("namespace Unrelated { class Added { void M() { } } }", options.ParseOptions, "Unrelated.cs")
        );
        RunReasons.AssertNothingRan(driver.RunGenerators(added, TestContext.Current.CancellationToken).GetRunResult());
    }

    /// <summary>
    /// A compilation of sources. Those without references of their own share what the compiler has read of the references.
    /// </summary>
    public static CSharpCompilation Compile(RunOptions options, params string[] sources)
    {
        var empty = options.MoreReferences.IsEmpty
            ? Empty.GetOrAdd(
                (options.AssemblyName, options.Kind, options.Nullable),
                static key => CreateEmpty(key.Name, key.Kind, key.Nullable, [])
            )
            : CreateEmpty(options.AssemblyName, options.Kind, options.Nullable, options.MoreReferences);
        return empty.AddSyntaxTrees([
            .. sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options.ParseOptions, $"Source{index}.cs")),
        ]);
    }

    private static CSharpCompilation CreateEmpty(
        string name,
        OutputKind kind,
        NullableContextOptions nullable,
        ImmutableArray<MetadataReference> moreReferences
    ) =>
        CSharpCompilation.Create(
            name,
            references: References.All.AddRange(moreReferences),
            options: new CSharpCompilationOptions(kind, nullableContextOptions: nullable, warningLevel: 9999, allowUnsafe: true)
        );

    public static GeneratorDriver CreateDriver(BuildProperties? properties = null) =>
        CreateDriver(RunOptions.Default with { Properties = properties });

    public static GeneratorDriver CreateDriver(RunOptions options) =>
        CSharpGeneratorDriver.Create(
            [new OrchestratorGenerator().AsSourceGenerator(), .. options.OtherGenerators],
            options.AdditionalFiles.Select(static file => new TextFile(file.Key, file.Value)),
            parseOptions: options.ParseOptions,
            optionsProvider: options.Properties,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );

    public static SyntaxTree Edit(SyntaxTree tree, Func<string, string> edit) =>
        tree.WithChangedText(SourceText.From(edit(tree.GetText().ToString())));

    private static void AssertCompiles(GeneratorRun run, RunOptions options)
    {
        Assert.Empty(run.Result.Diagnostics);
        Assert.All(run.Result.Results, static result => Assert.Null(result.Exception));

        // Emitted files ask the compiler for no analysis of what may be null, to be cheap to bind. Here it is asked.
        var output = run.Output;
        HashSet<SyntaxTree> generated = [];
        foreach (var tree in run.Result.GeneratedTrees)
        {
            var analysed = Edit(
                tree,
                static text => text.Replace(EmittedText.NullableContext, "#nullable enable", StringComparison.Ordinal)
            );
            output = output.ReplaceSyntaxTree(tree, analysed);
            generated.Add(analysed);
        }

        var unexpected = output
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Where(diagnostic =>
                generated.Contains(diagnostic.Location.SourceTree!)
                || (diagnostic.Id != "CS1591" && !options.ExpectedDiagnostics.Contains(diagnostic.Id))
            )
            .Select(static diagnostic =>
                $"{diagnostic}\n    "
                + $"{diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"
            )
            .ToList();
        Assert.True(unexpected.Count == 0, string.Join("\n", unexpected));
    }
}
