using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class MakePartialFixTests
{
    private static readonly string Source = Sources
        .Workflows("""    [Step("S")] static void S() { }""")
        .Replace("static partial class", "static class", StringComparison.Ordinal);

    private static readonly string Around = GeneratorTest.Author(
        """
        namespace App;

        public static class Outer
        {
            public static class A { [Step("a")] static void Do() { } }
            public static partial class B { [Step("b")] static void Do() { } }
        }
        """
    );

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_class_becomes_partial() =>
        CodeFixTest.VerifyAsync("ORCH1001", [Source], Source.Replace("static class", "static partial class", StringComparison.Ordinal));

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_classes_become_partial_and_keep_their_comments()
    {
        var before = GeneratorTest.Author(
            """
            namespace App;

            /// <summary>A.</summary>
            [Product("a")] public sealed class A : SubscriptionModel;

            // The block.
            [ProductBlock("b")]
            class Block : ProductBlock;
            """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH1001",
            [before],
            before
                .Replace("sealed class", "sealed partial class", StringComparison.Ordinal)
                .Replace("class Block", "partial class Block", StringComparison.Ordinal)
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_class_around_several_that_need_it_becomes_partial_once() =>
        CodeFixTest.VerifyAsync(
            "ORCH1001",
            [Around.Replace("static class A", "static partial class A", StringComparison.Ordinal)],
            Around.Replace("static class", "static partial class", StringComparison.Ordinal)
        );

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task A_class_and_the_one_around_it_become_partial_once_each() =>
        CodeFixTest.VerifyAllAsync("ORCH1001", [Around], Around.Replace("static class", "static partial class", StringComparison.Ordinal));

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_class_that_has_the_word_by_now_gets_no_second_one() =>
        CodeFixTest.VerifyNoneLaterAsync(
            "ORCH1001",
            Source,
            Source.Replace("static class", "static partial class", StringComparison.Ordinal)
        );
}
