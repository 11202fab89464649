using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1008Tests
{
    private static readonly RunOptions Old = new() { Language = LanguageVersion.CSharp11 };

    [Fact]
    public async Task It_is_said_once_and_nothing_is_emitted()
    {
        string[] sources =
        [
            GeneratorTest.Author("""namespace App; [Product("a")] public sealed partial class {|ORCH1008:A|} : SubscriptionModel { }"""),
            GeneratorTest.Author(
                """namespace App; public static partial class Flow { [Step("S")] static void S() { } [ValidateWorkflow(typeof(A), "V")] public static StepList Validate() => Begin >> S; }"""
            ),
        ];

        await AnalyzerTest.VerifyAsync(Old, sources);
        Assert.Empty(
            GeneratorTest
                .Run(Old, [.. sources.Select(static source => source.Replace("{|ORCH1008:A|}", "A", StringComparison.Ordinal))])
                .Files
        );
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    public async Task A_later_version_is_fine(LanguageVersion version) =>
        await AnalyzerTest.VerifyAsync(
            new RunOptions { Language = version },
            GeneratorTest.Author("""namespace App; [Product("a")] public sealed partial class A : SubscriptionModel { }""")
        );

    [Fact]
    public async Task A_project_with_nothing_to_emit_is_fine() =>
        await AnalyzerTest.VerifyAsync(Old, GeneratorTest.Author("namespace App; public sealed class A : SubscriptionModel { }"));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Old,
            GeneratorTest.Author(
                """
                namespace App;
                #pragma warning disable ORCH1008
                [Product("a")] public sealed partial class A : SubscriptionModel { }
                """
            )
        );
}
