using Orchestrator.Generators.Tests.Analyzers;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.CodeFixes;

public sealed class MakePartialFixTests
{
    private static readonly string Source = Sources.Workflows("""    [Step("S")] static void S() { }""").Replace("static partial class", "static class", StringComparison.Ordinal);

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_class_becomes_partial() => CodeFixTest.VerifyAsync("ORCH1001", [Source], Source.Replace("static class", "static partial class", StringComparison.Ordinal));

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_classes_become_partial_and_keep_their_comments()
    {
        var before = GeneratorTest.Author("""
            namespace App;

            /// <summary>A.</summary>
            [Product("a")] public sealed class A : SubscriptionModel;

            // The block.
            [ProductBlock("b")]
            class Block : ProductBlock;
            """);

        await CodeFixTest.VerifyAllAsync(
            "ORCH1001",
            [before],
            before.Replace("sealed class", "sealed partial class", StringComparison.Ordinal).Replace("class Block", "partial class Block", StringComparison.Ordinal));
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_class_that_has_the_word_by_now_gets_no_second_one() =>
        CodeFixTest.VerifyNoneLaterAsync("ORCH1001", Source, Source.Replace("static class", "static partial class", StringComparison.Ordinal));
}
