using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators;

namespace Orchestrator.Guide.Tests.Support;

/// <summary>The project of a page, compiled as its reader's build does: with implicit usings, the generator, and all rules.</summary>
internal static class PageProject
{
    /// <summary>The project that the first page creates.</summary>
    internal const string Name = "Badges";

    // Those of the SDK, and those of the package.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Orchestrator;
        global using static Orchestrator.Workflow;
        """;

    // Those that the SDK for web projects adds.
    private const string WebUsings = """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    // What these tests reference, and an author's project does not.
    private static readonly string[] Others =
    [
        "Microsoft.CodeAnalysis",
        "Orchestrator.Generators",
        "Orchestrator.Guide.Tests",
        "Orchestrator.Tests.Support",
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileNameWithoutExtension(path) is var name && name != Name && !Others.Any(name.StartsWith))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules =
    [
        .. typeof(OrchestratorGenerator)
            .Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The rules that an editor shows, and a build does not.</summary>
    internal static IEnumerable<string> Suggestions { get; } = Find(static severity => severity < DiagnosticSeverity.Warning);

    /// <summary>
    /// The rules that do not fail a build. One that is a suggestion elsewhere is left out: as an error it would be one there too.
    /// </summary>
    internal static IEnumerable<string> Warnings { get; } =
        Find(static severity => severity == DiagnosticSeverity.Warning).Except(Suggestions);

    /// <summary>Compiles files, and fails if the compiler or a rule reports anything.</summary>
    /// <param name="sources">The files of C#, by name.</param>
    /// <param name="additionalFiles">The files beside them, by name.</param>
    /// <returns>The assembly.</returns>
    internal static async Task<byte[]> CompileAsync(
        IReadOnlyDictionary<string, string> sources,
        params IReadOnlyList<(string Name, string Text)> additionalFiles
    )
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = Create(Name, OutputKind.ConsoleApplication, sources, [ImplicitUsings, WebUsings], References);
        CSharpGeneratorDriver
            .Create([new OrchestratorGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var beside = new AnalyzerOptions([.. additionalFiles.Select(static file => new TextFile(file.Name, file.Text))]);

        var assembly = Emit(output);
        Assert.Empty(await output.WithAnalyzers(Rules, beside).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        return assembly;
    }

    /// <summary>
    /// Compiles the project of the tests beside the application: one for the console, in which the generator does not run, because only the
    /// usings of a package reach a project that refers to one with the package.
    /// </summary>
    internal static byte[] CompileTests(IReadOnlyDictionary<string, string> sources, byte[] application) =>
        Emit(
            Create(
                $"{Name}.Tests",
                OutputKind.DynamicallyLinkedLibrary,
                sources,
                [ImplicitUsings],
                [.. References, MetadataReference.CreateFromImage(application)]
            )
        );

    private static CSharpCompilation Create(
        string name,
        OutputKind kind,
        IReadOnlyDictionary<string, string> sources,
        IEnumerable<string> usings,
        IEnumerable<MetadataReference> references
    )
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            name,
            sources
                .Concat(usings.Select(static (text, index) => KeyValuePair.Create($"GlobalUsings{index}.cs", text)))
                .Select(file => CSharpSyntaxTree.ParseText(file.Value, options, file.Key)),
            references,
            new(kind, nullableContextOptions: NullableContextOptions.Enable)
        );
    }

    private static byte[] Emit(Compilation compilation)
    {
        Assert.Empty(
            compilation
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        );
        using var assembly = new MemoryStream();
        Assert.True(compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success);
        return assembly.ToArray();
    }

    /// <summary>Starts a compiled project, with the assemblies of these tests.</summary>
    internal static OperatingSystemProcess Start(byte[] assembly, string address, string contentRoot)
    {
        // The list of dependencies is relative to the program, so the program is beside them. One runs at a time.
        var program = Path.Combine(AppContext.BaseDirectory, $"{Name}.dll");
        File.Delete(program);
        File.WriteAllBytes(program, assembly);
        var tests = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name!);
        return OperatingSystemProcess.StartDotnet(
            "exec",
            "--depsfile",
            $"{tests}.deps.json",
            "--runtimeconfig",
            $"{tests}.runtimeconfig.json",
            program,
            "--urls",
            address,
            "--contentRoot",
            contentRoot
        );
    }

    private sealed class TextFile(string name, string text) : AdditionalText
    {
        public override string Path => name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private static IEnumerable<string> Find(Func<DiagnosticSeverity, bool> isMeant) =>
        [
            .. Rules
                .SelectMany(static rules => rules.SupportedDiagnostics)
                .Where(rule => isMeant(rule.DefaultSeverity))
                .Select(static rule => rule.Id)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
