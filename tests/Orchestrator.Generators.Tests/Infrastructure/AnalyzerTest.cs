using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Runs all analyzers on sources, with the generator's output in the compilation as in a build. Where a diagnostic is expected the source
/// says so:
/// <c>{|ORCH1001:text|}</c>.
/// </summary>
internal static class AnalyzerTest
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(OrchestratorGenerator)
            .Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Every descriptor that some analyzer supports.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. Analyzers
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(static descriptor => descriptor.Id)
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    /// <summary>Every descriptor that some analyzer supports, also where several share an id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> AllDescriptors { get; } =
    [.. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Distinct()];

    /// <summary>The descriptors of each analyzer.</summary>
    public static IReadOnlyList<ImmutableArray<DiagnosticDescriptor>> DescriptorsByAnalyzer { get; } =
    [.. Analyzers.Select(static analyzer => analyzer.SupportedDiagnostics)];

    /// <summary>Checks that exactly the marked diagnostics are reported.</summary>
    /// <returns>The diagnostics, in the order of their places.</returns>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAsync(params string[] sources) => VerifyAsync(RunOptions.Default, sources);

    public static async Task<IReadOnlyList<Diagnostic>> VerifyAsync(RunOptions options, params string[] sources)
    {
        var marked = sources.Select(Markup.Read).ToArray();
        var found = await FindAsync(options, [.. marked.Select(static source => source.Text)]);

        var expected = marked.SelectMany(
            static (source, index) => source.Marks.Select(mark => $"Source{index}.cs({mark.Start},{mark.End}): {mark.Id}")
        );
        var actual = found.Select(static diagnostic =>
        {
            var (place, span) = (diagnostic.Location, diagnostic.Location.SourceSpan);
            return $"{place.SourceTree?.FilePath ?? place.GetLineSpan().Path}({span.Start},{span.End}): {diagnostic.Id}";
        });
        Assert.True(
            expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)),
            $"Expected:\n{string.Join('\n', expected)}\nFound:\n{string.Join('\n', found)}"
        );
        return found;
    }

    /// <summary>A source without the marks of what is expected of it.</summary>
    public static string Unmark(string source) => Markup.Read(source).Text;

    /// <summary>Checks that a pragma suppresses a rule which is reported without it.</summary>
    public static Task VerifySuppressedAsync(params string[] sources) => VerifySuppressedAsync(RunOptions.Default, sources);

    public static async Task VerifySuppressedAsync(RunOptions options, params string[] sources)
    {
        var pragmas = sources
            .SelectMany(static source => Regex.Matches(source, "#pragma warning disable (ORCH[0-9]{4})"))
            .Select(static pragma => pragma.Groups[1].Value)
            .ToHashSet();
        Assert.NotEmpty(pragmas);
        await VerifyAsync(options, sources);

        var found = await FindAsync(
            options,
            [.. sources.Select(static source => Regex.Replace(source, "#pragma warning disable ORCH[0-9]{4}", ""))]
        );
        Assert.Equal(
            pragmas.Order(StringComparer.Ordinal),
            found.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)
        );
    }

    /// <summary>What the generator and all analyzers report, concurrently as the compiler runs them.</summary>
    public static Task<IReadOnlyList<Diagnostic>> FindAsync(RunOptions options, params string[] sources) =>
        FindAsync(GeneratorTest.Compile(options, sources), options);

    /// <summary>What the generator and all analyzers report on a compilation that the generator has not run on yet.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> FindAsync(CSharpCompilation compilation, RunOptions options)
    {
        GeneratorTest
            .CreateDriver(options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var generated, TestContext.Current.CancellationToken);
        return InOrder(generated.Where(static diagnostic => IsOurs(diagnostic)).Concat(await AnalyzeAsync(output, options)));
    }

    /// <summary>
    /// What a build reports: the compiler stops at an error in a declaration, so that no analyzer runs and only the generator is heard.
    /// </summary>
    public static async Task<IReadOnlyList<Diagnostic>> FindInBuildAsync(RunOptions options, params string[] sources)
    {
        GeneratorTest
            .CreateDriver(options)
            .RunGeneratorsAndUpdateCompilation(
                GeneratorTest.Compile(options, sources),
                out var output,
                out var generated,
                TestContext.Current.CancellationToken
            );
        Diagnostic[] declared =
        [
            .. output
                .GetDeclarationDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
        ];
        return
        [
            .. generated.Where(static diagnostic => IsOurs(diagnostic)),
            .. declared,
            .. declared.Length > 0 ? [] : await AnalyzeAsync(output, options),
        ];
    }

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal);

    /// <summary>What all analyzers report on a compilation to which the generator's output was added.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation output, RunOptions options)
    {
        var crashes = new List<Exception>();
        var analysis = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. options.AdditionalFiles.Select(static file => new TextFile(file.Key, file.Value))]),
            (exception, _, _) => crashes.Add(exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false
        );
        var found = await output.WithAnalyzers(Analyzers, analysis).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(crashes);
        return InOrder(found);
    }

    private static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> found) =>
        [
            .. found
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];

    /// <summary>Runs all analyzers, and reports each exception that one of them throws.</summary>
    /// <returns>What they report.</returns>
    public static Task<ImmutableArray<Diagnostic>> FindCrashesAsync(
        Compilation compilation,
        IEnumerable<AdditionalText> files,
        Action<Exception> onCrash,
        CancellationToken cancellationToken
    )
    {
        var analysis = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files]),
            (exception, _, _) => onCrash(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false,
            analyzerExceptionFilter: static exception => exception is not OperationCanceledException
        );
        return compilation.WithAnalyzers(Analyzers, analysis).GetAnalyzerDiagnosticsAsync(cancellationToken);
    }

    /// <summary>What is said of a source while it is open in an editor, which does not wait for the end of the compilation.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeOpenAsync(Compilation output, RunOptions options)
    {
        var analyzers = output.WithAnalyzers(
            Analyzers,
            new AnalyzerOptions([.. options.AdditionalFiles.Select(static file => new TextFile(file.Key, file.Value))])
        );
        var found = new List<Diagnostic>();
        foreach (var tree in output.SyntaxTrees)
        {
            found.AddRange(
                await analyzers.GetAnalyzerSemanticDiagnosticsAsync(
                    output.GetSemanticModel(tree),
                    filterSpan: null,
                    TestContext.Current.CancellationToken
                )
            );
        }

        return found;
    }

    private sealed record Mark(string Id, int Start, int End);

    private sealed record Markup(string Text, IReadOnlyList<Mark> Marks)
    {
        public static Markup Read(string source)
        {
            var text = new StringBuilder();
            var marks = new List<Mark>();
            var open = new Stack<(string Id, int Start)>();
            for (var index = 0; index < source.Length; index++)
            {
                if (source.AsSpan(index).StartsWith("{|"))
                {
                    var colon = source.IndexOf(':', index);
                    open.Push((source[(index + 2)..colon], text.Length));
                    index = colon;
                }
                else if (source.AsSpan(index).StartsWith("|}") && open.TryPop(out var mark))
                {
                    marks.Add(new(mark.Id, mark.Start, text.Length));
                    index++;
                }
                else
                {
                    text.Append(source[index]);
                }
            }

            return new(text.ToString(), marks);
        }
    }
}
