using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5013Tests
{
    [Fact]
    public Task It_is_reported_at_the_step() =>
        AnalyzerTest.VerifyAsync(Source("subscription.Box.Address", "Begin >> {|ORCH5013:Both|} >> Chain"));

    [Theory]
    [InlineData("subscription.Box.Address", "Set")]
    [InlineData("subscription.Box.Address!", "Both")]
    [InlineData("$\"mail-{subscription.Box.Address}\"", "Set")]
    [InlineData("\"mail-\" + subscription.Box.Number", "Count")]
    [InlineData("subscription.Box.Number.ToString()", "Count")]
    [InlineData("subscription.Description", "Describe")]
    public async Task A_step_that_changes_what_identifies_an_object_is_reported(string key, string step)
    {
        var found = await AnalyzerTest.FindAsync(RunOptions.Default, Source(key, $"Begin >> {step} >> Chain"));

        var change = Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH5013");
        Assert.Equal(step, change.Location.SourceTree!.ToString().Substring(change.Location.SourceSpan.Start, step.Length));
        Assert.Contains("Write 'Remove<Mail>()' before this step", change.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription.SubscriptionId.ToString()", "Begin >> Set >> Chain")]
    [InlineData("subscription.Box.Address", "Begin >> Remove<Mail>() >> Set >> Chain")]
    [InlineData("subscription.Box.Address", "Begin >> Count >> Chain")]
    [InlineData("subscription.Box.Address", "Begin >> SetOnce >> SetOther >> Chain")]
    [InlineData("subscription.Box.Address", "Begin >> Chain >> Store")]
    [InlineData("subscription.Box.Address is null ? null : subscription.SubscriptionId.ToString()", "Begin >> Set >> Chain")]
    [InlineData("Hash(subscription.Box.Address)", "Begin >> Set >> Chain")]
    public async Task A_key_that_stays_is_removed_before_or_is_stored_for_the_first_time_is_fine(string key, string chain) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, Source(key, chain)),
            static diagnostic => diagnostic.Id == "ORCH5013"
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            "#pragma warning disable ORCH5013\n" + Source("subscription.Box.Address", "Begin >> Both >> Chain")
        );

    private static string Source(string key, string chain) =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel { public Box Box { get; set; } = new(); public Spare Other { get; set; } = new(); }
            [ProductBlock("Box")] public sealed partial class Box : ProductBlock { public string? Address { get; set; } public int Number { get; set; } }
            [ProductBlock("Spare")] public sealed partial class Spare : ProductBlock { public string? Address { get; set; } }
            public sealed record S(string? Address);

            [ExternalResource("mail")]
            public sealed partial class Mail : ExternalResource<A, S>
            {
                private static string Hash(string? text) => text + "#";
                public override string? Identify(A subscription) => {{key}};
                public override S Describe(A subscription) => new(subscription.Box.Address);
                public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
                public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }

            public static partial class Workflows
            {
                public sealed record P(string Text, int Count) : FormPage;
                static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
                [Step("Set")] static A Set(A subscription, string text) { subscription.Box.Address = text; return subscription; }
                [Step("Both")] static A Both(A subscription, string text, int count) { (subscription.Box.Address, subscription.Box.Number) = (text, count); return subscription; }
                [Step("Count")] static A Count(A subscription, int count) { subscription.Box.Number = count; return subscription; }
                [Step("Describe")] static A Describe(A subscription, string text) { subscription.Description = text; return subscription; }
                [Step("Set once")] static A SetOnce(A subscription, string text) { subscription.Box.Address ??= text; if (subscription.Box.Address == "") { subscription.Box.Address = text; } return subscription; }
                [Step("Set other")] static A SetOther(A subscription, string text) { subscription.Other.Address = text; return subscription; }
                [Step("Store")] static A Store(A subscription, string mailKey) { subscription.Box.Address = mailKey; return subscription; }
                [ExternalSystemSteps] static StepList Chain => Begin >> Apply<Mail>();
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Ask))] public static StepList ModifyA() => {{chain}};
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<Mail>();
            }
            """
        );
}
