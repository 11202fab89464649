using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4011Tests
{
    [Theory]
    [InlineData("int", "[Range(1, 9)]", "", "Add '[Range(1, 9)]' to 'Size'")]
    [InlineData("int", "[Range(1, 9)]", "[Range(0, 9)]", "Change its limit, so that it allows no more than '[Range(1, 9)]'")]
    [InlineData("int?", "[Range(1, 9)]", "[Range(1, 10)]", "Change its limit, so that it allows no more than '[Range(1, 9)]'")]
    [InlineData(
        "double",
        "[Range(0.0, 1.0, MinimumIsExclusive = true)]",
        "[Range(0.0, 1.0)]",
        "Change its limit, so that it allows no more than '[Range(0.0, 1.0, MinimumIsExclusive = true)]'"
    )]
    [InlineData("string", "[Length(1, 8)]", "", "Add '[Length(1, 8)]' to 'Size'")]
    [InlineData("string", "[StringLength(8)]", "[StringLength(9)]", "Change its limit, so that it allows no more than '[StringLength(8)]'")]
    [InlineData("string", "[MaxLength(8)]", "[MinLength(1)]", "Add '[MaxLength(8)]' to 'Size'")]
    [InlineData("string", "[MinLength(2)]", "[Required]", "Add '[MinLength(2)]' to 'Size'")]
    [InlineData("string", "[MinLength(2), MaxLength(8)]", "", "Add '[MinLength(2)]' to 'Size'")]
    [InlineData("List<int>", "[Length(1, 2)]", "", "Add '[Length(1, 2)]' to 'Size'")]
    [InlineData("List<int>", "[MaxLength(2)]", "[MaxLength(3)]", "Change its limit, so that it allows no more than '[MaxLength(2)]'")]
    [InlineData("List<int>", "[MaxLength(2)]", "[MinLength(1), ChooseFrom(nameof(Sizes))]", "Add '[MaxLength(2)]' to 'Size'")]
    [InlineData("List<int>", "[MinLength(1)]", "[UniqueItems, ChooseFrom(nameof(Sizes))]", "Add '[MinLength(1)]' to 'Size'")]
    [InlineData("List<Color>", "[MaxLength(2)]", "", "Add '[MaxLength(2)]' to 'Size'")]
    [InlineData("List<Color>", "[MaxLength(2)]", "[UniqueItems]", "Add '[MaxLength(2)]' to 'Size'")]
    public async Task A_limit_that_the_page_lacks_is_reported_at_its_property(string type, string limit, string own, string advice)
    {
        var found = await AnalyzerTest.VerifyAsync(Workflow(type, limit, own, "subscription.Part.Size = size;", isReported: true));

        Assert.Equal(
            $"Page 'P' allows values of 'Size' that 'Part.Size' refuses, so step 'Set' fails when it stores them. " + $"{advice}.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Theory]
    [InlineData("int", "[Range(1, 9)]", "[Range(1, 9)]")]
    [InlineData("int", "[Range(1, 9)]", "[Range(2, 8)]")]
    [InlineData("int", "[Range(1, 9)]", "[AllowedValues(1, 2)]")]
    [InlineData("string", "[Length(1, 8)]", "[StringLength(8, MinimumLength = 1)]")]
    [InlineData("string", "[Length(1, 8)]", "[Required, MaxLength(8)]")]
    [InlineData("string", "[MaxLength(8)]", "[RegularExpression(\"^.{1,8}$\")]")]
    [InlineData("string", "", "")]
    [InlineData("List<int>", "[Length(1, 2)]", "[MinLength(1), MaxLength(2)]")]
    [InlineData("List<int>", "[MaxLength(2)]", "[UniqueItems, ChooseFrom(nameof(Sizes))]")]
    [InlineData("List<int>", "[MaxLength(2)]", "[FewItems]")]
    [InlineData("List<int>", "", "")]
    [InlineData("List<Color>", "[MaxLength(3)]", "[UniqueItems]")]
    public Task A_page_that_allows_no_more_or_that_may_not_is_fine(string type, string limit, string own) =>
        AnalyzerTest.VerifyAsync(Workflow(type, limit, own, "subscription.Part.Size = size;"));

    [Theory]
    [InlineData("if (size < 9) { subscription.Part.Size = size; }", "Begin >> Set", "")]
    [InlineData("if (size > 9) { return subscription; } subscription.Part.Size = size;", "Begin >> Set", "")]
    [InlineData("subscription.Part.Size = Math.Clamp(size, 1, 9);", "Begin >> Set", "")]
    [InlineData("size = Math.Min(size, 9); subscription.Part.Size = size;", "Begin >> Set", "")]
    [InlineData("subscription.Part.Size = size;", "Begin >> Fit >> Set", "")]
    [InlineData("subscription.Part.Size = size;", "Begin >> Conditional(static state => state.Get<int>(\"size\") < 9, Set)", "")]
    [InlineData("subscription.Part.Size = size;", "Begin >> Set", "static bool Fits(P page) => page.Size < 9;")]
    [InlineData("subscription.Part.Other = size;", "Begin >> Set", "")]
    public Task A_value_that_does_not_go_there_as_it_was_asked_is_fine(string body, string chain, string more) =>
        AnalyzerTest.VerifyAsync(Workflow("int", "[Range(1, 9)]", "", body, chain, more));

    [Fact]
    public Task An_answer_that_the_form_replaces_is_fine() =>
        AnalyzerTest.VerifyAsync(
            Workflow("int", "[Range(1, 9)]", "", "subscription.Part.Size = size;")
                .Replace(
                    "=> await form.AskAsync<P>();",
                    "{ var page = await form.AskAsync<P>(); return page with { Size = 1 }; }",
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            "#pragma warning disable ORCH4011\n" + Workflow("int", "[Range(1, 9)]", "", "subscription.Part.Size = size;")
        );

    private static string Workflow(
        string type,
        string limit,
        string own,
        string body,
        string chain = "Begin >> Set",
        string more = "",
        bool isReported = false
    )
    {
        var initial =
            type == "string" ? " = \"\";"
            : type.StartsWith("List", StringComparison.Ordinal) ? " = [];"
            : "";
        return Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel { public Part Part { get; set; } = new(); }
            [ProductBlock("Part")] public sealed partial class Part : ProductBlock
            {
                {{limit}} public {{type}} Size { get; set; }{{initial}}
                public {{type}} Other { get; set; }{{initial}}
            }
            public enum Color { Red, Green, Blue }
            public sealed class FewItemsAttribute : ValidationAttribute;
            public static partial class Workflows
            {
                public sealed record P : FormPage { public FormChoices<int> Sizes { get; init; } = [new(1, "one")]; {{own}} public {{type}} {{(
                isReported ? "{|ORCH4011:Size|}" : "Size"
            )}} { get; init; }{{initial}} }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Set")] static A Set(A subscription, {{type}} size) { {{body}} return subscription; }
                [Step("Fit", Gives = "size")] static int Fit(int size) => Math.Min(size, 9);
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {{chain}};
                {{more}}
            }
            """
        );
    }
}
