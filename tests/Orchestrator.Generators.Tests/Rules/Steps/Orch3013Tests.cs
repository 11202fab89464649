using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3013Tests
{
    [Theory]
    [InlineData("static A S(A subscription) => {|ORCH3013:null!|};")]
    [InlineData("static A S(A subscription) { return {|ORCH3013:default!|}; }")]
    [InlineData("static async Task<A> S(A subscription) { await Task.Yield(); return {|ORCH3013:null!|}; }")]
    [InlineData("static A S(A subscription) => subscription.Description == \"\" ? subscription : {|ORCH3013:null!|};")]
    [InlineData("static (A Subscription, int Count) S() => ({|ORCH3013:null!|}, 1);")]
    public async Task Null_where_a_subscription_is_declared_is_reported(string step)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows($"[Step(\"S\")] {step}"));

        Assert.Contains("declare it as 'A?'", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Step(\"S\")] static A? S(A subscription) => null;")]
    [InlineData("[Step(\"S\")] static A? S(A subscription) => null!;")]
    [InlineData("[Step(\"S\")] static (A? Subscription, int Count) S() => (null, 1);")]
    [InlineData("[Step(\"S\")] static A S(A subscription) { A other = null!; other = subscription; return other; }")]
    [InlineData("[Step(\"S\")] static A S(A subscription) { Func<A> none = () => null!; return subscription; }")]
    [InlineData("[Step(\"S\")] static (string Name, int Count) S() => (null!, 1);")]
    [InlineData("static A Helper() => null!;")]
    public Task Null_that_is_declared_or_not_returned_is_fine(string members) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH3013\n" + Sources.Workflows("[Step(\"S\")] static A S(A subscription) => null!;")
        );
}
