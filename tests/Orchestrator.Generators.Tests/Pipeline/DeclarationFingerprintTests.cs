using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Pipeline;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// What the generator takes for a change, in the project itself and in those that it references, and how often it then reads.
/// </summary>
public sealed class DeclarationFingerprintTests
{
    private const string Body =
        """namespace App; public static class Helper { public static int Of(int x) { return x + 1; } public static int Value => 1; }""";
    private const string OtherBody =
        """namespace App; public static class Helper { public static int Of(int x) { return x + 2; } public static int Value => 1; }""";
    private const string OtherDeclaration =
        """namespace App; public static class Helper { public static int Of(long x) { return 1; } public static int Value => 1; }""";

    [Theory]
    [InlineData(Body, OtherBody, true)]
    [InlineData(Body, OtherDeclaration, false)]
    [InlineData("namespace App; class C { int X => 1; }", "namespace App; class C { int X => 2; }", false)]
    [InlineData("namespace App; class C { void M() { } }", "namespace App; class C { void M() { } } // remark", false)]
    [InlineData(
        "namespace App; class C { static StepList M() => Begin; }",
        "namespace App; class C { static StepList M() => Begin >> Begin; }",
        false
    )]
    public void Bodies_that_cannot_be_chains_do_not_count(string before, string after, bool isSame) =>
        Assert.Equal(isSame, Of(Project("A", before)).Equals(Of(Project("A", after))));

