using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4005Tests
{
    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [EmailAddress] public string? {|ORCH4005:N|} { get; set; } }""",
        "is not checked"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int {|ORCH4005:N|} { get; set; } }""",
        "has no effect on it"
    )]
    [InlineData(
        """public sealed class MyRangeAttribute : RangeAttribute { public MyRangeAttribute() : base(1, 2) { } } [ProductBlock("p")] public sealed partial class P : ProductBlock { [MyRange] public int {|ORCH4005:N|} { get; set; } }""",
        "[MyRange] derives from [Range], and the limits that a derived class sets in its constructor are not read"
    )]
    [InlineData(
        """public class ShortAttribute(int most) : StringLengthAttribute(most); [ProductBlock("p")] public sealed partial class P : ProductBlock { [Short(3)] public string? {|ORCH4005:N|} { get; set; } }""",
        "write [StringLength(...)]"
    )]
    [InlineData(
        """public class FewAttribute : MaxLengthAttribute { public FewAttribute() : base(3) { } } public sealed class FewerAttribute : FewAttribute; [ProductBlock("p")] public sealed partial class P : ProductBlock { [Fewer] public List<int> {|ORCH4005:N|} { get; set; } = []; }""",
        "[Fewer] derives from [MaxLength]"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [SubscriptionOf(typeof(SubscriptionModel))] public Guid {|ORCH4005:N|} { get; set; } }""",
        "[SubscriptionOf] has no effect on it, because pages only ask and check; write the type of the block that the other subscription"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public Q {|ORCH4005:N|} { get; set; } = new(); } [ProductBlock("q")] public sealed partial class Q : ProductBlock { public int M { get; set; } }""",
        "write its type with '?' and without '= new()' to let a step refer to a block of another subscription"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [Sensitive] public string? {|ORCH4005:N|} { get; set; } }""",
        "[Sensitive] does not hide it: what a subscription stores is shown to everyone who may see the subscription"
    )]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? N { get; set; } [Range(1, 2)] public int M { get; set; } }"""
    )]
    [InlineData(
        """public sealed class OwnAttribute : ValidationAttribute; public sealed class LeftOutAttribute : System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute; [ProductBlock("p")] public sealed partial class P : ProductBlock { [Own] public int N { get; set; } [LeftOut] public Action? M { get; set; } }"""
    )]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

    [Fact]
    public async Task An_attribute_of_an_override_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """
                namespace App;

                public abstract class Base : ProductBlock { public virtual int? Speed { get; set; } }
                [ProductBlock("p")] public sealed partial class P : Base { [RequiredFrom(SubscriptionLifecycle.Active)] public override int? {|ORCH4005:Speed|} { get; set; } }
                """
            )
        );

        Assert.Contains("[RequiredFrom] has no effect on an override", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4005\n"
                    + """[ProductBlock("p")] public sealed partial class P : ProductBlock { [EmailAddress] public string? N { get; set; } }"""
            )
        );
}
