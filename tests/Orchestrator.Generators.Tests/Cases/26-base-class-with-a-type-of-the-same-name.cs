// A nested type of the base class has the name of the class: the steps are registered for the class itself.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public class Base { public class Flow; }
public partial class Flow : Base
{
    [Step("Push")] internal static void Push() { }
}
