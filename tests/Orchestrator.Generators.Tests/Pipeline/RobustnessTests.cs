using CsCheck;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class RobustnessTests
{
    private static readonly string[] Tokens =
    [
        "",
        "static ",
        "?",
        ">>",
        "(",
        ")",
        "<T>",
        "partial ",
        "[Step(\"x\")]",
        "\"",
        ";",
        "typeof(int)",
        "null",
        "@",
        "{",
        "}",
    ];

    private static readonly Gen<(bool InWorkflows, double Start, int Length, string Token)> Edits = Gen.Select(
        Gen.Bool,
        Gen.Double[0, 1],
        Gen.Int[0, 40],
        Gen.Int[0, 15].Select(static i => Tokens[i])
    );

    // Whatever an author is typing: an exception would take away all that is emitted, and the editor would show hundreds of errors.
    [Fact]
    public void No_edit_of_a_source_makes_the_generator_throw() =>
        Edits.Sample(
            static edit =>
            {
                string[] sources = edit.InWorkflows
                    ? [Example.Products, Apply(Example.Workflows, edit.Start, edit.Length, edit.Token)]
                    : [Apply(Example.Products, edit.Start, edit.Length, edit.Token), Example.Workflows];
                var compilation = GeneratorTest.Compile(RunOptions.Default, sources);
                var result = GeneratorTest.CreateDriver().RunGenerators(compilation).GetRunResult().Results.Single();

                Assert.Null(result.Exception);
                Assert.All(
                    result.GeneratedSources,
                    static source => Assert.Empty(CSharpSyntaxTree.ParseText(source.SourceText).GetDiagnostics())
                );
            },
            iter: 200
        );

    private static string Apply(string source, double start, int length, string token)
    {
        var at = (int)(start * (source.Length - 1));
        return source[..at] + token + source[Math.Min(source.Length, at + length)..];
    }
}
