// A number of attempts that is none.
// expect: ORCH1009 at '-3' saying 'MaxAttempts'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public static partial class Flow
{
    [RetryStep("Push", MaxAttempts = -3)] internal static void Push() { }
}
