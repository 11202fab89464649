using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3006Tests
{
    [Theory]
    [InlineData("""[Step("S")] static void S(CancellationToken {|ORCH3006:cancellationToken|}) { }""", "it never uses 'cancellationToken'")]
    [InlineData(
        """[Step("S", TimeoutSeconds = {|ORCH3006:5|})] static void S() { }""",
        "its TimeoutSeconds cancels a token that it does not take, so it runs on after it has failed; take a CancellationToken and pass"
    )]
    [InlineData("""[RetryStep("S", TimeoutSeconds = {|ORCH3006:5|})] static Task S() => Task.Delay(1);""", "or remove TimeoutSeconds")]
    [InlineData("""[Step("S")] static (int N, int M) S() => ({|ORCH3007:Task.Run(static () => 1).Result|}, 1);""", "'.Result'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3007:Task.Delay(1).Wait()|}; }""", "'.Wait()'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3007:Task.WaitAll(Task.CompletedTask, Task.Delay(1))|}; }""", "'Task.WaitAll()'")]
    [InlineData(
        """[Step("S")] static void S() { {|ORCH3007:Task.Run(static () => 1).GetAwaiter().GetResult()|}; }""",
        "'.GetAwaiter().GetResult()'"
    )]
    [InlineData(
        """[Step("S")] static void S() { {|ORCH3007:new ValueTask(Task.Delay(1)).GetAwaiter().GetResult()|}; }""",
        "await the task"
    )]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { var one = Task.Run(static () => 1); var two = Task.FromResult(2); await two; return ({|ORCH3007:one.Result|}, two.Result); }""",
        "'.Result'"
    )]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { var one = Task.Run(static () => 1); var n = {|ORCH3007:one.Result|}; await one; return (n, 1); }""",
        "'.Result'"
    )]
    [InlineData(
        """[Step("S")] static void S() { {|ORCH3007:Task.Delay(1).ConfigureAwait(false).GetAwaiter().GetResult()|}; }""",
        "'.GetAwaiter().GetResult()'"
    )]
    [InlineData(
        """[Step("S")] static void S() { var one = Task.Run(static () => 1); if (one is { Id: 1 }) { _ = {|ORCH3007:one.Result|}; } }""",
        "'.Result'"
    )]
    [InlineData(
        """[Step("S")] static partial void S(CancellationToken cancellationToken); static partial void S(CancellationToken {|ORCH3006:cancellationToken|}) { }""",
        "it never uses 'cancellationToken'"
    )]
    [InlineData(
        """[Step("S")] static async Task S(CancellationToken {|ORCH3006:cancellationToken|}) => await Task.Delay(1, cancellationToken: default);""",
        "it never uses 'cancellationToken'"
    )]
    [InlineData(
        """[Step("S")] static async Task S(CancellationToken {|ORCH3006:cancellationToken|}) { Func<CancellationToken, Task> wait = static cancellationToken => Task.Delay(1, cancellationToken); await wait(default); }""",
        "it never uses 'cancellationToken'"
    )]
    public async Task A_step_that_swallows_its_token_or_blocks_is_reported(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static async Task S(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);""")]
    [InlineData("""[Step("S")] static void S() { }""")]
    [InlineData("""[Step("S", TimeoutSeconds = 5)] static Task S(CancellationToken stop) => Task.Delay(1, stop);""")]
    [InlineData("""static int NoStep(CancellationToken cancellationToken) => Task.FromResult(1).Result;""")]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { var one = Task.FromResult(1); var two = Task.FromResult(2); await Task.WhenAll(one, two).ConfigureAwait(false); return (one.Result, two.GetAwaiter().GetResult()); }"""
    )]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { Task<int>[] all = [Task.FromResult(1), Task.FromResult(2)]; await Task.WhenAll(all); var sum = 0; foreach (var one in all) { sum += one.Result; } return (all[0].Result, sum); }"""
    )]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { var done = await Task.WhenAny(Task.FromResult(1), Task.FromResult(2)); return (done.Result, 1); }"""
    )]
    [InlineData(
        """[Step("S")] static async Task S() => await Task.FromResult(1).ContinueWith(static task => task.Result, TaskScheduler.Default);"""
    )]
    [InlineData(
        """[Step("S")] static async Task<(int N, int M)> S() { var one = new ValueTask<int>(1); return (one.IsCompletedSuccessfully ? one.Result : await one, 1); }"""
    )]
    [InlineData("""[Step("S")] static void S() => Task.CompletedTask.GetAwaiter().GetResult();""")]
    [InlineData(
        """[Step("S")] static void S() { _ = Task.FromResult(1).Result; ValueTask.CompletedTask.ConfigureAwait(false).GetAwaiter().GetResult(); new ValueTask<int>(1).AsTask().Wait(); default(ValueTask).GetAwaiter().GetResult(); }"""
    )]
    [InlineData(
        """[Step("S")] static async Task<State> S(State state) { var task = Work(); if (task is { IsCompletedSuccessfully: true }) { return task.Result; } return await task; } static Task<State> Work() => Task.Run(static () => State.Empty);"""
    )]
    [InlineData(
        """[Step("S")] static async Task<State> S(State state) { var task = Work(); return task is { IsCompletedSuccessfully: true, Result: var done } ? done : await task; } static Task<State> Work() => Task.Run(static () => State.Empty);"""
    )]
    [InlineData(
        """[Step("S")] static async Task<State> S(State state) { var task = Work(); return task switch { { IsCompletedSuccessfully: true } => task.Result, _ => await task }; } static Task<State> Work() => Task.Run(static () => State.Empty);"""
    )]
    [InlineData(
        """[Step("S")] static async Task<State> S(State state) { var task = Work(); switch (task) { case { IsCompleted: true }: return task.Result; default: return await task; } } static Task<State> Work() => Task.Run(static () => State.Empty);"""
    )]
    [InlineData(
        """[Step("S")] static async Task S() { var task = Work(); if (task.Status == TaskStatus.RanToCompletion) { _ = task.Result; } await task; } static Task<int> Work() => Task.Run(static () => 1);"""
    )]
    [InlineData(
        """[Step("S")] static async Task S() { var task = Work(); if (!task.IsCompleted) { await task; return; } _ = task.GetAwaiter().GetResult(); } static Task<int> Work() => Task.Run(static () => 1);"""
    )]
    [InlineData(
        """static readonly Task<int> Kept = Task.Run(static () => 1); [Step("S")] static async Task S() { if (Kept.IsCompletedSuccessfully) { _ = Kept.Result; } await Kept; }"""
    )]
    [InlineData("""[Step("S")] static void S() { var task = Task.Run(static () => 1); _ = task.Wait(0); _ = task.Wait(TimeSpan.Zero); }""")]
    [InlineData(
        """[Step("S")] static async Task S() { var one = Task.Run(static () => 1); var two = Task.Delay(1); await Task.WhenAll(one, two); Task.WaitAll(one, two); }"""
    )]
    [InlineData(
        """[Step("S")] static partial Task S(CancellationToken cancellationToken); static partial Task S(CancellationToken cancellationToken) => Task.Delay(1, cancellationToken);"""
    )]
    [InlineData(
        """[Step("S")] internal static partial Task S(CancellationToken stop); internal static partial async Task S(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);"""
    )]
    public async Task A_step_that_hands_its_token_on_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH3006
                [Step("S")] static void S(CancellationToken cancellationToken) { }
                """
            )
        );
}
