using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.CodeFixes;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Applies code fixes to sources as an editor does, with the generator's output in the project.</summary>
internal static class CodeFixTest
{
    private static readonly ImmutableArray<CodeFixProvider> Fixes =
    [
        .. typeof(CodeFix).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>The ids for which there is a fix.</summary>
    public static IReadOnlyCollection<string> FixableIds { get; } = [.. Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Distinct()];

    /// <summary>Fixes the first diagnostic of a rule, and checks the result and that it compiles.</summary>
    public static Task VerifyAsync(string id, string[] sources, params string[] expected) => VerifyAsync(id, RunOptions.Default, sources, expected);

    public static async Task VerifyAsync(string id, RunOptions options, string[] sources, params string[] expected)
    {
        var (solution, diagnostics) = await OpenAsync(id, sources, options);
        Assert.NotEmpty(diagnostics);
        var actions = await FindActionsAsync(solution, diagnostics[0]);
        Assert.True(actions.Count > 0, $"There is no fix for: {diagnostics[0]}");

        AssertSources(expected, await ReadAsync(await ApplyAsync(actions[0], solution)));
        GeneratorTest.Run(expected);
    }

    /// <summary>Fixes all diagnostics of a rule in the first source at once, and checks the result and that it compiles.</summary>
    public static async Task VerifyAllAsync(string id, string[] sources, params string[] expected)
    {
        var (solution, diagnostics) = await OpenAsync(id, sources);
        var fix = FixFor(id);
        var actions = await FindActionsAsync(solution, diagnostics[0]);
        var document = solution.GetDocument(diagnostics[0].Location.SourceTree)!;
        var context = new FixAllContext(
            document,
            fix,
            FixAllScope.Solution,
            actions[0].EquivalenceKey!,
            [id],
            new KnownDiagnostics(solution, diagnostics),
            TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);

        AssertSources(expected, await ReadAsync(await ApplyAsync(action!, solution)));
        GeneratorTest.Run(expected);
    }

    /// <summary>Fixes the first diagnostic of a rule, or all of them, and checks what that makes of a file beside the sources.</summary>
    public static async Task VerifyFileAsync(string id, RunOptions options, string[] sources, string file, string expected, bool all = false)
    {
        var (solution, diagnostics) = await OpenAsync(id, sources, options);
        var actions = await FindActionsAsync(solution, diagnostics[0]);
        var action = actions[0];
        if (all)
        {
            var context = new FixAllContext(
                solution.GetDocument(diagnostics[0].Location.SourceTree)!,
                FixFor(id),
                FixAllScope.Project,
                action.EquivalenceKey!,
                [id],
                new KnownDiagnostics(solution, diagnostics),
                TestContext.Current.CancellationToken);
            action = (await FixFor(id).GetFixAllProvider()!.GetFixAsync(context))!;
        }

        var changed = (await ApplyAsync(action, solution)).Projects.Single().AdditionalDocuments.Single(document => document.Name == file);
        Assert.Equal(expected, (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    /// <summary>Checks that nothing is offered for the first diagnostic of a rule.</summary>
    public static Task VerifyNoneAsync(string id, params string[] sources) => VerifyNoneAsync(id, RunOptions.Default, sources);

    public static async Task VerifyNoneAsync(string id, RunOptions options, params string[] sources)
    {
        var (solution, diagnostics) = await OpenAsync(id, sources, options);
        Assert.NotEmpty(diagnostics);

        Assert.Empty(await FindActionsAsync(solution, diagnostics[0]));
    }

    private static CodeFixProvider FixFor(string id) => Fixes.Single(fix => fix.FixableDiagnosticIds.Contains(id));

    private static async Task<(Solution Solution, ImmutableArray<Diagnostic> Diagnostics)> OpenAsync(string id, string[] sources, RunOptions? options = null)
    {
        var workspace = new AdhocWorkspace();
        var compilation = GeneratorTest.Compile(options ?? RunOptions.Default, sources);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            compilation.AssemblyName!,
            compilation.AssemblyName!,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            metadataReferences: compilation.References));
        var solution = project.Solution;
        foreach (var (source, index) in sources.Select(static (source, index) => (source, index)))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), $"Source{index}.cs", source, filePath: $"Source{index}.cs");
        }

        foreach (var (name, text) in options?.AdditionalFiles ?? [])
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), name, text, filePath: name);
        }

        var opened = (await solution.GetProject(project.Id)!.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var found = await AnalyzerTest.FindAsync((CSharpCompilation)opened, options ?? RunOptions.Default);
        return (solution, [.. found.Where(diagnostic => diagnostic.Id == id)]);
    }

    private static async Task<List<CodeAction>> FindActionsAsync(Solution solution, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        await FixFor(diagnostic.Id).RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action, Solution solution)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<string[]> ReadAsync(Solution solution)
    {
        var texts = new List<string>();
        foreach (var document in solution.Projects.Single().Documents)
        {
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return [.. texts];
    }

    private static void AssertSources(string[] expected, string[] actual) => Assert.All(expected, (source, index) => Assert.Equal(source, actual[index]));

    private sealed class KnownDiagnostics(Solution solution, ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
