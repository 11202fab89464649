// The registry could not name a class that is obsolete as an error; the steps in it are refused.
// expect: ORCH1010 at 'Push' saying 'its class 'OldSteps' cannot be used by emitted code'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[Obsolete("use NewSteps", true)]
public static partial class OldSteps
{
    [Step("Push")] internal static void Push() { }
}
