using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4003Tests
{
    private static readonly RunOptions Application = new() { Kind = OutputKind.ConsoleApplication };

    [Theory]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH4003:CreateA|}() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); """,
        "but no terminate workflow; add it, or its subscriptions cannot be ended"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH4003:CreateA|}() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; """,
        "but no terminate workflow"
    )]
    public async Task A_product_that_can_be_created_but_not_ended_or_compared_is_reported(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Application, Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Apply<First>() >> Log",
        "",
        "add it, or its subscriptions cannot be checked. None is emitted from 'modify_a', because 'Log' applies no external resource"
    )]
    [InlineData(
        "Conditional<A>(static a => a.SubscriptionId != Guid.Empty, Apply<First>())",
        "",
        ". None is emitted from 'modify_a', because 'Apply<First>()' runs on a condition"
    )]
    [InlineData("Apply<Hidden>()", "", ". None is emitted from 'modify_a', because 'Hidden' cannot be read")]
    [InlineData("Apply<First>()", ", Reconcile = false", "its subscriptions cannot be checked")]
    public async Task A_product_with_resources_and_without_a_validate_workflow_is_reported_with_the_reason(
        string chain,
        string option,
        string reason
    )
    {
        var found = await AnalyzerTest.FindAsync(Application, ResourceSources.Model, WithResources(chain, option));

        Assert.EndsWith(
            reason,
            Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH4003").GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Turn", "", ". None is emitted, because 'modify_a' does not use the chain 'Chain'; write '>> Chain' in it")]
    [InlineData("Turn", ", Reconcile = false", "its subscriptions cannot be checked")]
    public async Task A_chain_that_the_modify_workflow_does_not_use_is_named(string steps, string option, string reason)
    {
        var found = await AnalyzerTest.FindAsync(
            Application,
            ResourceSources.Model,
            ResourceSources.Workflows(
                $$"""
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Chain;
                    [ModifyWorkflow(typeof(A), "M"{{option}})] public static StepList ModifyA() => Begin >> {{steps}};
                    [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<First>();
                """
            )
        );

        Assert.EndsWith(
            reason,
            Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH4003").GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Apply<First>() >> Ask", "ORCH2002")]
    [InlineData("Apply<First>() >> SetStatus(SubscriptionLifecycle.Active)", "ORCH2003")]
    public async Task What_is_refused_where_it_stands_is_not_said_again(string chain, string id)
    {
        var found = await AnalyzerTest.FindAsync(Application, ResourceSources.Model, WithResources(chain, ""));

        Assert.Contains(found, diagnostic => diagnostic.Id == id);
        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "ORCH4003");
    }

    // With the chain used, a reconcile and a validate workflow are emitted.
    [Theory]
    [InlineData("static StepList Chain => Begin >> Apply<First>();", "Chain", "ORCH2005")]
    [InlineData("", "Apply<First>()", "ORCH2005")]
    [InlineData("", "Apply<First>() >> Turn", "ORCH2005")]
    [InlineData("[ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();", "Apply<First>()", "ORCH2004")]
    public async Task A_chain_that_is_not_marked_or_not_used_is_said_alone(string members, string steps, string id)
    {
        var found = await AnalyzerTest.FindAsync(
            Application,
            ResourceSources.Model,
            ResourceSources.Workflows(
                members
                    + $$"""
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Apply<First>();
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> {{steps}};
                    [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<First>();
                    """
            )
        );

        Assert.Equal([id], found.Select(static diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; """
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; """
    )]
    [InlineData("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;""")]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); [TerminateWorkflow(typeof(B), "T", AlsoFor = new[] { typeof(A) })] public static StepList TerminateAll() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; """
    )]
    public async Task A_product_with_all_of_them_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Application, Sources.Products, Sources.Workflows(members));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_others_may_be_in_other_files_and_come_in_any_order(bool reversed)
    {
        string[] files =
        [
            Sources.Workflows(
                """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
                "First"
            ),
            Sources.Workflows("""[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin;""", "Second"),
            Sources.Workflows(
                """[ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [CreateWorkflow(typeof(B), "C")] public static StepList {|ORCH4003:CreateB|}() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static B Make(Guid product) => B.Create(product, "c");""",
                "Third"
            ),
        ];

        await AnalyzerTest.VerifyAsync(Application, [Sources.Products, .. reversed ? files.Reverse() : files]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_library_may_leave_the_rest_to_another_one(bool ownsProduct)
    {
        const string Create =
            """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""";
        var products = GeneratorTest.Run(new RunOptions { AssemblyName = "Products" }, Sources.Products);

        await (
            ownsProduct
                ? AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Create))
                : AnalyzerTest.VerifyAsync(new RunOptions { MoreReferences = [products.ToReference()] }, Sources.Workflows(Create))
        );
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Application,
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH4003
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                """
            )
        );

    private static string WithResources(string chain, string option) =>
        ResourceSources.Workflows(
            $$"""
                public sealed record P : FormPage { public int Size { get; init; } }
                [ExternalResource("hidden", Readable = false)] public sealed partial class Hidden : Resource<A>;
                [InputStep("Ask", "NOC")] static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [ExternalSystemSteps] static StepList Chain => Begin >> {{chain}};
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Chain;
                [ModifyWorkflow(typeof(A), "M"{{option}})] public static StepList ModifyA() => Begin >> Turn >> Chain;
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<First>() >> Remove<Hidden>();
            """
        );
}
