// An operand of >>= is one of >>.
// expect: ORCH3001 at 'Unmarked' saying 'put [Step("...")] on'
// expect: ORCH3001 at '() => { }' saying 'a lambda has no name'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public static partial class Flow
{
    [Step("Push")] internal static void Push() { }
    static void Unmarked() { }
    public static StepList Chain()
    {
        var list = Begin;
        list >>= Push;
        list >>= Unmarked;
        list >>= () => { };
        return list;
    }
}
