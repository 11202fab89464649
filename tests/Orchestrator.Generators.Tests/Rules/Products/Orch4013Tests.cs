using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4013Tests
{
    [Theory]
    [InlineData("subscription.Part.Size = {|ORCH4013:10|};", "Step 'Set' sets 'Part.Size' to 10, which its [Range(1, 9)] refuses, so the")]
    [InlineData("subscription.Part.Size = {|ORCH4013:-1|};", "to -1")]
    [InlineData("if (subscription.Part.Size is null) { subscription.Part.Size = {|ORCH4013:0|}; }", "to 0")]
    [InlineData("subscription.Part.Share = {|ORCH4013:1.5|};", "[Range(0.0, 1.0)]")]
    [InlineData("subscription.Part.Name = {|ORCH4013:\"\"|};", "sets 'Part.Name' to \"\", which its [Length(1, 3)] refuses")]
    [InlineData("subscription.Part.Name = {|ORCH4013:\"four\"|};", "Set a value within the limits, or change them.")]
    [InlineData("subscription.Part = new() { Size = {|ORCH4013:12|} };", "to 12")]
    public async Task A_literal_outside_the_limits_of_its_member_is_reported(string body, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Workflow(body));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription.Part.Size = 9;")]
    [InlineData("subscription.Part.Size = null;")]
    [InlineData("subscription.Part.Free = 99;")]
    [InlineData("subscription.Part.Name = \"abc\";")]
    [InlineData("subscription.Part.Size = 10; subscription.Part.Size = 5;")]
    [InlineData("subscription.Part.Size = 0; Grow(subscription);")]
    [InlineData("subscription.Part.Size = 0; Action<A> fill = static a => a.Part.Size = 1; fill(subscription);")]
    [InlineData("subscription.Part.Size = Most;")]
    public Task A_value_that_is_allowed_or_that_may_be_replaced_is_fine(string body) => AnalyzerTest.VerifyAsync(Workflow(body));

    [Fact]
    public Task What_another_method_sets_is_fine() =>
        AnalyzerTest.VerifyAsync(Workflow("Grow(subscription);", "static void Break(A a) => a.Part.Size = 99;"));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync("#pragma warning disable ORCH4013\n" + Workflow("subscription.Part.Size = 10;"));

    private static string Workflow(string body, string more = "") =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel { public Part Part { get; set; } = new(); }
            [ProductBlock("Part")] public sealed partial class Part : ProductBlock
            {
                [Range(1, 9)] public int? Size { get; set; }
                [Range(0.0, 1.0)] public double Share { get; set; }
                [Length(1, 3)] public string? Name { get; set; }
                public int Free { get; set; }
            }
            public static partial class Workflows
            {
                private const int Most = 12;
                private static void Grow(A a) => a.Part.Size = a.Part.Free + 1;
                [Step("Set")] static A Set(A subscription) { {{body}} return subscription; }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Set;
                {{more}}
            }
            """
        );
}
