using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Benchmarks;

/// <summary>
/// What one character in a method body costs the generator: in the project itself, and in a project that it references, as an editor shows
/// both to it.
/// </summary>
internal static class EditBenchmark
{
    private const int Rounds = 7;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    public static void Run(string? generatorPath, int classes = 400)
    {
        var generator = LoadGenerator(
            generatorPath
                ?? Path.Combine("src", "Orchestrator.Generators", "bin", "Release", "netstandard2.0", "Orchestrator.Generators.dll")
        );
        MetadataReference[] framework =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
        var library = CSharpCompilation.Create(
            "Library",
            [Parse(Library, "Library.cs")],
            framework,
            new(OutputKind.DynamicallyLinkedLibrary)
        );
        var project = CSharpCompilation.Create(
            "Project",
            Enumerable.Range(0, classes).Select(static index => Parse(Class(index), $"Class{index}.cs")),
            [.. framework, library.ToMetadataReference()],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions);

        Console.WriteLine($"| {classes} workflow classes, medians of {Rounds} | ms |");
        Console.WriteLine("| --- | --- |");
        Print("first run", [Measure(ref driver, project)]);
        Print(
            "one character in a method body of the project",
            [
                .. Enumerable
                    .Range(0, Rounds)
                    .Select(round =>
                    {
                        var tree = project.SyntaxTrees[round];
                        project = project.ReplaceSyntaxTree(tree, Type(tree));
                        return Measure(ref driver, project);
                    }),
            ]
        );
        Print(
            "one character in a method body of a referenced project",
            [
                .. Enumerable
                    .Range(0, Rounds)
                    .Select(_ =>
                    {
                        var tree = library.SyntaxTrees[0];
                        var edited = library.ReplaceSyntaxTree(tree, Type(tree));
                        project = project.ReplaceReference(
                            project.References.OfType<CompilationReference>().Single(),
                            edited.ToMetadataReference()
                        );
                        library = edited;
                        return Measure(ref driver, project);
                    }),
            ]
        );
    }

    private static IIncrementalGenerator LoadGenerator(string path) =>
        (IIncrementalGenerator)
            Activator.CreateInstance(
                Assembly
                    .LoadFrom(Path.GetFullPath(path))
                    .GetTypes()
                    .Single(static type => !type.IsAbstract && typeof(IIncrementalGenerator).IsAssignableFrom(type))
            )!;

    private static double Measure(ref GeneratorDriver driver, Compilation compilation)
    {
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Print(string what, double[] times) =>
        Console.WriteLine($"| {what} | {times.Order().ElementAt(times.Length / 2):0.0} |");

    private static SyntaxTree Type(SyntaxTree tree) =>
        tree.WithChangedText(SourceText.From(tree.GetText().ToString().Replace("/*body*/", "1/*body*/", StringComparison.Ordinal)));

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private const string Library = "namespace Shared; public static class Helper { public static long Of() { return 1/*body*/; } }";

    private static string Class(int index) =>
        $$"""
            using System.Threading;
            using System.Threading.Tasks;
            using Orchestrator;
            using static Orchestrator.Workflow;

            namespace App;

            [ProductBlock("block {{index}}")] public sealed partial class Block{{index}} : ProductBlock { public int? Speed { get; set; } }
            [Product("product {{index}}")] public sealed partial class Product{{index}} : SubscriptionModel { public Block{{index}} Block { get; set; } = new(); }

            public static partial class Flow{{index}}
            {
                public sealed record Page : FormPage { public int Speed { get; init; } }
                private static async Task<Page> Ask(FormSession form, Product{{index}} subscription) => await form.AskAsync<Page>();
                [Step("Update")] private static Product{{index}} Update(Product{{index}} subscription, int speed) { subscription.Block.Speed = speed + 1/*body*/; return subscription; }
                [Step("Push")] private static async Task<(string NrmStatus, int NrmRevision)> Push(Product{{index}} subscription, CancellationToken cancellationToken)
                {
                    await Task.Delay(1, cancellationToken);
                    return ("x", 1);
                }

                [ExternalSystemSteps] private static StepList Sync => Begin >> Push;
                [ModifyWorkflow(typeof(Product{{index}}), "Modify", InputForm = nameof(Ask))] public static StepList Modify{{index}}() => Begin >> Update >> Sync;
                [ValidateWorkflow(typeof(Product{{index}}), "Validate")] public static StepList Validate{{index}}() => Begin >> Push;
            }
            """;
}
