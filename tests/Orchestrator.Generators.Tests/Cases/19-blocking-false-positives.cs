// Reads of tasks that are complete where they are read block nothing.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public static partial class Flow
{
    [Step("One")] internal static async Task<State> One(State state) { var task = Work(); if (task is { IsCompletedSuccessfully: true }) { return task.Result; } return await task; }
    [Step("Two")] internal static async Task Two() { var task = Work(); if (task.Status == TaskStatus.RanToCompletion) { _ = task.Result; } await task; }
    [Step("Three")] internal static void Three() => Task.CompletedTask.GetAwaiter().GetResult();
    [Step("Four")] internal static void Four() { _ = Task.FromResult(1).Result; }
    static Task<State> Work() => Task.FromResult(State.Empty);
}
