using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class MarkModelFixTests
{
    private const string Rule = "ORCH4001";

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "/// <summary>A zone.</summary>\npublic sealed partial class DnsZone : SubscriptionModel;",
        "/// <summary>A zone.</summary>\n[Product(\"dns zone\")]\npublic sealed partial class DnsZone : SubscriptionModel;"
    )]
    [InlineData(
        "public sealed partial class MailboxBlock : ProductBlock;",
        "[ProductBlock(\"Mailbox\")]\npublic sealed partial class MailboxBlock : ProductBlock;"
    )]
    [InlineData(
        "public sealed partial class Block : ProductBlock;",
        "[ProductBlock(\"Block\")]\npublic sealed partial class Block : ProductBlock;"
    )]
    [InlineData(
        "    [Obsolete(\"soon\")] internal sealed partial class Site : ProductBlock { }",
        "    [ProductBlock(\"Site\")]\n    [Obsolete(\"soon\")] internal sealed partial class Site : ProductBlock { }"
    )]
    public Task A_class_is_marked_under_its_name(string before, string after) =>
        CodeFixTest.VerifyAsync(Rule, [Author($"namespace App;\n\n{before}\n")], Author($"namespace App;\n\n{after}\n"));

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_class_that_is_closed_becomes_partial_with_those_around_it()
    {
        const string Before = """
            namespace App
            {
                public static class Nodes
                {
                    public class Node : Orchestrator.SubscriptionModel;
                }
            }
            """;
        var chain = Sources.Workflows("[ValidateWorkflow(typeof(Nodes.Node), \"V\")] public static StepList ValidateNode() => Begin;");
        var after = Before
            .Replace("static class", "static partial class", StringComparison.Ordinal)
            .Replace(
                "        public class Node",
                "        [Orchestrator.Product(\"node\")]\n        public partial class Node",
                StringComparison.Ordinal
            );

        return CodeFixTest.VerifyAsync(Rule, [chain, Before], chain, after);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public Task All_classes_are_marked()
    {
        const string Before = """
            namespace App;

            public sealed partial class Line : SubscriptionModel { public End End { get; set; } = new(); }
            public sealed class End : ProductBlock;
            """;
        var after = Before
            .Replace("public sealed partial class Line", "[Product(\"line\")]\npublic sealed partial class Line", StringComparison.Ordinal)
            .Replace("public sealed class End", "[ProductBlock(\"End\")]\npublic sealed partial class End", StringComparison.Ordinal);

        return CodeFixTest.VerifyAllAsync(Rule, [Author(Before)], Author(after));
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("public static partial class Around { private sealed partial class P : SubscriptionModel; }")]
    [InlineData("file sealed partial class P : SubscriptionModel;")]
    [InlineData("public sealed partial class P : ProductBlock { public required int Size { get; set; } }")]
    [InlineData("[Product(\"p\")] public abstract partial class P : SubscriptionModel;")]
    [InlineData("[ProductBlock(\"p\")] public sealed partial class P : ProductBlock { public object? Size { get; set; } }")]
    public Task What_cannot_be_mapped_or_is_marked_gets_no_fix(string source) =>
        CodeFixTest.VerifyNoneAsync(Rule, Author($"namespace App;\n\n{source}\n"));
}
