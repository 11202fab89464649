using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5004Tests
{
    private const string Common = """
        using System.Linq;

        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel;
        public sealed record S(string Text);
        public sealed record Inner(string Value);
        public sealed record Outer(Inner Inner);
        public sealed class Holder(Inner first) { public Inner Inner { get; set; } = first; }
        public interface IClient { string Name { get; } string Find(string key); Task<string> FindAsync(string key); }
        public static class Tools
        {
            public static string Upper(string text) => text.ToUpperInvariant();
            public static string Stamped(string text) => text + Stamp();
            public static string Random => Guid.NewGuid().ToString();
            private static DateTimeOffset Stamp() => DateTimeOffset.UtcNow;
        }

        public abstract class Base<TState>(IClient client) : ExternalResource<A, TState> where TState : class
        {
            protected IClient Client { get; } = client;
            public override Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("{|ORCH5004:client|}.Find(\"x\")", "it uses the service 'client'")]
    [InlineData("{|ORCH5004:Client|}.Name", "it uses the service 'Client'")]
    [InlineData("{|ORCH5004:_kept|}.Name", "it uses the service '_kept'")]
    [InlineData("{|ORCH5004:Task.FromResult(\"x\").Result|}", "it waits for a task")]
    [InlineData("{|ORCH5004:Task.FromResult(\"x\").GetAwaiter()|}.GetResult()", "it waits for a task")]
    [InlineData("{|ORCH5004:DateTime.UtcNow|}.ToString()", "it calls 'DateTime.UtcNow', which")]
    [InlineData("{|ORCH5004:TimeProvider.System.GetUtcNow()|}.ToString()", "it calls 'TimeProvider.GetUtcNow()'")]
    [InlineData("{|ORCH5004:Guid.NewGuid()|}.ToString()", "it calls 'Guid.NewGuid()'")]
    [InlineData("{|ORCH5004:Random.Shared|}.Next().ToString()", "it calls 'Random.Shared'")]
    [InlineData("Tools.Upper({|ORCH5004:Tools.Stamped(\"x\")|})", "it calls 'Stamped -> Stamp -> DateTimeOffset.UtcNow'")]
    [InlineData("{|ORCH5004:Tools.Random|}", "it calls 'Random -> Guid.NewGuid()'")]
    [InlineData("{|ORCH5004:Own()|}", "it calls 'Own -> Environment.TickCount64'")]
    public async Task What_is_another_value_each_time_or_needs_a_service_is_reported(string expression, string problem)
    {
        var source = Resource(expression);
        var found = await AnalyzerTest.VerifyAsync(source);

        var message = Assert.Single(found).GetMessage(null);
        Assert.StartsWith("'R.Describe' is not pure: ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Net.M0(\"x\")")]
    [InlineData("Net.P0")]
    public async Task Helpers_that_all_call_each_other_are_followed_once_each(string expression)
    {
        // Each way through these would be 23 to the power of the calls that are followed.
        var names = Enumerable.Range(0, 24).ToArray();
        var methods = names.Select(name =>
            $"public static string M{name}(string text) => text + "
            + $"{string.Join(" + ", names.Where(other => other != name).Select(other => $"M{other}(text)"))};"
        );
        var properties = names.Select(name =>
            $"public static string P{name} => "
            + $"{string.Join(" + ", names.Where(other => other != name).Select(static other => $"P{other}"))};"
        );
        var net = $"namespace App; public static class Net {{ {string.Join("\n", methods.Concat(properties))} }}";

        Assert.Empty(await AnalyzerTest.VerifyAsync(Resource(expression), net));
    }

    [Fact]
    public async Task Identify_and_a_class_between_are_looked_at_too() =>
        await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    public abstract class Between(IClient client) : Base<S>(client) { public override string? Identify(A subscription) => {|ORCH5004:Client|}.Name; }
                    [ExternalResource("r", Readable = false)] public sealed partial class R(IClient client) : Between(client) { public override S? Describe(A subscription) => null; }
                    """
            )
        );

    [Fact]
    public async Task A_field_that_the_constructor_sets_is_a_service_too() =>
        await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    [ExternalResource("r", Readable = false)]
                    public sealed partial class R : Base<S>
                    {
                        private readonly IClient _kept;
                        private readonly List<string> _names;
                        public R(IClient client) : base(client) { this._kept = client; _names = new(); }
                        public override string? Identify(A subscription) => _names.Count > 0 ? _names[0] : null;
                        public override S? Describe(A subscription) => new({|ORCH5004:_kept|}.Name);
                    }
                    """
            )
        );

    [Theory]
    [InlineData("subscription.Description")]
    [InlineData("Tools.Upper(subscription.Description)")]
    [InlineData("Prefix + _names[0] + _fixed")]
    [InlineData("nameof(client) + nameof(DateTime.UtcNow)")]
    [InlineData("subscription.StartDate is { } start ? start.AddDays(1).ToString() : DateTime.UnixEpoch.ToString()")]
    [InlineData("string.Join(\",\", _names.Select(static name => name.Trim()))")]
    [InlineData("new Random(1).Next().ToString()")]
    [InlineData("Loop(3)")]
    [InlineData("(new Outer(new(\"a\")) with { Inner = new(\"b\") }).Inner.Value")]
    [InlineData("new Holder(new(\"a\")) { Inner = new(\"b\") }.Inner.Value")]
    [InlineData("new Outer(new(\"a\")) is { Inner: { } held } ? held.Value : \"\"")]
    public async Task What_is_the_same_each_time_is_fine(string expression) => await AnalyzerTest.VerifyAsync(Resource(expression));

    // Each of them calls all of them three times: followed one by one, these are 24 to the power of 8 ways.
    [Fact]
    public async Task Methods_that_call_each_other_in_many_ways_are_each_followed_once()
    {
        var calls = string.Join(" + ", Enumerable.Range(0, 24).Select(static at => $"M{at % 8}(left - {at})"));
        var methods = Enumerable.Range(0, 8).Select(at => $"public static string M{at}(int left) => {calls};");

        await AnalyzerTest.VerifyAsync(Resource("Maze.M0(9)") + $"public static class Maze {{ {string.Join(' ', methods)} }}");
    }

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync("#pragma warning disable ORCH5004\n" + Resource("client.Name"));

    private static string Resource(string expression) =>
        Author(
            Common
                + $$"""
                [ExternalResource("r", Readable = false)]
                public sealed partial class R(IClient client) : Base<S>(client)
                {
                    private const string Prefix = "p";
                    private static readonly DateTime Started = DateTime.UtcNow;
                    private readonly string[] _names = ["x"];
                    private readonly string _fixed = "f";
                    private readonly IClient _kept = client;
                    public string After => Started.ToString() + _kept.Name;
                    public override string? Identify(A subscription) => subscription.SubscriptionId.ToString();
                    public override S? Describe(A subscription) => new({{expression}});
                    private static string Own() => Environment.TickCount64.ToString();
                    private static string Loop(int left) => left == 0 ? "" : Loop(left - 1);
                }
                """
        );
}
