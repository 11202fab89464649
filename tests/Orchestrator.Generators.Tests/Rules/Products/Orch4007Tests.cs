using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4007Tests
{
    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public new string? {|ORCH4007:Map|} { get; set; } }""",
        "a member 'Map'"
    )]
    [InlineData("""[{|ORCH4007:ProductBlock("")|}] public sealed partial class P : ProductBlock;""", "its name is empty")]
    [InlineData("""[ProductBlock("p")] public sealed partial class {|ORCH4007:BlockName|} : ProductBlock;""", "its own name")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public static void Map(int size) { } public int? Size { get; set; } }"""
    )]
    [InlineData("""[Product("p")] public sealed partial class P : SubscriptionModel { public string AsActive() => "mine"; }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

    [Fact]
    public async Task A_member_that_is_stored_under_the_name_of_an_inherited_one_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """
                namespace App;

                [ProductBlock("b")] public partial class Base : ProductBlock { public int NrmId { get; set; } }
                [ProductBlock("p")] public sealed partial class P : Base { public int {|ORCH4007:NRMId|} { get; set; } }
                """
            )
        );

        Assert.Contains("it is stored as 'nrm_id', as 'NrmId' is", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Product(\"\")", "its name is empty")]
    [InlineData("Product(\"  \")", "its name is empty")]
    [InlineData("Product(null!)", "its name is empty")]
    [InlineData("Product(\"p\", Tag = \"\")", "its tag is empty")]
    [InlineData("Product(\"p\", Tag = \"ABCDEFGHIJKLMNOPQRSTU\")", "its tag 'ABCDEFGHIJKLMNOPQRSTU' has 21 characters, and may have 20")]
    [InlineData("Product(\"p\", ProductType = \"\")", "its product type is empty")]
    public async Task A_name_of_a_product_that_does_not_fit_is_reported(string attribute, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author($$"""namespace App; [{|ORCH4007:{{attribute}}|}] public sealed partial class P : SubscriptionModel;""")
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_whose_name_is_not_a_tag_needs_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """
                namespace App;

                [{|ORCH4007:Product("short")|}] public sealed partial class LayerTwoVirtualNetwork : SubscriptionModel;
                [Product("tagged", Tag = "L3")] public sealed partial class LayerThreeVirtualNetwork : SubscriptionModel;
                """
            )
        );

        Assert.Contains("its tag 'LAYERTWOVIRTUALNETWORK' has 22 characters", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_longer_than_their_columns_are_reported()
    {
        var (longType, longText) = (new string('t', 256), new string('d', 2_001));
        var (member, value) = (new string('m', 256), new string('v', 511));
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                $$"""
                namespace App;

                [ProductBlock("Inner")] public sealed partial class Inner : ProductBlock;
                [{|ORCH4007:Product("p", ProductType = "{{longType}}")|}] public sealed partial class P : SubscriptionModel;
                [{|ORCH4007:ProductBlock("b", Description = "{{longText}}")|}] public sealed partial class B : ProductBlock { public Inner? {|ORCH4007:{{member}}|} { get; set; } public int {|ORCH4007:{{value}}|} { get; set; } }
                [{|ORCH4007:ProductBlock("c", Tag = "ABCDEFGHIJKLMNOPQRSTU")|}] public sealed partial class C : ProductBlock;
                """
            )
        );

        Assert.Equal(5, found.Count);
        Assert.Contains("256 characters, and may have 255", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("511 characters, and may have 510", found[3].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_products_of_one_name_are_reported_in_every_file()
    {
        string[] sources =
        [
            GeneratorTest.Author("""namespace App; [{|ORCH4007:Product("same")|}] public sealed partial class A : SubscriptionModel;"""),
            GeneratorTest.Author(
                """namespace App; [{|ORCH4007:Product("same")|}] [Product("Same")] public sealed partial class B : SubscriptionModel;"""
            ),
            GeneratorTest.Author("""namespace App; [ProductBlock("same")] public sealed partial class C : ProductBlock;"""),
        ];
        var found = await AnalyzerTest.VerifyAsync(sources);

        Assert.Contains(
            "Product 'same' cannot be used: its name is taken: class 'B' has it too",
            found[0].GetMessage(),
            StringComparison.Ordinal
        );
        Assert.Equal(found[1].Location, Assert.Single(found[0].AdditionalLocations));
        await AnalyzerTest.VerifyAsync([.. sources.Reverse()]);
    }

    [Fact]
    public async Task Two_blocks_of_one_name_and_a_product_that_repeats_its_own_are_reported() =>
        await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """
                namespace App;

                [{|ORCH4007:ProductBlock("same")|}] public sealed partial class A : ProductBlock;
                public static partial class Outer { [{|ORCH4007:ProductBlock("same")|}] public sealed partial class A : ProductBlock; }
                [{|ORCH4007:Product("p")|}, {|ORCH4007:Product("p")|}] public sealed partial class P : SubscriptionModel;
                """
            )
        );

    [Fact]
    public async Task The_names_of_a_referenced_assemblys_published_products_are_taken_too()
    {
        var other = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Other" },
            GeneratorTest.Author(
                """
                namespace Other;

                [Product("line")] public sealed partial class Line : SubscriptionModel { public Ends Ends { get; set; } = new(); }
                [ProductBlock("Ends")] public sealed partial class Ends : ProductBlock;
                public static partial class Workflows { [Step("S")] static void Do() { } [ModifyWorkflow(typeof(Line), "Modify")] public static StepList ModifyLine() => Begin >> Do; }
                """
            )
        );
        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [other.Output.ToMetadataReference()] },
            GeneratorTest.Author(
                """
                namespace App;

                [{|ORCH4007:Product("line")|}] public sealed partial class Mine : SubscriptionModel;
                [{|ORCH4007:ProductBlock("Ends")|}] public sealed partial class MyEnds : ProductBlock;
                [ProductBlock("line")] public sealed partial class Fine : ProductBlock;
                """
            )
        );

        Assert.Contains("class 'Line' of assembly 'Other' has it too", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4007\n"
                    + """[ProductBlock("")] public sealed partial class P : ProductBlock;"""
            )
        );
}
