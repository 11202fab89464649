using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5007Tests
{
    private const string Common = """
            public interface IClient { IClient Nodes { get; } Task PutAsync(object body, CancellationToken cancellationToken = default); Task<string> FindAsync(object body);
                Task<bool> IsFreshAsync(object at); void Record(TimeSpan time); Task CancelAsync(object body, DateTime? deadline = null); }
            public sealed record Body(string Id, DateTimeOffset? At = null) { public string? Note { get; set; } }
            static string NewId() => Guid.NewGuid().ToString();
            static Body Make(string name) { var id = NewId(); return new Body(id + name); }
            static Task SendAsync(IClient client, Body body) => client.PutAsync(body);
            static Task StampAsync(IClient client, string id) => client.PutAsync(new Body(id, DateTimeOffset.UtcNow));
            static string Kept { get; } = "x";

        """;

    [Theory]
    [InlineData("await {|ORCH5007:client.PutAsync(Guid.NewGuid())|};", "Push -> Guid.NewGuid()")]
    [InlineData("await {|ORCH5007:client.CancelAsync(Guid.NewGuid())|};", "Push -> Guid.NewGuid()")]
    [InlineData("await {|ORCH5007:client.Nodes.PutAsync(new Body(\"x\", DateTimeOffset.UtcNow))|};", "Push -> DateTimeOffset.UtcNow")]
    [InlineData("var id = Guid.NewGuid(); await {|ORCH5007:client.PutAsync(new { Id = id })|};", "Push -> Guid.NewGuid()")]
    [InlineData("await {|ORCH5007:client.PutAsync(Make(\"x\"))|};", "Push -> Make -> NewId -> Guid.NewGuid()")]
    [InlineData("await {|ORCH5007:SendAsync(client, Make(\"x\"))|};", "Push -> SendAsync -> Make -> NewId -> Guid.NewGuid()")]
    [InlineData("await {|ORCH5007:StampAsync(client, \"x\")|};", "Push -> StampAsync -> DateTimeOffset.UtcNow")]
    [InlineData(
        "var body = new Body(\"x\"); body.Note = DateTime.Now.ToString(); await {|ORCH5007:client.PutAsync(body)|};",
        "Push -> DateTime.Now"
    )]
    [InlineData("await {|ORCH5007:client.PutAsync(new Body($\"{Guid.NewGuid()}\"))|};", "Push -> Guid.NewGuid()")]
    public async Task What_another_run_would_not_send_is_reported_with_the_path(string body, string path)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(body));

        Assert.Equal(
            $"Step 'Push' sends what another run of it would not send ({path}), so a retry changes something else. Make the value "
                + "in a step before, which returns it.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Theory]
    [InlineData("await client.PutAsync(subscription.Description);")]
    [InlineData("await client.PutAsync(requestId);")]
    [InlineData("var id = Guid.NewGuid(); logger.LogInformation(\"{Id}\", id); await client.PutAsync(Kept);")]
    [InlineData("_ = await client.FindAsync(DateTimeOffset.UtcNow);")]
    [InlineData("var id = requestId; await client.PutAsync(id); id = Guid.NewGuid(); logger.LogInformation(\"{Id}\", id);")]
    [InlineData("var id = Guid.NewGuid(); id = requestId; await client.PutAsync(id);")]
    [InlineData("await client.PutAsync(nameof(DateTime.Now));")]
    [InlineData("await client.IsFreshAsync(DateTimeOffset.UtcNow);")]
    [InlineData("var watch = System.Diagnostics.Stopwatch.StartNew(); client.Record(watch.Elapsed);")]
    [InlineData("await client.CancelAsync(\"x\", deadline: DateTime.UtcNow.AddSeconds(30));")]
    [InlineData(
        "var watch = System.Diagnostics.Stopwatch.StartNew(); await client.PutAsync(\"x\"); logger.LogInformation(\"{Time}\", "
            + "watch.Elapsed);"
    )]
    [InlineData("var now = clock.GetUtcNow(); if (now.Year > 2000) { await client.PutAsync(\"x\"); }")]
    public async Task What_is_the_same_in_each_run_or_does_not_leave_is_fine(string body) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(body));

    // Each of them calls all of them three times: followed one by one, these are 24 to the power of 8 ways.
    [Fact]
    public async Task Methods_that_call_each_other_in_many_ways_are_each_followed_once()
    {
        var calls = string.Join(' ', Enumerable.Range(0, 24).Select(static at => $"await M{at % 8}(client, N{at % 8}(id + \"{at}\"));"));
        var ids = string.Join(" + ", Enumerable.Range(0, 24).Select(static at => $"N{at % 8}(id + \"{at}\")"));
        var methods = Enumerable
            .Range(0, 8)
            .Select(at => $"static async Task M{at}(IClient client, string id) {{ {calls} }} static string N{at}(string id) => {ids};");

        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Workflow("await M0(client, N0(\"x\"));")
                .Replace("static string Kept", string.Join(' ', methods) + " static string Kept", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_step_outside_of_the_chains_of_external_systems_is_fine() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Workflow("await client.PutAsync(Guid.NewGuid());").Replace("[ExternalSystemSteps]", "", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("await client.PutAsync(M0(\"x\"));")]
    [InlineData("await S0(client, \"x\");")]
    public async Task Helpers_that_all_call_each_other_are_followed_once_each(string body)
    {
        // Each way through these would be 23 to the power of the calls that are followed.
        var names = Enumerable.Range(0, 24).ToArray();
        var values = names.Select(name =>
            $"static string M{name}(string text) => text + "
            + $"{string.Join(" + ", names.Where(other => other != name).Select(other => $"M{other}(text)"))};"
        );
        var calls = names.Select(name =>
            $"static async Task S{name}(IClient client, string text) {{ "
            + $"{string.Join(" ", names.Where(other => other != name).Select(other => $"await S{other}(client, text);"))} }}"
        );

        Assert.Empty(await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(body, string.Join("\n", values.Concat(calls)))));
    }

    [Fact]
    public async Task A_step_in_two_chains_is_reported_once() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Workflow(
                "await {|ORCH5007:client.PutAsync(Guid.NewGuid())|};",
                "[ExternalSystemSteps] internal static StepList Other => Begin >> Chain >> Push;"
            )
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH5007\n" + Workflow("await client.PutAsync(Guid.NewGuid());")
        );

    private static string Workflow(string body, string more = "") =>
        Sources.Workflows(
            Common
                + $$"""
                    [ExternalSystemSteps] internal static StepList Chain => Begin >> Ask >> Push;
                    {{more}}
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;
                    [Step("Ask")] static (Guid RequestId, bool IsNew) Ask() => (Guid.NewGuid(), true);
                    [Step("Push")]
                    static async Task Push(A subscription, Guid requestId, IClient client, ILogger<Body> logger, TimeProvider clock)
                    {
                        {{body}}
                    }
                """
        );
}
