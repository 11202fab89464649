// The compiler refuses types of one file in signatures; there is no second reason beside it.
// compiler: CS9051
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
file sealed record Answer(int Speed);
public static partial class Flow
{
    [Step("Push")] private static void Push(Answer answer) { }
    [Step("Fetch")] private static Answer Fetch() => new(1);
}
