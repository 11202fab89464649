using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Ids of subscriptions that a form asks for by product, and steps that take the subscription.</summary>
public sealed class Orch3003ReferenceTests
{
    [Theory]
    [InlineData("B other")]
    [InlineData("B? other")]
    [InlineData("West other")]
    public async Task A_subscription_of_another_product_than_the_form_asks_for_is_reported(string parameter)
    {
        var found = await AnalyzerTest.VerifyAsync(Workflow("A", parameter));

        Assert.Contains(
            "by the state key 'other', but 'Form' provides the id of a 'A' there; take that product, or ask for the other one with "
                + "[SubscriptionOf(typeof(",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("B", "B other", "")]
    [InlineData("Side", "West other", "")]
    [InlineData("West", "Side other", "")]
    [InlineData("A", "SubscriptionModel other", "")]
    [InlineData("A", "Guid other", "")]
    [InlineData("A", "A? other", "")]
    [InlineData("A", "B? another", "")]
    [InlineData("A", "B? subscription", "")]
    [InlineData("A", "B other", "Choose >> ")]
    [InlineData("A", "B other", "Open >> ")]
    public Task A_subscription_that_may_be_the_one_that_is_asked_for_is_fine(string product, string parameter, string before) =>
        AnalyzerTest.VerifyAsync(AnalyzerTest.Unmark(Workflow(product, parameter, before)));

    private static string Workflow(string product, string parameter, string before = "") =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel;
            [Product("b")] public sealed partial class B : SubscriptionModel;
            public abstract partial class Side : SubscriptionModel;
            [Product("west")] public sealed partial class West : Side;
            [Product("east")] public sealed partial class East : Side;

            public static partial class Workflows
            {
                public sealed record P : FormPage { [SubscriptionOf(typeof({{product}}))] public required Guid Other { get; init; } }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Choose", Gives = "other")] static Guid Choose(Guid other) => other;
                [Step("Open")] static State Open(State state) => state;
                [Step("Use")] static void Use({{parameter}}) { }
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)]
                public static StepList ModifyA() => Begin >> {{before}}{|ORCH3003:Use|};
            }
            """
        );
}
