using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3014Tests
{
    private const string Called = """
        [Step("Measure")] static (int Load, bool IsBusy) Measure(A subscription) => (1, subscription.InSync);
        [Step("Measure later")] static async Task<(int Later, bool IsLate)> MeasureAsync(A subscription) { await Task.Yield(); return (1, subscription.InSync); }
        [Step("Clear")] static A Clear(A subscription) { subscription.Note = null; return subscription; }
        [Step("Tell")] static void Tell() { }
        [RetryStep("Push")] static void Push() { }

        """;

    [Theory]
    [InlineData("static void S(A subscription) => {|ORCH3014:Measure(subscription)|};", "'load', 'is_busy' of its result are not put")]
    [InlineData("static void S(A subscription) { {|ORCH3014:Workflows.Measure(subscription)|}; }", "calls the step 'Measure'")]
    [InlineData("static void S(A subscription) { _ = {|ORCH3014:App.Workflows.Measure(subscription)|}; }", "calls the step 'Measure'")]
    [InlineData("static async Task S(A subscription) { await {|ORCH3014:MeasureAsync(subscription)|}.ConfigureAwait(false); }", "'later'")]
    [InlineData("static async Task S(A a) => await {|ORCH3014:MeasureAsync(a)|};", "'later', 'is_late' of its result are not put")]
    [InlineData("static async ValueTask S(A a) => await {|ORCH3014:MeasureAsync(a)|}.ConfigureAwait(false);", "'later'")]
    [InlineData("static Task S(A a) => {|ORCH3014:MeasureAsync(a)|};", "'later'")]
    [InlineData("static Task S(A a) { return {|ORCH3014:MeasureAsync(a)|}; }", "'later'")]
    [InlineData("static void S(A subscription) { Tell(); void Inner() => {|ORCH3014:Measure(subscription)|}; Inner(); }", "'load'")]
    [InlineData("static void S(A subscription) => Array.ForEach([1], _ => {|ORCH3014:Measure(subscription)|});", "'load'")]
    [InlineData("static A S(A subscription) { if (subscription.InSync) { {|ORCH3014:Push()|}; } return subscription; }", "is not retried")]
    public async Task A_step_that_is_called_and_loses_what_makes_it_one_is_reported(string step, string loss)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Called + $"[Step(\"S\")] {step}"));

        Assert.Contains(loss, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Step(\"S\")] static (int Load, bool IsBusy) S(A subscription) => Measure(subscription);")]
    [InlineData(
        "[Step(\"S\")] static (int Load, bool IsBusy) S(A subscription) { var (load, _) = Measure(subscription); return (load, true); }"
    )]
    [InlineData("[Step(\"S\")] static Task<(int Later, bool IsLate)> S(A a) => MeasureAsync(a);")]
    [InlineData("[Step(\"S\")] static async Task<(int Later, bool IsLate)> S(A a) { return await MeasureAsync(a); }")]
    [InlineData(
        "[Step(\"S\")] static async Task S(A a) { Console.WriteLine(await Ask()); async Task<(int, bool)> Ask() => await MeasureAsync(a); }"
    )]
    [InlineData("[Step(\"S\")] static void S(A a) { Func<(int, bool)> ask = () => { return Measure(a); }; Console.WriteLine(ask()); }")]
    [InlineData("[Step(\"S\")] static A S(A subscription) { Clear(subscription); return subscription; }")]
    [InlineData("[Step(\"S\")] static void S() => Tell();")]
    [InlineData("[RetryStep(\"S\")] static void S() => Push();")]
    [InlineData("static void Helper(A subscription) => Measure(subscription);")]
    [InlineData(
        "[Step(\"S\", Gives = \"gone\")] static string S(A subscription) => Gone(subscription); static string Gone(A a) => a.Note ?? \"\";"
    )]
    public Task A_call_that_loses_nothing_is_fine(string members) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Called + members));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH3014\n" + Sources.Workflows(Called + "[Step(\"S\")] static void S() => Push();")
        );
}
