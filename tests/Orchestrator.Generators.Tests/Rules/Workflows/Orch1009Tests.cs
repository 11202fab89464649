using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1009Tests
{
    [Theory]
    [InlineData("""[Step("S", RetryPolicy = {|ORCH1009:""|})] static void S() { }""", "it names nothing")]
    [InlineData("""[Step({|ORCH1009:null!|})] static void S() { }""", "write the name that operators see")]
    [InlineData("""[Step({|ORCH1009:""|})] static void S() { }""", "a name cannot be null or empty; write the name that operators see")]
    [InlineData("""[RetryStep({|ORCH1009:" \t"|})] static void S() { }""", "write the name that operators see")]
    [InlineData("""[InputStep({|ORCH1009:" "|}, "NOC")] static Task S() => Task.CompletedTask;""", "write the name that operators see")]
    [InlineData(
        """[ValidateWorkflow(typeof(A), {|ORCH1009:" "|})] public static StepList ValidateA() => Begin;""",
        "a description cannot be null or empty; write the description that menus show"
    )]
    [InlineData("""[InputStep("S", {|ORCH1009:null!|})] static Task S() => Task.CompletedTask;""", "write who answers the form")]
    [InlineData(
        """[Workflow({|ORCH1009:(Target)99|}, "W")] public static StepList W() => Begin >> Start >> Done;""",
        "is not one of the targets"
    )]
    [InlineData(
        """[ValidateWorkflow(typeof(A), {|ORCH1009:null!|})] public static StepList ValidateA() => Begin;""",
        "write the description that menus show"
    )]
    [InlineData(
        """[RetryStep("S", FirstDelaySeconds = {|ORCH1009:-1|})] static void S() { }""",
        "names FirstDelaySeconds '-1', but it must be from 0 to 86400"
    )]
    [InlineData("""[RetryStep("S", FirstDelaySeconds = {|ORCH1009:double.NaN|})] static void S() { }""", "names FirstDelaySeconds 'NaN'")]
    [InlineData("""[RetryStep("S", FirstDelaySeconds = {|ORCH1009:86400.5|})] static void S() { }""", "names FirstDelaySeconds '86400.5'")]
    [InlineData(
        """[RetryStep("S", FirstDelaySeconds = {|ORCH1009:double.PositiveInfinity|})] static void S() { }""",
        "names FirstDelaySeconds"
    )]
    [InlineData(
        """[RetryStep("S", Backoff = {|ORCH1009:-0.5|})] static void S() { }""",
        "names Backoff '-0.5', but it must be 0 or more, and finite"
    )]
    [InlineData("""[RetryStep("S", Backoff = {|ORCH1009:double.PositiveInfinity|})] static void S() { }""", "names Backoff")]
    [InlineData(
        """[RetryStep("S", MaxAttempts = {|ORCH1009:-3|})] static void S() { }""",
        "names MaxAttempts '-3', but it must be 0 or more"
    )]
    [InlineData(
        """[Step("S", TimeoutSeconds = {|ORCH1009:0|})] static Task S(CancellationToken stop) => Task.Delay(1, stop);""",
        "names TimeoutSeconds '0', but it must be from 0.001 to 2592000"
    )]
    [InlineData(
        """[Step("S", TimeoutSeconds = {|ORCH1009:-1|})] static Task S(CancellationToken stop) => Task.Delay(1, stop);""",
        "names TimeoutSeconds '-1'"
    )]
    [InlineData(
        """[Step("S", TimeoutSeconds = {|ORCH1009:2592000.5|})] static Task S(CancellationToken stop) => Task.Delay(1, stop);""",
        "which is 30 days"
    )]
    [InlineData(
        """[Step("S", TimeoutSeconds = {|ORCH1009:double.NaN|})] static Task S(CancellationToken stop) => Task.Delay(1, stop);""",
        "names TimeoutSeconds 'NaN'"
    )]
    [InlineData(
        """[RetryStep("S", TimeoutSeconds = {|ORCH1009:double.NegativeInfinity|})] static Task S(CancellationToken stop) => Task.Delay(1, stop);""",
        "names TimeoutSeconds"
    )]
    [InlineData("""[StepIdPrefix({|ORCH1009:""|})] public static partial class Inner;""", "the prefix ''")]
    [InlineData(
        """[Step("Make")] static A Make(Guid product) => A.Create(product, {|ORCH1009:""|});""",
        "'A.Create' names an empty customer, but a subscription is always a customer's; take 'customerId' from the form"
    )]
    [InlineData("""[Step("Make")] static A Make(Guid product) => A.Create(product, {|ORCH1009:string.Empty|});""", "an empty customer")]
    [InlineData(
        """[Step("Make")] static A Make() => A.Create({|ORCH1009:Guid.NewGuid()|}, "acme");""",
        "'A.Create' names a product that does not exist, but a subscription is of a product in the database; take 'Guid product'"
    )]
    [InlineData("""[Step("Make")] static A Make() => A.Create({|ORCH1009:Guid.Empty|}, "acme");""", "a product that does not exist")]
    [InlineData("""[Step("Make")] static A Make() => A.Create({|ORCH1009:default|}, "acme");""", "a product that does not exist")]
    [InlineData(
        """[Step("Make")] static A Make() => A.Create(customerId: "acme", product: {|ORCH1009:new Guid()|});""",
        "a product that does not exist"
    )]
    [InlineData(
        """[Step("Make")] static (A Made, int Size) Make() { var made = A.Create({|ORCH1009:Guid.NewGuid()|}, "acme"); return (made, 1); }""",
        "a product that does not exist"
    )]
    [InlineData("""[StepIdPrefix({|ORCH1009:null!|})] public static partial class Inner;""", "write that name, or remove the attribute")]
    [InlineData("""[StepIdPrefix({|ORCH1009:" "|})] public static partial class Inner;""", "the prefix ' '")]
    [InlineData("""[StepIdPrefix({|ORCH1009:"Zones/Old"|})] public static partial class Inner;""", "the prefix 'Zones/Old'")]
    [InlineData("""[StepIdPrefix({|ORCH1009:"Zones#2"|})] public static partial class Inner;""", "the name that the class had")]
    [InlineData("""[StepIdPrefix({|ORCH1009:"Zones."|})] public static partial class Inner;""", "the prefix 'Zones.'")]
    [InlineData("""[StepIdPrefix({|ORCH1009:"Zo\"nes\n"|})] public static partial class Inner;""", "the prefix 'Zo\"nes")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TimeSpan.Zero", true)]
    [InlineData("TimeSpan.FromSeconds(0)", true)]
    [InlineData("TimeSpan.FromMinutes(-1.5)", true)]
    [InlineData("new TimeSpan(0, 0, -1)", true)]
    [InlineData("-TimeSpan.FromHours(1)", true)]
    [InlineData("default(TimeSpan)", true)]
    [InlineData("null", false)]
    [InlineData("default", false)]
    [InlineData("TimeSpan.FromHours(1)", false)]
    [InlineData("new TimeSpan(1, -1, 0)", false)]
    [InlineData("TimeSpan.FromSeconds(Seconds)", false)]
    [InlineData("TimeSpan.MaxValue", false)]
    public async Task A_wait_for_a_callback_that_is_over_before_it_begins_is_reported(string timeout, bool isReported)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                static readonly int Seconds = 5;
                [Step("Send")] static void Send(string callbackRoute) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() =>
                    Begin >> CallbackStep("C", Send, Send, timeout: {{(isReported ? "{|ORCH1009:" + timeout + "|}" : timeout)}});
                """
            )
        );

        Assert.All(
            found,
            diagnostic =>
                Assert.Contains(
                    $"'CallbackStep' names timeout '{timeout}', but it must be longer than zero",
                    diagnostic.GetMessage(),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task A_description_of_a_workflow_that_does_not_fit_its_column_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Describe("{|ORCH1009:\"" + new string('x', 2_001) + "\"|}"));

        Assert.Contains("has 2001 characters, and may have 2000", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        await AnalyzerTest.VerifyAsync(Sources.Products, Describe("\"" + new string('x', 2_000) + "\""));

        static string Describe(string description) =>
            Sources.Workflows($"[Workflow(Target.System, {description})] public static StepList W() => Begin >> Start >> Done;");
    }

    [Fact]
    public async Task A_name_of_a_workflow_that_does_not_fit_its_columns_is_reported_whether_it_is_written_or_emitted()
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Name("{|ORCH1009:W" + new string('x', 255) + "|}"));

        Assert.Contains("has 256 characters, and may have 255", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        await AnalyzerTest.VerifyAsync(Sources.Products, Name("W" + new string('x', 254)));

        // The reconcile workflow of ModifyXxx is named ReconcileXxx.
        var rest = "X" + new string('x', 246);
        found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                "[ExternalSystemSteps] static StepList Send => Begin >> S; [Step(\"S\")] static void S() { }"
                    + $"[ModifyWorkflow(typeof(A), \"M\")] public static StepList {{|ORCH1009:Modify{rest}|}}() => Begin >> Send;"
            )
        );

        Assert.Contains("the workflow 'reconcile_xxx", Assert.Single(found).GetMessage(), StringComparison.Ordinal);

        static string Name(string name) =>
            Sources.Workflows($"[Workflow(Target.System, \"W\")] public static StepList {name}() => Begin >> Start >> Done;");
    }

    [Theory]
    [InlineData("""[StepIdPrefix("ZoneWorkflows")] public static partial class Inner;""")]
    [InlineData("""[StepIdPrefix("Outer.Zönes")] public static partial class Inner;""")]
    [InlineData("""[RetryStep("S", FirstDelaySeconds = 0, Backoff = 0.5, RetryPolicy = "noc")] static void S() { }""")]
    [InlineData(
        """[RetryStep("S", FirstDelaySeconds = 86_400, Backoff = double.MaxValue, MaxAttempts = int.MaxValue, TimeoutSeconds = 0.001)] static Task S(CancellationToken stop) => Task.Delay(1, stop); [Step("T", TimeoutSeconds = 30 * 24 * 60 * 60)] static Task T(CancellationToken stop) => Task.Delay(1, stop);"""
    )]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows("\n#pragma warning disable ORCH1009\n" + """[Step("S", RetryPolicy = "")] static void S() { }""")
        );

    [Theory]
    [InlineData("""[Step("Make")] static A Make(Guid product) => A.Create(product, "acme");""")]
    [InlineData("""[Step("Make")] static A Make() => A.Create(new Guid("0197f6a0-0000-7000-8000-000000000001"), "acme");""")]
    [InlineData("""static A Sample() => A.Create(Guid.NewGuid(), "acme");""")]
    [InlineData("""[Step("Make", Gives = "count")] static int Count() => A.Create(Guid.NewGuid(), "acme").Version;""")]
    [InlineData("""[Step("Use")] static void Use() { var scratch = A.Create(Guid.NewGuid(), "acme"); Console.WriteLine(scratch); }""")]
    public Task A_product_that_may_exist_and_a_model_that_is_not_saved_are_fine(string source) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));
}
