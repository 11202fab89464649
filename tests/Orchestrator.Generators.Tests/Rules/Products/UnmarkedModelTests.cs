using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

/// <summary>ORCH4001 of a class that derives from the base class of products or blocks and has no attribute.</summary>
public sealed class UnmarkedModelTests
{
    private const string Map = "protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { }";

    [Theory]
    [InlineData(
        "internal sealed partial class {|ORCH4001:P|} : SubscriptionModel;",
        "Product 'P' cannot be mapped: its class is not marked, so the build does not emit its mapping, 'Create' and its views; put "
            + "[Product(\"...\")] on it"
    )]
    [InlineData(
        "public sealed partial class {|ORCH4001:B|} : ProductBlock { public int? Size { get; set; } }",
        "Product block 'B' cannot be mapped: its class is not marked, so the build does not emit its mapping and its views; put "
            + "[ProductBlock(\"...\")] on it"
    )]
    [InlineData("public abstract class Base : SubscriptionModel; public sealed partial class {|ORCH4001:P|} : Base;", "Product 'P'")]
    public async Task A_class_that_nothing_can_derive_from_and_that_is_open_for_emitted_members_is_reported(string source, string message)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($"namespace App; {source}"));

        Assert.Contains(message, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_is_reported_once_at_its_class_whatever_names_it()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                """
                namespace App;

                public class {|ORCH4001:P|} : SubscriptionModel;

                public sealed record Page : FormPage { [SubscriptionOf(typeof(P))] public required Guid Other { get; init; } }
                """
            ),
            Sources.Products,
            Sources.Workflows(
                """
                [ModifyWorkflow(typeof(P), "Modify", Reconcile = false)] public static StepList ModifyP() => Begin;
                [TerminateWorkflow(typeof(A), "Terminate", AlsoFor = new[] { typeof(P) })] public static StepList TerminateP() => Begin;
                [Workflow(Target.Validate, "Validate", typeof(P))] public static StepList ValidateP() => Begin >> Start >> Done;
                """
            )
        );

        Assert.Contains("put [Product(\"...\")] on it", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_is_reported_once_at_its_class_whatever_holds_it()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                """
                namespace App;

                public class {|ORCH4001:B|} : ProductBlock;
                [ProductBlock("c")] public sealed partial class C : ProductBlock { public B? Next { get; set; } }
                [ProductBlock("d")] public sealed partial class D : ProductBlock { public List<B> Others { get; set; } = []; }
                [ProductBlock("e")] public sealed partial class E : ProductBlock
                {
                    [OneOf(typeof(B), typeof(C))] public ProductBlock Either { get; set; } = new C();
                }
                [Product("p")] public sealed partial class P : SubscriptionModel { public B Block { get; set; } = new(); }
                """
            )
        );

        Assert.Contains("put [ProductBlock(\"...\")] on it", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>The compiler says that the view does not exist, and this why.</summary>
    [Fact]
    public Task A_product_whose_view_a_step_takes_is_reported() =>
        AnalyzerTest.VerifyAsync(
            Author(
                """
                namespace App;

                public sealed partial class {|ORCH4001:Lamp|} : SubscriptionModel { public LampBlock Block { get; set; } = new(); }

                [ProductBlock("Lamp")]
                public sealed partial class LampBlock : ProductBlock
                {
                    [RequiredFrom(SubscriptionLifecycle.Active)] public int? Lumens { get; set; }
                }
                """
            ),
            Sources.Workflows("[Step(\"Dim\")] static void Dim(Lamp.Active subscription) => Console.WriteLine(subscription.Block.Lumens);")
        );

    [Theory]
    [InlineData("public abstract partial class P : SubscriptionModel;")]
    [InlineData("public sealed partial class P<T> : SubscriptionModel;")]
    [InlineData("public static partial class Around<T> { public sealed partial class P : SubscriptionModel; }")]
    [InlineData("public sealed partial class P : SubscriptionModel { " + Map + " }")]
    [InlineData("public class Base : SubscriptionModel { " + Map + " } public sealed partial class P : Base;")]
    [InlineData("public sealed class P : SubscriptionModel;")]
    [InlineData("internal partial class P : SubscriptionModel;")]
    [InlineData("public class Base : SubscriptionModel; [Product(\"p\")] public sealed partial class P : Base;")]
    [InlineData("public partial class Base : ProductBlock; [ProductBlock(\"b\")] public sealed partial class B : Base;")]
    [InlineData("[Product(\"p\")] public partial class P : SubscriptionModel; public sealed partial class Q : P;")]
    [InlineData("[ProductBlock(\"b\")] public partial class B : ProductBlock; public sealed partial class C : B;")]
    [InlineData("[Prodct(\"p\")] public sealed partial class P : SubscriptionModel;")]
    [InlineData("public sealed partial class P;")]
    public Task A_class_that_may_be_meant_as_it_is_is_not_reported(string source) =>
        AnalyzerTest.VerifyAsync(Author($"namespace App; {source}"));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Author("namespace App;\n#pragma warning disable ORCH4001\npublic sealed partial class P : SubscriptionModel;")
        );
}
