using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4002Tests
{
    private const string Blocks = """
        namespace App;

        [ProductBlock("Anywhere")] public sealed partial class Anywhere : ProductBlock;
        [ProductBlock("Early", ValidIn = [SubscriptionLifecycle.Provisioning])] public sealed partial class Early : ProductBlock;
        [ProductBlock("Late", ValidIn = [SubscriptionLifecycle.Active, SubscriptionLifecycle.Migrating, SubscriptionLifecycle.Disabled])] public sealed partial class Late : ProductBlock;

        """;

    [Theory]
    [InlineData(
        "public Late {|ORCH4002:B|} { get; set; } = new();",
        "required in provisioning, but a block 'Late' is only valid in active, migrating, disabled; add Provisioning to its ValidIn"
    )]
    [InlineData("public Early {|ORCH4002:B|} { get; set; } = new();", "required in active, but a block 'Early'")]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Provisioning)] public Late? {|ORCH4002:B|} { get; set; }", "required in provisioning")]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Active)] public Early? {|ORCH4002:B|} { get; set; }", "required in active")]
    [InlineData("[MinLength(1)] public List<Late> {|ORCH4002:B|} { get; set; } = [];", "required in provisioning")]
    [InlineData(
        "[RequiredFrom(SubscriptionLifecycle.Active), OneOf(typeof(Early), typeof(Earlier))] public ProductBlock? {|ORCH4002:B|} { "
            + "get; set; }",
        "a block 'Early' or 'Earlier'"
    )]
    public async Task A_required_block_that_is_not_valid_there_is_reported(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                Blocks
                    + $$"""
                    [ProductBlock("Earlier", ValidIn = [SubscriptionLifecycle.Provisioning])] public sealed partial class Earlier : ProductBlock;
                    [ProductBlock("Outer")] public sealed partial class Outer : ProductBlock { {{member}} }
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public Anywhere B { get; set; } = new();")]
    [InlineData("public Early? B { get; set; }")]
    [InlineData("public List<Late> B { get; set; } = [];")]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Active)] public Late? B { get; set; }")]
    [InlineData("[OneOf(typeof(Early), typeof(Late))] public ProductBlock B { get; set; } = new Early();")]
    [InlineData("[NotMapped] public Late B { get; set; } = new();")]
    public async Task A_block_that_is_valid_where_it_is_required_is_fine(string member) =>
        await AnalyzerTest.VerifyAsync(
            Author(
                    Blocks
                        + $$"""
                        [ProductBlock("Outer")] public sealed partial class Outer : ProductBlock { {{member}} }
                        """
                )
                .Replace(
                    "namespace App;",
                    "using System.ComponentModel.DataAnnotations.Schema;\n\nnamespace App;",
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Author(
                Blocks
                    + """
                    #pragma warning disable ORCH4002
                    [ProductBlock("Outer")] public sealed partial class Outer : ProductBlock { public Late B { get; set; } = new(); }
                    """
            )
        );
}
