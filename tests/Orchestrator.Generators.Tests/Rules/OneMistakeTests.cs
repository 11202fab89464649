using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The mistakes that new authors make: each is said once, and the message says what was meant.</summary>
public sealed class OneMistakeTests
{
    private const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } }
        public sealed record Q : FormPage { public int Depth { get; init; } }
        public sealed record R(int Speed);
        public interface INrm { Task PutAsync(); }
        public sealed class NrmClient { public Task PutAsync() => Task.CompletedTask; }
        static async Task<P> ModifyForm(FormSession form) => await form.AskAsync<P>();
        [Step("Push")] static void Push(int size) { }
        [Step("Take")] static P Take(A subscription) => new() { Size = 1 };

        """;

    [Theory]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH1004:\"ModifyFrom\"|}, Reconcile = false)] public static "
            + "StepList ModifyA() => Begin >> Push;",
        "did you mean 'ModifyForm'?"
    )]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH1004:\"Unknown\"|}, Reconcile = false)] public static StepList ModifyA() => "
            + "Begin >> Push;",
        "has no such method; write it, or remove InputForm"
    )]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH1004:nameof(P)|}, Reconcile = false)] public static StepList ModifyA() => "
            + "Begin >> Push;",
        "it is a page, and a form is a method that asks pages; write 'nameof(ModifyForm)'"
    )]
    [InlineData(
        "[ExternalSystemSteps] static StepList Chain => Begin >> Push; [ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(ModifyForm), "
            + "Defaults = {|ORCH1004:\"Tkae\"|})] public static StepList ModifyA() => Begin >> Chain;",
        "did you mean 'Take'?"
    )]
    [InlineData(
        "[Step(\"Use\")] static void Use(int sise) { } [ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(ModifyForm), Reconcile = "
            + "false)] public static StepList ModifyA() => Begin >> {|ORCH3003:Use|};",
        "did you mean 'size'?"
    )]
    [InlineData(
        "[Step(\"Use\")] static Task Use(NrmClient nrm) => nrm.PutAsync(); [ValidateWorkflow(typeof(A), \"V\")] public static StepList "
            + "ValidateA() => Begin >> {|ORCH3003:Use|};",
        "if it is a service, mark it [FromServices] or take its interface"
    )]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(ModifyForm), Reconcile = false)] public static StepList ModifyA() => "
            + "{|ORCH3001:Push|} >> Push >> Push;",
        "Write 'Begin >> Push'"
    )]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(ModifyForm), Reconcile = false)] public static StepList ModifyA() => "
            + "{|ORCH3001:Push|};",
        "Write 'Begin >> Push'"
    )]
    [InlineData(
        "[TerminateWorkflow(typeof(A), \"T\")] public static StepList TerminateA() => {|ORCH3001:SetStatus(SubscriptionLifecycle.Active)|} "
            + ">> Take;",
        "Write 'Begin >> SetStatus(SubscriptionLifecycle.Active)'"
    )]
    [InlineData(
        "static StepList Chain => {|ORCH3001:SetStatus(SubscriptionLifecycle.Active)|};",
        "Write 'Begin >> SetStatus(SubscriptionLifecycle.Active)'"
    )]
    [InlineData("[Step(\"Count\")] static int {|ORCH3008:Count|}() => 1;", "write 'Gives = \"...\"' in the attribute for one value")]
    [InlineData("[Step(\"Use\")] void {|ORCH1002:Use|}() { }", "static")]
    [InlineData(
        "static void Free() { } [ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> {|ORCH3001:Free|};",
        "put [Step(\"...\")] on"
    )]
    [InlineData(
        "[Step(\"Use\")] static void Use(INrm nrm, int missing) { } [ValidateWorkflow(typeof(A), \"V\")] public static StepList "
            + "ValidateA() => Begin >> {|ORCH3003:Use|};",
        "give the parameter a default"
    )]
    [InlineData(
        "[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> Conditional({|ORCH3003:static state => "
            + "state.Get<int>(\"size\") > 1|}, Push);",
        "ask for it with ContainsKey first"
    )]
    [InlineData(
        "static async Task<(P First, Q Second)> AskBoth(FormSession form) => (await form.AskAsync<P>(), await form.AskLastAsync<Q>()); "
            + "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(AskBoth), Reconcile = false)] public static StepList ModifyA() => "
            + "Begin >> TakeQ >> {|ORCH3003:Push|}; [Step(\"Take Q\")] static void TakeQ(Q second) { }",
        "it is in 'first', which 'AskBoth' provides; leave the names of the elements out of the tuple"
    )]
    [InlineData(
        "[Step(\"Read\")] static (R Port, int Count) Read() => (new(1), 1); [Step(\"Use\")] static void Use(int speed, int count) { } "
            + "[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> Read >> {|ORCH3003:Use|};",
        "it is in 'port', which 'Read' provides; take 'R port'"
    )]
    [InlineData(
        "[Step(\"Make\")] static (A Node, int Count) Make(Guid product) => (A.Create(product, \"c\"), 1); [CreateWorkflow(typeof(A), "
            + "\"C\")] public static StepList CreateA() => Begin >> Make >> {|ORCH3003:StoreProcessSubscription|};",
        "'Make' returns it under 'node'; name that element of the tuple 'Subscription'"
    )]
    [InlineData(
        "[Step(\"Use\")] static void Use(P page) => GC.KeepAlive(page); [ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(ModifyForm), "
            + "Reconcile = false)] public static StepList ModifyA() => Begin >> {|ORCH3003:Use|};",
        "needs the state key 'page', which nothing before it provides: the members of 'P' have keys of their own in the state; take "
            + "'int size'"
    )]
    [InlineData(
        "[Step(\"Read\")] static R Read() => new(1); [Step(\"Use\")] static void Use(R speeds) => GC.KeepAlive(speeds); "
            + "[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> Read >> {|ORCH3003:Use|};",
        "the members of 'R' have keys of their own in the state; take 'int speed'"
    )]
    [InlineData(
        "[ProductBlock(\"b\")] public sealed partial class Block : ProductBlock; [Step(\"Use\")] static void Use(Block "
            + "{|ORCH3009:block|}) => GC.KeepAlive(block); [ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => "
            + "Begin >> Use;",
        "a 'Block' is read from the database with its subscription; take the subscription"
    )]
    [InlineData(
        "[ProductBlock(\"b\")] public sealed partial class Block : ProductBlock; [Step(\"Use\")] static void Use(Block block) => "
            + "GC.KeepAlive(block); [ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> {|ORCH3003:Use|}; "
            + "public sealed class Some : System.Text.Json.Serialization.JsonConverter<Block> { "
            + "public override Block? Read(ref System.Text.Json.Utf8JsonReader reader, Type type, "
            + "System.Text.Json.JsonSerializerOptions options) => null; public override void Write(System.Text.Json.Utf8JsonWriter writer, "
            + "Block value, System.Text.Json.JsonSerializerOptions options) { } }",
        "a block is a part of its subscription: take the subscription, and return it after a change"
    )]
    [InlineData(
        "[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> {|ORCH3001:SetStatus|};",
        "it makes a step when it is called; write 'SetStatus(...)'"
    )]
    [InlineData(
        "[ProductBlock(\"b\")] public sealed partial class Block : ProductBlock; [ModifyWorkflow({|ORCH1004:typeof(Block)|}, \"M\", "
            + "Reconcile = false)] public static StepList ModifyIt() => Begin >> Take;",
        "it is not a product"
    )]
    [InlineData(
        "[ReconcileWorkflow(typeof(A), \"R\", {|ORCH2002:InputForm = nameof(ModifyForm)|})] public static StepList ReconcileA() => "
            + "Begin >> Take;",
        "form"
    )]
    public async Task A_mistake_is_one_diagnostic_that_says_what_to_write(string members, string advice)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources
                .Workflows(Common + members)
                .Replace(
                    "public static partial class",
                    members.Contains("ORCH1002", StringComparison.Ordinal) ? "public partial class" : "public static partial class",
                    StringComparison.Ordinal
                )
        );

        Assert.Contains(advice, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }
}
