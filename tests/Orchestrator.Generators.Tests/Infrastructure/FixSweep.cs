using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Shipping;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Applies everything that is offered in a project, one fix after the other from the same start and each as a batch, and judges what comes
/// of it: it compiles, no rule has become an error by it, no comment and no directive is gone, and its lines end as before.
/// </summary>
internal static class FixSweep
{
    /// <summary>
    /// What may be said of a result that was not said before: the chain that a fix has made, or uses, brings a reconcile workflow, which
    /// needs what it needs, and is to apply what the create workflow applies; and a resource that is applied is to be removed.
    /// </summary>
    private static readonly ImmutableHashSet<string> Consequences = ["ORCH2006", "ORCH1006", "ORCH5005", "ORCH5012"];

    /// <returns>The rules of which something was fixed.</returns>
    public static async Task<IReadOnlySet<string>> RunAsync(ProjectText project)
    {
        var opened = await FixSolution.OpenAsync(project);
        var before = new Judged(project, Compile(project).Compiler, opened.DiagnosticsOf(opened.Projects[0]));
        var done = new SortedSet<string>(StringComparer.Ordinal);

        // Of one diagnostic, its fix and the batch make the same text.
        var judged = new Dictionary<string, Judged>(StringComparer.Ordinal);
        foreach (var fix in CodeFixTest.Fixes)
        {
            foreach (var id in fix.FixableDiagnosticIds)
            {
                var kinds = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var diagnostic in before.Rules.Where(diagnostic => diagnostic.Id == id))
                {
                    foreach (var action in await opened.FindActionsAsync(fix, diagnostic))
                    {
                        kinds.Add(action.EquivalenceKey!);
                        var after = await JudgeAsync(project, await opened.ApplyAsync(action), judged);
                        AssertSound(
                            $"{action.Title} ({diagnostic})",
                            before,
                            after,
                            deletes: action.EquivalenceKey!.StartsWith("one by one: ", StringComparison.Ordinal)
                        );
                        Assert.True(
                            Count(after, diagnostic) < Count(before, diagnostic),
                            $"{action.Title} leaves: {diagnostic}\n{after.Text}"
                        );
                        done.Add(id);
                    }
                }

                foreach (var kind in kinds)
                {
                    var after = await JudgeAsync(project, await opened.FixAllAsync(fix, id, FixAllScope.Solution, kind), judged);
                    AssertSound($"All of {id}, {kind}", before, after, deletes: false);
                    Assert.Empty(Broken(after).Except(Broken(before)));
                }
            }
        }

