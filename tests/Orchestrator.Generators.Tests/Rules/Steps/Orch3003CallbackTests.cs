using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The keys of callback steps: the address, and the object that an external system sends to it.</summary>
public sealed class Orch3003CallbackTests
{
    private const string Advice = "take a record that has the members of what the external system sends";

    [Theory]
    [InlineData("int", "needs the state key 'sent' as 'int', but a callback step provides it as 'JSON object'; " + Advice)]
    [InlineData("List<string>", Advice)]
    [InlineData("string", Advice)]
    [InlineData("DayOfWeek", Advice)]
    public async Task A_result_that_is_taken_as_anything_but_an_object_is_reported(string type, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow($"{type} sent"));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sent sent")]
    [InlineData("Sent? sent")]
    [InlineData("Dictionary<string, int> sent")]
    [InlineData("System.Text.Json.JsonElement sent")]
    [InlineData("Id sent")]
    public Task A_result_that_may_be_an_object_is_fine(string parameter) =>
        AnalyzerTest.VerifyAsync(Sources.Products, AnalyzerTest.Unmark(Workflow(parameter)));

    [Theory]
    [InlineData("string callbackUrl", "did you mean 'callback_route'?")]
    [InlineData("string address", "did you mean 'callback_route'?")]
    [InlineData("Sent result", "did you mean 'sent'?")]
    [InlineData("Sent callbackResult", "did you mean 'sent'?")]
    public async Task The_key_that_is_meant_is_suggested(string parameter, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(parameter));

        Assert.EndsWith(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_that_a_condition_reads_is_suggested_too()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            AnalyzerTest
                .Unmark(Workflow("Sent sent"))
                .Replace(
                    "\"sent\")",
                    "\"sent\") >> Conditional({|ORCH3003:static state => state.Get<bool>(\"result\")|}, Send)",
                    StringComparison.Ordinal
                )
        );

        Assert.EndsWith("did you mean 'sent'?", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    private static string Workflow(string parameter) =>
        Sources.Workflows(
            $$"""
            public sealed record Sent(int Count, string Name);
            public sealed record Id(Guid Value);
            [Step("Send")] static void Send(string callbackRoute) { }
            [Step("Check")] static void Check({{parameter}}) { }
            [ValidateWorkflow(typeof(A), "V")]
            public static StepList ValidateA() => Begin >> CallbackStep("C", Send, {|ORCH3003:Check|}, resultKey: "sent");
            """
        );
}
