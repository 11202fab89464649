using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5014Tests
{
    private const string Direct = "new(subscription.Box.Address, subscription.Box.Number)";

    [Theory]
    [InlineData(Direct, "Begin >> Chain >> {|ORCH5014:Set|}", "changes 'Box.Address' in step 'Set', after 'Apply<Mail>()'")]
    [InlineData(Direct, "Begin >> Chain >> SetStatus(SubscriptionLifecycle.Active) >> {|ORCH5014:Set|}", "Write 'Set' before it")]
    [InlineData(Direct, "Begin >> Chain >> {|ORCH5014:Both|}", "'Box.Address'")]
    [InlineData(Direct, "Begin >> Chain >> {|ORCH5014:Replace|}", "changes 'Box' in step 'Replace'")]
    [InlineData("S.From(subscription)", "Begin >> Chain >> {|ORCH5014:Set|}", "'Box.Address'")]
    [InlineData("S.Of(subscription.Box)", "Begin >> Chain >> {|ORCH5014:Set|}", "'Box.Address'")]
    [InlineData("new(Direct(subscription), subscription.Box.Number)", "Begin >> Chain >> {|ORCH5014:Set|}", "'Box.Address'")]
    public async Task A_change_of_what_was_applied_before_is_reported(string described, string chain, string what)
    {
        var found = await AnalyzerTest.VerifyAsync(Source(described, chain));

        Assert.Contains(what, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Direct, "Begin >> Set >> Chain")]
    [InlineData(Direct, "Begin >> Chain >> Describe")]
    [InlineData(Direct, "Begin >> Chain >> Set >> Chain")]
    [InlineData(Direct, "Begin >> Chain >> Store")]
    [InlineData(Direct, "Begin >> Chain >> SetOnce")]
    [InlineData(Direct, "Begin >> Chain >> Conditional(static state => state.ContainsKey(\"text\"), Set)")]
    [InlineData("new(null, subscription.Box.Number)", "Begin >> Chain >> Set")]
    [InlineData("new(null, subscription.Ports.Count)", "Begin >> Chain >> Set")]
    public async Task A_change_before_it_of_something_else_or_of_what_the_system_assigned_is_fine(string described, string chain) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, Source(described, chain)),
            static diagnostic => diagnostic.Id == "ORCH5014"
        );

    [Theory]
    [InlineData("Begin >> Plain >> Set", 1)]
    [InlineData("Begin >> Set >> Plain", 0)]
    [InlineData("Begin >> Plain >> Count", 0)]
    [InlineData("Begin >> PutAddress >> Set", 0)]
    public async Task A_plain_step_of_a_marked_chain_sends_what_it_reads(string chain, int count) =>
        Assert.Equal(
            count,
            (await AnalyzerTest.FindAsync(RunOptions.Default, Source(Direct, chain, Plain))).Count(static diagnostic =>
                diagnostic.Id == "ORCH5014"
            )
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync("#pragma warning disable ORCH5014\n" + Source(Direct, "Begin >> Chain >> Set"));

    private const string Plain = """
        [Step("Put address")] static Task PutAddress(A subscription, ISystem system) => system.PutAsync(subscription.Box.Address);
        [ExternalSystemSteps] static StepList Plain => Begin >> PutAddress;
        """;

    private static string Source(string described, string chain, string members = "") =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel { public Box Box { get; set; } = new(); public List<Port> Ports { get; set; } = []; }
            [ProductBlock("Box")] public sealed partial class Box : ProductBlock { public string? Address { get; set; } public int Number { get; set; } }
            [ProductBlock("Port")] public sealed partial class Port : ProductBlock { public string? Address { get; set; } }
            public sealed record S(string? Address, int Number)
            {
                public static S From(A subscription) => Of(subscription.Box);
                public static S Of(Box box) => new(box.Address, box.Number);
            }

            [ExternalResource("mail")]
            public sealed partial class Mail : ExternalResource<A, S>
            {
                private static string? Direct(A subscription) => subscription.Box.Address;
                public override string? Identify(A subscription) => subscription.SubscriptionId.ToString();
                public override S Describe(A subscription) => {{described}};
                public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
                public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }

            public interface ISystem { Task PutAsync(string? text); }

            public static partial class Workflows
            {
                public sealed record P(string Text, int Count) : FormPage;
                static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
                [Step("Set")] static A Set(A subscription, string text, int count = 0) { subscription.Box.Address = text; return subscription; }
                [Step("Both")] static A Both(A subscription, string text, int count) { (subscription.Box.Address, subscription.Box.Number) = (text, count); return subscription; }
                [Step("Replace")] static A Replace(A subscription, string text, int count) { subscription.Box = new() { Address = text, Number = count }; return subscription; }
                [Step("Count")] static A Count(A subscription, int count, string text = "") { subscription.Box.Number = count; return subscription; }
                [Step("Describe")] static A Describe(A subscription, string text, int count = 0) { subscription.Description = text; return subscription; }
                [Step("Set once")] static A SetOnce(A subscription, string text, int count = 0) { subscription.Box.Address ??= text; return subscription; }
                [Step("Store")] static A Store(A subscription, string mailKey, string text = "", int count = 0) { subscription.Box.Address = mailKey; return subscription; }
                {{members}}
                [ExternalSystemSteps] static StepList Chain => Begin >> Apply<Mail>();
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Ask))] public static StepList ModifyA() => {{chain}};
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<Mail>();
            }
            """
        );
}
