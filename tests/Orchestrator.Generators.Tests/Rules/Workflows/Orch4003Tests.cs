using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4003Tests
{
    private static readonly RunOptions Application = new() { Kind = OutputKind.ConsoleApplication };

    [Theory]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH4003:CreateA|}() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); """,
        "but no terminate and no validate workflow"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH4003:CreateA|}() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c"); [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; """,
        "but no validate workflow"
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
}
