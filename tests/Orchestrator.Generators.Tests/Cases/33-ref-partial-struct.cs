// A readonly ref struct and an abstract record as workflow classes: correct.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public readonly ref partial struct Flow { [Step("s")] internal static void Push() { } }
public abstract partial record Flow2(int X) { [Step("s")] internal static void Push() { } }