    [Fact]
    public void The_options_of_a_file_count()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose, preprocessorSymbols: ["A", "B"]);
        var same = Of(Project("A", Body, options));

        Assert.Equal(same, Of(Project("A", Body, options.WithPreprocessorSymbols("B", "A"))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithPreprocessorSymbols("A"))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithPreprocessorSymbols("A", "B", "C"))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithLanguageVersion(LanguageVersion.CSharp13))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithFeatures([new("strict", "true")]))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithDocumentationMode(DocumentationMode.None))));
        Assert.NotEqual(same, Of(Project("A", Body, options.WithKind(SourceCodeKind.Script))));
    }

    [Fact]
    public void A_file_that_is_parsed_again_with_other_symbols_is_read_again()
    {
        var source = GeneratorTest.Author(
            """
            namespace App;
            public static partial class Flow
            {
            #if FULL
                [Step("Full")] static void Full() { }
            #endif
                [Step("Push")] static void Push() { }
            }
            """
        );
        var run = GeneratorTest.Run(source);
        Assert.DoesNotContain("Full", run.File("Flow.g.cs"), StringComparison.Ordinal);

        var tree = CSharpSyntaxTree.ParseText(source, new RunOptions { Symbols = ["FULL"] }.ParseOptions, "Source0.cs");
        var edited = run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees[0], tree);
        var files = run
            .Driver.RunGenerators(edited, TestContext.Current.CancellationToken)
            .GetRunResult()
            .Results.Single()
            .GeneratedSources;

        Assert.Contains(
            files,
            static file =>
                file.HintName == "App.Flow.g.cs" && file.SourceText.ToString().Contains("steps.Add(\"Full\", ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(Body, OtherBody, true)]
    [InlineData(Body, OtherDeclaration, false)]
    public void A_referenced_project_counts_as_what_it_declares(string before, string after, bool isSame)
    {
        var far = Project("Far", before);
        var one = Of(
            Project(
                "Near",
                "class N;",
                references:
                [
                    Project("Middle", "class M;", references: [far.ToMetadataReference()]).ToMetadataReference(),
                    far.ToMetadataReference(),
                ]
            )
        );
        var edited = Project("Far", after);
        var other = Of(
            Project(
                "Near",
                "class N;",
                references:
                [
                    Project("Middle", "class M;", references: [edited.ToMetadataReference()]).ToMetadataReference(),
                    edited.ToMetadataReference(),
                ]
            )
        );

        Assert.Equal(isSame, one.Equals(other));
    }

    [Fact]
    public void How_a_project_is_referenced_counts()
    {
        var library = Project("Library", Body);
        var plain = Of(Project("Near", "class N;", references: [library.ToMetadataReference()]));

        Assert.Equal(plain, Of(Project("Near", "class N;", references: [Project("Library", Body).ToMetadataReference()])));
        Assert.NotEqual(plain, Of(Project("Near", "class N;", references: [library.ToMetadataReference(aliases: ["other"])])));
        Assert.NotEqual(plain, Of(Project("Near", "class N;", references: [Project("Renamed", Body).ToMetadataReference()])));
        Assert.NotEqual(
            plain,
            Of(
                Project(
                    "Near",
                    "class N;",
                    references:
                    [
                        Project("Library", Body, options: null, [MetadataReference.CreateFromImage(Image())]).ToMetadataReference(),
                    ]
                )
            )
        );
        Assert.NotEqual(plain, Of(Project("Near", "class N;")));
    }

    [Fact]
    public void A_body_edit_in_a_referenced_project_reads_no_class_again_and_a_declaration_reads_each_once()
    {
        const int Classes = 40;
        var counting = new CountingGenerator();
        var tree = CSharpSyntaxTree.ParseText(
            string.Concat(Enumerable.Range(0, Classes).Select(static index => $"class C{index};")),
            RunOptions.Default.ParseOptions,
            "Source0.cs"
        );
        CSharpCompilation With(string library) =>
            CSharpCompilation.Create(
                "Near",
                [tree],
                References.All.Add(Project("Library", library).ToMetadataReference()),
                new(OutputKind.DynamicallyLinkedLibrary)
            );
        GeneratorDriver driver = CSharpGeneratorDriver.Create(counting);

        foreach (
            var (library, reads) in new[]
            {
                (Body, Classes),
                (OtherBody, Classes),
                (Body, Classes),
                (OtherDeclaration, 2 * Classes),
                (OtherDeclaration, 2 * Classes),
            }
        )
        {
            driver = driver.RunGenerators(With(library), TestContext.Current.CancellationToken);
            Assert.Equal(reads, counting.Reads);
        }
    }

    [Fact]
    public void A_fingerprint_keeps_no_compilation_alive()
    {
        var (fingerprint, compilations) = Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.All(compilations, static compilation => Assert.False(compilation.TryGetTarget(out _)));
        GC.KeepAlive(fingerprint);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static (object Fingerprint, WeakReference<Compilation>[] Compilations) Make()
        {
            var library = Project("Library", Body);
            var near = Project("Near", "class N;", references: [library.ToMetadataReference()]);
            return (Of(near), [new(library), new(near)]);
        }
    }

    private static byte[] Image()
    {
        using var stream = new MemoryStream();
        Assert.True(Project("Image", "public class I;").Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return stream.ToArray();
    }

    private static DeclarationFingerprint Of(Compilation compilation) =>
        DeclarationFingerprint.Of(compilation, TestContext.Current.CancellationToken);

    private static CSharpCompilation Project(
        string name,
        string source,
        CSharpParseOptions? options = null,
        params MetadataReference[] references
    ) =>
        CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options ?? RunOptions.Default.ParseOptions, "Source0.cs")],
            References.All.AddRange(references),
            new(OutputKind.DynamicallyLinkedLibrary)
        );

    /// <summary>Remembers as the generator does, and counts what it reads.</summary>
    private sealed class CountingGenerator : IIncrementalGenerator
    {
        private int _reads;

        public int Reads => _reads;

        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var memory = new ModelMemory<string>(
                (node, _, _) =>
                {
                    Interlocked.Increment(ref _reads);
                    return node.ToString();
                }
            );
            context.RegisterSourceOutput(
                context.SyntaxProvider.CreateSyntaxProvider(
                    static (node, _) => node is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax,
                    memory.Get
                ),
                static (_, _) => { }
            );
        }
    }
}
