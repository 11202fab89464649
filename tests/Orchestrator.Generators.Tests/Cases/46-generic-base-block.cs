// A block from a generic base, a property of a type argument, hiding and overriding: correct.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
public abstract class Valued<T> : ProductBlock where T : struct { public T Value { get; set; } public virtual string? Text { get; set; } }
[ProductBlock("a")] public sealed partial class A : Valued<int> { public override string? Text { get; set; } }
[ProductBlock("b")] public partial class B : Valued<Guid> { public new List<DateOnly> Text { get; set; } = []; }
[ProductBlock("c")] public sealed partial class C : B { public int Own { get; set; } }
