// A class that is not partial is reported once, with all members that need it.
// expect: ORCH1001 at 'Outer' saying 'the step 'A.Do' and the step 'B.Do''
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public static class Outer
{
    public static partial class A { [Step("a")] static void Do() { } }
    public static partial class B { [Step("b")] static void Do() { } }
}
