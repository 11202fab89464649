using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Projects opened as an editor opens them, and what all rules say of them with the generator's output in each.</summary>
internal sealed class FixSolution
{
    private readonly ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> _diagnostics;

    private FixSolution(
        Solution solution,
        ImmutableArray<ProjectId> projects,
        ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> diagnostics
    )
    {
        Solution = solution;
        Projects = projects;
        _diagnostics = diagnostics;
    }

    public Solution Solution { get; }

    /// <summary>The projects, in the order in which they were given.</summary>
    public ImmutableArray<ProjectId> Projects { get; }

    public static async Task<FixSolution> OpenAsync(params ProjectText[] texts)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var projects = ImmutableArray.CreateBuilder<ProjectId>();
        var diagnostics = ImmutableDictionary.CreateBuilder<ProjectId, ImmutableArray<Diagnostic>>();
        foreach (var text in texts)
        {
            var compilation = GeneratorTest.Compile(text.Options, text.Sources);
            var id = ProjectId.CreateNewId();
            projects.Add(id);
            solution = solution.AddProject(
                ProjectInfo.Create(
                    id,
                    VersionStamp.Default,
                    $"{compilation.AssemblyName}{projects.Count}",
                    compilation.AssemblyName!,
                    LanguageNames.CSharp,
                    compilationOptions: compilation.Options,
                    parseOptions: compilation.SyntaxTrees[0].Options,
                    metadataReferences: compilation.References
                )
            );
            foreach (var (source, index) in text.Sources.Select(static (source, index) => (source, index)))
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Source{index}.cs", source, filePath: $"Source{index}.cs");
            }

            foreach (var (name, content) in text.Options.AdditionalFiles)
            {
                solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name, content, filePath: name);
            }
        }

        foreach (var (project, text) in projects.Zip(texts))
        {
            var opened = (await solution.GetProject(project)!.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            diagnostics.Add(project, [.. await AnalyzerTest.FindAsync((CSharpCompilation)opened, text.Options)]);
        }

        return new(solution, projects.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>What the rules say of a project.</summary>
    public ImmutableArray<Diagnostic> DiagnosticsOf(ProjectId project) => _diagnostics[project];

    /// <summary>The first diagnostic of a rule.</summary>
    public Diagnostic First(string id)
    {
        var found = Projects.SelectMany(project => DiagnosticsOf(project)).FirstOrDefault(diagnostic => diagnostic.Id == id);
        Assert.True(
            found is not null,
            $"There is no {id} among: {string.Join("\n", Projects.SelectMany(project => DiagnosticsOf(project)))}"
        );
        return found;
    }

    /// <summary>The source, or the file beside the sources, in which a diagnostic lies.</summary>
    public TextDocument DocumentOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree
            ? Solution.GetDocument(tree)!
            : Solution
                .Projects.SelectMany(static project => project.AdditionalDocuments)
                .First(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);

    /// <summary>What a fix offers for a diagnostic.</summary>
    public async Task<List<CodeAction>> FindActionsAsync(CodeFixProvider fix, Diagnostic diagnostic)
    {
        var document = DocumentOf(diagnostic);
        var kind = document is Document ? TextDocumentKind.Document : TextDocumentKind.AdditionalDocument;
        var kinds = fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.DocumentKinds;
        Assert.True(kinds.Contains(kind.ToString()), $"An editor does not ask {fix.GetType().Name} about a {kind}.");

        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(
            new(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken)
        );

        // Tools that read diagnostics from a build hand them in without properties: a fix may then offer nothing, and must not throw.
        var bare = Diagnostic.Create(diagnostic.Descriptor, diagnostic.Location, diagnostic.AdditionalLocations);
        await fix.RegisterCodeFixesAsync(new(document, bare, static (_, _) => { }, TestContext.Current.CancellationToken));
        return actions;
    }

    /// <summary>
    /// Fixes all diagnostics of a rule in the scope around the first one. A fix that is for one diagnostic at a time changes nothing.
    /// </summary>
    public async Task<Solution> FixAllAsync(CodeFixProvider fix, string id, FixAllScope scope, string? kind)
    {
        var first = First(id);
        var known = new KnownDiagnostics(this, id);
        var context = DocumentOf(first) is Document document
            ? new FixAllContext(document, fix, scope, kind!, [id], known, TestContext.Current.CancellationToken)
            : new FixAllContext(DocumentOf(first).Project, fix, scope, kind!, [id], known, TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return action is null ? Solution : await ApplyAsync(action);
    }

    public async Task<Solution> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(
            Solution,
            new Progress<CodeAnalysisProgress>(),
            TestContext.Current.CancellationToken
        );
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class KnownDiagnostics(FixSolution solution, string id) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(Of(document.Project).Where(diagnostic => solution.DocumentOf(diagnostic).Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project).Where(static diagnostic => !diagnostic.Location.IsInSource));

        private IEnumerable<Diagnostic> Of(Project project) => solution.DiagnosticsOf(project.Id).Where(diagnostic => diagnostic.Id == id);
    }
}
