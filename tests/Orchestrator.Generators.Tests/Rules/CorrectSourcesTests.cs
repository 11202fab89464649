using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;
using Orchestrator.Tests.Support;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Correct sources in every style that C# has for a member, each language version with all styles that it has, beside another generator and
/// with preprocessor symbols: no rule may say anything, and the compiler may say nothing of what is emitted.
/// </summary>
public sealed class CorrectSourcesTests
{
    public static TheoryData<LanguageVersion> Versions => [LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task No_rule_says_anything_of_correct_sources(LanguageVersion version)
    {
        var options = new RunOptions
        {
            Language = version,
            Symbols = ["ORCHESTRATED", "DEBUG"],
            OtherGenerators = [new OtherGenerator().AsSourceGenerator()],
            ExpectedDiagnostics = ["CS0618"],
        };

        var run = GeneratorTest.Run(options, [.. CorrectSources.Of((int)version / 100)]);

        Assert.Empty((await AnalyzerTest.AnalyzeAsync(run.Output, options)).Select(static diagnostic => diagnostic.ToString()));
    }
}
