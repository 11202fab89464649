// All refused, but of a short or float the message says "take a string, number, ...": which number is not said (int, long,
// decimal, double), and 'date' is DateOnly or DateTimeOffset, not the DateTime that was written.
// expect: ORCH4001 at 'A'
// expect: ORCH4001 at 'B'
// expect: ORCH4001 at 'C'
// expect: ORCH4001 at 'D'
// expect: ORCH4001 at 'E'
// expect: ORCH4001 at 'F'
// expect: ORCH4001 at 'G'
// expect: ORCH4001 at 'H'
// expect: ORCH4001 at 'I'
// expect: ORCH4001 at 'J'
// expect: ORCH4001 at 'K'
// expect: ORCH4001 at 'L'
// expect: ORCH4001 at 'M'
// expect: ORCH4001 at 'N'
// expect: ORCH4001 at 'O'
// expect: ORCH4001 at 'P'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public interface IPort;
public struct Pair { public int A; }
[ProductBlock("Site")] public sealed partial class Site : ProductBlock
{
    public short A { get; set; } public float B { get; set; } public DateTime C { get; set; } public TimeSpan D { get; set; } public Int128 E { get; set; } public Uri? F { get; set; }
    public dynamic? G { get; set; } public int[] H { get; set; } = []; public IList<int> I { get; set; } = []; public List<int?> J { get; set; } = []; public List<List<int>> K { get; set; } = [];
    public IPort? L { get; set; } public Pair M { get; set; } public (int X, int Y) N { get; set; } public List<object> O { get; set; } = []; public ProductBlock? P { get; set; }
}
