using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3012Tests
{
    private const string Common = """
        public interface IClient { Task PutAsync(int size); Task<int> CountAsync(); ValueTask SendAsync(); void Notify(); }

        """;

    [Theory]
    [InlineData("static void S(IClient client) => client.{|ORCH3012:PutAsync|}(1);")]
    [InlineData("static void S(IClient client) { client.{|ORCH3012:PutAsync|}(1); }")]
    [InlineData("static void S(IClient client) { _ = client.{|ORCH3012:CountAsync|}(); }")]
    [InlineData("static async Task S(IClient client) { _ = client.{|ORCH3012:SendAsync|}(); await Task.Yield(); }")]
    [InlineData("static Task S(IClient client) { client.{|ORCH3012:PutAsync|}(1).ConfigureAwait(false); return Task.CompletedTask; }")]
    [InlineData("static void S(IClient? client) { client?.{|ORCH3012:PutAsync|}(1); }")]
    [InlineData("static void S(IClient client) => Task.{|ORCH3012:Run|}(() => client.Notify());")]
    [InlineData("static void S(IClient client, int[] sizes) => Array.ForEach(sizes, size => client.{|ORCH3012:PutAsync|}(size));")]
    [InlineData("static void S(IClient client) { Put(); void Put() => client.{|ORCH3012:PutAsync|}(1); }")]
    public async Task A_call_whose_task_is_dropped_is_reported(string step)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows($"{Common}[Step(\"S\")] {step}"));

        Assert.StartsWith("Step 'S' does not wait for '", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Step(\"S\")] static Task S(IClient client) => client.PutAsync(1);")]
    [InlineData("[Step(\"S\")] static async Task S(IClient client) => await client.PutAsync(1);")]
    [InlineData(
        "[Step(\"S\")] static async Task S(IClient client) { var sent = client.PutAsync(1); await sent; _ = await client.CountAsync(); }"
    )]
    [InlineData(
        "[Step(\"S\")] static async Task S(IClient client, int[] sizes) => await Task.WhenAll(sizes.Select(size => client.PutAsync(size)));"
    )]
    [InlineData("[Step(\"S\")] static void S(IClient client) => client.Notify();")]
    [InlineData(
        "[Step(\"S\")] static async Task S(IClient client) { List<Task> all = []; all.Add(client.PutAsync(1)); await Task.WhenAll(all); }"
    )]
    [InlineData("[Step(\"S\")] static void S(IClient client) { Run(); void Run() { client.Notify(); } }")]
    [InlineData("static void Helper(IClient client) => client.PutAsync(1);")]
    public Task A_call_that_is_awaited_kept_or_returned_is_fine(string members) =>
        AnalyzerTest.VerifyAsync(Sources.Products, "using System.Linq;\n" + Sources.Workflows(Common + members));

    [Fact]
    public async Task A_write_of_an_external_resource_that_drops_its_call_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """
                namespace App;

                [Product("a")] public sealed partial class A : SubscriptionModel;
                public sealed record S(string Name);
                public interface ISystem { Task<S?> FindAsync(string key); Task PutAsync(string key, S state); Task DeleteAsync(string key); }

                [ExternalResource("r")]
                public sealed partial class R(ISystem system) : ExternalResource<A, S>
                {
                    public override string? Identify(A subscription) => subscription.SubscriptionId.ToString();
                    public override S Describe(A subscription) => new(subscription.Description);
                    public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key);
                    public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken)
                    {
                        system.{|ORCH3012:PutAsync|}(key!, desired);
                        return Task.FromResult(key!);
                    }
                    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key);
                }
                """
            )
        );

        Assert.StartsWith("'R.ApplyAsync' does not wait for 'PutAsync'", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH3012\n"
                + Sources.Workflows(Common + "[Step(\"S\")] static void S(IClient client) => client.PutAsync(1);")
        );
}
