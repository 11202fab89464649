using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Each file of <c>Cases/</c>, compiled as a build does: the generator, what it emits, and all rules.</summary>
public sealed class CaseTests
{
    /// <summary>What a project with implicit usings sees in every file, also in the emitted ones.</summary>
    internal const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private static readonly string Folder = Path.Combine(Snapshot.ProjectDirectory, "Cases");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_is_judged_as_its_first_lines_say(string name)
    {
        var text = CaseText.Read(
            name,
            await File.ReadAllTextAsync(Path.Combine(Folder, name + ".cs"), TestContext.Current.CancellationToken)
        );
        var references = new List<MetadataReference>();
        var found = new List<Diagnostic>();
        foreach (var project in text.Projects)
        {
            var options = project.Options with { AssemblyName = project.AssemblyName, MoreReferences = [.. references] };
            var run = GeneratorTest.Run(options, project.Source, ImplicitUsings);
            var diagnostics = await AnalyzerTest.AnalyzeAsync(run.Output, options);
            found.AddRange(diagnostics);

            // For a language that is too old nothing is emitted, and that is said once.
            Assert.Empty(
                options.Language < LanguageVersion.CSharp12
                    ? []
                    : Registration.FindSilent(
                        run.Output,
                        run.Emitted,
                        [.. diagnostics, .. run.Output.GetDiagnostics(TestContext.Current.CancellationToken)],
                        TestContext.Current.CancellationToken
                    )
            );
            if (project != text.Projects[^1])
            {
                references.Add(run.ToReference());
            }
        }

        AssertExpected(text, found);
    }

    private static void AssertExpected(CaseText text, List<Diagnostic> found)
    {
        var left = found.ToList();
        var missing = new List<CaseExpectation>();
        foreach (var expected in text.Expectations)
        {
            var index = left.FindIndex(diagnostic =>
                diagnostic.Id == expected.Id
                && PlaceOf(text, diagnostic) == expected.Place
                && diagnostic.GetMessage(null).Contains(expected.Message, StringComparison.Ordinal)
            );
            if (index < 0)
            {
                missing.Add(expected);
            }
            else
            {
                left.RemoveAt(index);
            }
        }

        var unexpected = left.Select(diagnostic => $"{diagnostic.Id} at '{PlaceOf(text, diagnostic)}': {diagnostic.GetMessage(null)}");
        Assert.True(
            missing.Count == 0 && left.Count == 0,
            $"Not reported:\n{string.Join('\n', missing)}\nNot expected:\n{string.Join('\n', unexpected)}"
        );
    }

    /// <summary>The first line of the text that a diagnostic is at; empty for one without a location, which no case expects.</summary>
    private static string PlaceOf(CaseText text, Diagnostic diagnostic)
    {
        var content =
            diagnostic.Location.SourceTree?.ToString()
            ?? text.Projects.SelectMany(static project => project.Options.AdditionalFiles)
                .FirstOrDefault(file => file.Key == diagnostic.Location.GetLineSpan().Path)
                .Value
            ?? "";
        return content.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length).Split('\n')[0].Trim();
    }
}
