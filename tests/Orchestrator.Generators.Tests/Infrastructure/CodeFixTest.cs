using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.CodeFixes.Editing;
using Xunit.v3;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Applies code fixes as an editor does. Each result is compared with what is expected of it, compiles without a warning, and is judged by
/// all rules again: what was fixed is gone, and no error or warning has come in its place.
/// </summary>
internal static class CodeFixTest
{
    /// <summary>The fixes that we ship.</summary>
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(CodeFix)
            .Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Fixes the first diagnostic of a rule.</summary>
    public static Task VerifyAsync(string id, string[] sources, params string[] expected) =>
        VerifyAsync(id, new ProjectText(sources), new ProjectText(expected));

    /// <summary>Fixes the first diagnostic of a rule.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="before">The project.</param>
    /// <param name="after">What is expected of it.</param>
    /// <param name="kind">The action to take; the first by default.</param>
    /// <param name="leaves">A rule that says something new of the result, on purpose.</param>
    public static async Task VerifyAsync(string id, ProjectText before, ProjectText after, string? kind = null, string? leaves = null)
    {
        AssertMarked(FixTestKind.One);
        var opened = await FixSolution.OpenAsync(before);
        var diagnostic = opened.First(id);
        var actions = await opened.FindActionsAsync(FixFor(id), diagnostic);
        var action = actions.FirstOrDefault(action => kind is null || action.EquivalenceKey == kind);
        Assert.True(action is not null, $"There is no such fix for: {diagnostic}");

        await AssertTextAsync(await opened.ApplyAsync(action), opened.Projects[0], after);
        var left = await JudgeAsync(opened, opened.Projects[0], after, leaves);
        var same = Describe(diagnostic);
        Assert.True(
            left.Count(other => Describe(other) == same) < opened.DiagnosticsOf(opened.Projects[0]).Count(other => Describe(other) == same),
            $"The fix leaves: {diagnostic}"
        );
    }

    /// <summary>Fixes all diagnostics of a rule at once, in each scope that holds them all.</summary>
    public static async Task VerifyAllAsync(string id, string[] sources, params string[] expected)
    {
        await VerifyAllAsync(id, FixAllScope.Project, [new ProjectText(sources)], [new ProjectText(expected)]);
        await VerifyAllAsync(id, FixAllScope.Solution, [new ProjectText(sources)], [new ProjectText(expected)]);
        if (sources.Zip(expected).Count(static pair => pair.First != pair.Second) == 1)
        {
            await VerifyAllAsync(id, FixAllScope.Document, [new ProjectText(sources)], [new ProjectText(expected)]);
        }
    }

    /// <summary>Fixes all diagnostics of a rule in one scope around the first of them.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="scope">Where.</param>
    /// <param name="before">The projects.</param>
    /// <param name="after">What is expected of them.</param>
    /// <param name="kind">The action to take; the first by default.</param>
    /// <param name="isComplete">False when some are left on purpose, for a person to decide.</param>
    public static async Task VerifyAllAsync(
        string id,
        FixAllScope scope,
        ProjectText[] before,
        ProjectText[] after,
        string? kind = null,
        bool isComplete = true
    )
    {
        AssertMarked(FixTestKind.All);
        var opened = await FixSolution.OpenAsync(before);
        var fix = FixFor(id);
        var first = opened.First(id);
        kind ??= (await opened.FindActionsAsync(fix, first))[0].EquivalenceKey;
        var changed = await opened.FixAllAsync(fix, id, scope, kind);
        var home = opened.DocumentOf(first);
        foreach (var (project, expected) in opened.Projects.Zip(after))
        {
            await AssertTextAsync(changed, project, expected);
            var left = await JudgeAsync(opened, project, expected, leaves: null);
            Assert.DoesNotContain(
                left,
                diagnostic =>
                    isComplete
                    && diagnostic.Id == id
                    && scope switch
                    {
                        FixAllScope.Document => project == home.Project.Id && diagnostic.Location.SourceTree?.FilePath == home.FilePath,
                        FixAllScope.Project => project == home.Project.Id,
                        _ => true,
                    }
            );
        }
    }

    /// <summary>Checks that nothing is offered for the first diagnostic of a rule.</summary>
    public static Task VerifyNoneAsync(string id, params string[] sources) => VerifyNoneAsync(id, new ProjectText(sources));

    /// <summary>Checks that nothing is offered for the first diagnostic of a rule, or not an action of one kind.</summary>
    public static async Task VerifyNoneAsync(string id, ProjectText project, string? kind = null)
    {
        AssertMarked(FixTestKind.NotOffered);
        var opened = await FixSolution.OpenAsync(project);

        Assert.DoesNotContain(
            await opened.FindActionsAsync(FixFor(id), opened.First(id)),
            action => kind is null || action.EquivalenceKey == kind
        );
    }

    /// <summary>Checks that nothing is offered for a diagnostic that the first source had before it became what it is now.</summary>
    public static async Task VerifyNoneLaterAsync(string id, string source, string later)
    {
        AssertMarked(FixTestKind.NotOffered);
        var old = (await FixSolution.OpenAsync(new ProjectText(source))).First(id);
        var opened = await FixSolution.OpenAsync(new ProjectText(later));
        var tree = (await opened.Solution.Projects.Single().Documents.First().GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        var stale = Diagnostic.Create(old.Descriptor, Location.Create(tree, old.Location.SourceSpan), old.Properties);

        Assert.Empty(await opened.FindActionsAsync(FixFor(id), stale));
    }

    private static CodeFixProvider FixFor(string id) => Fixes.Single(fix => fix.FixableDiagnosticIds.Contains(id));

    private static string Describe(Diagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage(null)}";

    private static async Task AssertTextAsync(Solution changed, ProjectId id, ProjectText expected)
    {
        var project = changed.GetProject(id)!;
        foreach (var (source, document) in expected.Sources.Zip(project.Documents))
        {
            Assert.Equal(source, (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        foreach (var document in project.AdditionalDocuments)
        {
            Assert.Equal(
                expected.Options.AdditionalFiles[document.Name],
                (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString()
            );
        }
    }

    /// <summary>Compiles what a fix has made, and lets all rules look at it.</summary>
    /// <returns>What they say.</returns>
    private static async Task<IReadOnlyList<Diagnostic>> JudgeAsync(
        FixSolution opened,
        ProjectId project,
        ProjectText expected,
        string? leaves
    )
    {
        GeneratorTest.Run(expected.Options, expected.Sources);
        var left = await AnalyzerTest.FindAsync(expected.Options, expected.Sources);
        var before = opened.DiagnosticsOf(project).Select(Describe).ToHashSet();
        Assert.DoesNotContain(
            left,
            diagnostic =>
                diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != leaves && !before.Contains(Describe(diagnostic))
        );
        return left;
    }

    // So that what a test says of itself is true.
    private static void AssertMarked(FixTestKind kind) =>
        Assert.Contains(
            ((IXunitTestMethod)TestContext.Current.TestMethod!).Method.GetCustomAttributes<FixTestAttribute>(),
            attribute => attribute.Kind == kind
        );
}