        return done;
    }

    private static async Task<Judged> JudgeAsync(ProjectText project, Solution changed, Dictionary<string, Judged> known)
    {
        var documents = await Task.WhenAll(
            changed
                .Projects.Single()
                .Documents.OrderBy(static document => int.Parse(document.Name["Source".Length..^".cs".Length], null))
                .Select(static document => document.GetTextAsync())
        );
        var files = project.Options.AdditionalFiles;
        foreach (var file in changed.Projects.Single().AdditionalDocuments)
        {
            files = files.SetItem(file.Name, (await file.GetTextAsync()).ToString());
        }

        var text = new ProjectText(
            project.Options with
            {
                AdditionalFiles = files,
            },
            [.. documents.Select(static document => document.ToString())]
        );
        var key = new Judged(text, [], []).Text;
        if (!known.TryGetValue(key, out var judged))
        {
            var (output, compiler) = Compile(text);
            known.Add(key, judged = new(text, compiler, await AnalyzerTest.AnalyzeAsync(output, text.Options)));
        }

        return judged;
    }

    private static (Compilation Output, ImmutableArray<Diagnostic> Compiler) Compile(ProjectText project)
    {
        GeneratorTest
            .CreateDriver(project.Options)
            .RunGeneratorsAndUpdateCompilation(
                GeneratorTest.Compile(project.Options, project.Sources),
                out var output,
                out _,
                TestContext.Current.CancellationToken
            );
        return (
            output,
            output
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .RemoveAll(static diagnostic => diagnostic.Severity < DiagnosticSeverity.Warning || diagnostic.Id == "CS1591")
        );
    }

    private static void AssertSound(string what, Judged before, Judged after, bool deletes)
    {
        AssertNothingNew(what, before.Compiler, after.Compiler, after.Text, ImmutableHashSet<string>.Empty);
        AssertNothingNew(what, before.Rules, after.Rules, after.Text, Consequences);
        Assert.Empty(Remarks(before).Except(Remarks(after)));
        foreach (var (old, changed) in before.Project.Sources.Zip(after.Project.Sources).Where(static pair => pair.First != pair.Second))
        {
            var (oldRoot, newRoot) = (Parse(old, before.Project), Parse(changed, after.Project));
            // What goes with a method, inside it and in its documentation, goes on purpose.
            var lost = CommentedSource
                .CommentsOf(oldRoot, trivia => !deletes || !IsInside(trivia))
                .Except(CommentedSource.CommentsOf(newRoot, static _ => true))
                .ToArray();
            Assert.True(lost.Length == 0, $"{what} loses: {string.Join(" ", lost)}\n{changed}");
            Assert.Equal(Directives(oldRoot), Directives(newRoot));
            Assert.True(deletes || Members(newRoot) >= Members(oldRoot), $"{what} deletes a member\n{changed}");
            Assert.True(
                !IsWindows(old) || !changed.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n'),
                $"{what} mixes line ends\n{changed}"
            );
        }
    }

    private static void AssertNothingNew(
        string what,
        IEnumerable<Diagnostic> before,
        IEnumerable<Diagnostic> after,
        string text,
        ImmutableHashSet<string> allowed
    )
    {
        var known = before.ToLookup(static diagnostic => diagnostic.Id);
        foreach (
            var added in after
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !allowed.Contains(diagnostic.Id))
                .GroupBy(static diagnostic => diagnostic.Id)
        )
        {
            Assert.True(added.Count() <= known[added.Key].Count(), $"{what} brings: {string.Join("\n", added)}\n{text}");
        }
    }

    private static CompilationUnitSyntax Parse(string source, ProjectText project) =>
        CSharpSyntaxTree
            .ParseText(source, project.Options.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)
            .GetCompilationUnitRoot(TestContext.Current.CancellationToken);

    private static bool IsInside(SyntaxTrivia trivia) =>
        trivia.Token.Parent!.AncestorsAndSelf().OfType<MethodDeclarationSyntax>().Any(method => method.Span.Contains(trivia.Span));

    private static IEnumerable<string> Directives(SyntaxNode root) =>
        root.DescendantTrivia().Where(static trivia => trivia.IsDirective).Select(static trivia => trivia.ToString().Trim());

    private static int Members(SyntaxNode root) => root.DescendantNodes().OfType<MemberDeclarationSyntax>().Count();

    private static bool IsWindows(string source) => source.Contains("\r\n", StringComparison.Ordinal);

    private static IEnumerable<string> Broken(Judged judged) => Lines(judged, ShippedWorkflows.Breaking);

    private static IEnumerable<string> Remarks(Judged judged) => Lines(judged, "#");

    private static IEnumerable<string> Lines(Judged judged, string start) =>
        judged
            .Project.Options.AdditionalFiles.Values.SelectMany(static file => file.Split('\n'))
            .Where(line => line.StartsWith(start, StringComparison.Ordinal));

    private static int Count(Judged judged, Diagnostic diagnostic) =>
        judged.Rules.Count(other => other.Id == diagnostic.Id && other.GetMessage(null) == diagnostic.GetMessage(null));

    private sealed record Judged(ProjectText Project, ImmutableArray<Diagnostic> Compiler, IReadOnlyList<Diagnostic> Rules)
    {
        public string Text => string.Join("\n----\n", Project.Sources.Concat(Project.Options.AdditionalFiles.Values));
    }
}
