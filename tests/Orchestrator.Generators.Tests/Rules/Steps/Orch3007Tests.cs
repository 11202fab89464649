using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3007Tests
{
    [Theory]
    [InlineData(
        """static Task<int> Get() => Task.Delay(1).ContinueWith(static _ => 1); [Step("S")] static (int N, int M) S() => ({|ORCH3007:Get().Result|}, 1);""",
        "'.Result'"
    )]
    [InlineData("""static Task Get() => Task.Delay(1); [Step("S")] static void S() { {|ORCH3007:Get().Wait()|}; }""", "await the task")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static async Task S() { var one = Task.Delay(1); await one; one.Wait(); }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Theory]
    [InlineData("""await one; _ = one.Result;""")]
    [InlineData("""var both = Task.WhenAll(one, W()); await both; _ = one.Result + both.Result[0];""")]
    [InlineData("""Task both; both = Task.WhenAll(one); await both; _ = one.Result;""")]
    [InlineData("""Task<int>[] tasks = [one, W()]; var all = Task.WhenAll(tasks); await all; _ = tasks[0].Result;""")]
    [InlineData("""await foreach (var each in Task.WhenEach(one, W())) { _ = each.Result + each.GetAwaiter().GetResult(); }""")]
    [InlineData("""await foreach (var each in Task.WhenEach(one, W()).WithCancellation(default)) { _ = each.Result; }""")]
    [InlineData("""if (W() is { IsCompletedSuccessfully: true } done) { _ = done.Result; } await one;""")]
    [InlineData("""if (W() is { IsCompleted: true } done && done.Result > 0) { } await one;""")]
    [InlineData("""switch (W()) { case { IsCompleted: true } done: _ = done.Result; break; } await one;""")]
    [InlineData("""_ = W() switch { { IsCompleted: true } done => done.Result, _ => 1 }; await one;""")]
    [InlineData(
        """var named = new Dictionary<string, Task<int>> { ["a"] = one }; await Task.WhenAll(named.Values); _ = named["a"].Result; foreach (var pair in named) { _ = pair.Value.Result; } foreach (var (_, each) in named) { _ = each.Result; }"""
    )]
    [InlineData(
        """var pairs = new[] { (Name: "a", Work: one) }; await Task.WhenAll(System.Linq.Enumerable.Select(pairs, static pair => pair.Work)); foreach (var (_, work) in pairs) { _ = work.Result; } _ = pairs[0].Work.Result;"""
    )]
    [InlineData("""(Task<int> other, _) = (one, 1); await other; _ = one.Result;""")]
    [InlineData("""var (first, second) = (W(), one); await Task.WhenAll([first, second]); _ = first.Result + one.Result;""")]
    public async Task A_task_that_is_complete_where_it_is_read_is_fine(string body) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Body(body)));

    [Theory]
    [InlineData("""var other = W(); await other; _ = {|ORCH3007:one.Result|};""")]
    [InlineData("""var both = Task.WhenAll(one, W()); _ = {|ORCH3007:one.Result|}; await both;""")]
    [InlineData("""(Task<int> other, Task<int> last) = (W(), one); await other; _ = {|ORCH3007:last.Result|};""")]
    [InlineData("""if (one is { Id: 1 } same) { _ = {|ORCH3007:same.Result|}; } await W();""")]
    [InlineData("""foreach (var each in new[] { one }) { _ = {|ORCH3007:each.Result|}; } await W();""")]
    public async Task A_task_that_no_one_has_waited_for_is_reported(string body) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Body(body)));

    private static string Body(string body) =>
        $$"""static Task<int> W() => Task.Delay(1).ContinueWith(static _ => 1); [Step("S")] static async Task S() { var one = W(); {{body}} }""";

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                "\n#pragma warning disable ORCH3007\n"
                    + """static Task<int> Get() => Task.Delay(1).ContinueWith(static _ => 1); [Step("S")] static (int N, int M) S() => (Get().Result, 1);"""
            )
        );
}
