// Steps as static members of an interface: plain ones bound, virtual and abstract ones refused: correct.
// expect: ORCH1002 at 'B'
// expect: ORCH1002 at 'C'
// expect: ORCH1002 at 'D'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public partial interface ISteps
{
    [Step("A")] static void A() { }
    [Step("B")] static virtual void B() { }
    [Step("C")] static abstract void C();
    [Step("D")] void D() { }
}
public interface INamed { string Name { get; set; } }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock, INamed { string INamed.Name { get; set; } = ""; }
