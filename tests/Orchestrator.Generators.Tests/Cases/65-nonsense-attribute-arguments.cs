// Nonsense in every attribute: all of it is said at its place, nothing crashes, and no message has a hole.
// compiler: CS8625 CS0178
// expect: ORCH4007 at 'Product(null!)'
// expect: ORCH4007 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'must be written as "name=value"'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'must be written as "name=value"'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'must be written as "name=value"'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'is not a valid'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'no settable property'
// expect: ORCH4006 at 'Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])' saying 'given twice'
// expect: ORCH4007 at 'ProductBlock(null!)'
// expect: ORCH4001 at 'P'
// expect: ORCH4001 at 'Q'
// expect: ORCH4001 at 'R'
// expect: ORCH4001 at 'L'
// expect: ORCH4001 at 'Z'
// expect: ORCH4001 at 'ProductBlock("v", ValidIn = [(SubscriptionLifecycle)77])' saying 'its ValidIn names '77''
// expect: ORCH1009 at 'null!' saying 'Step 'S''
// expect: ORCH1009 at 'null!' saying 'Input step 'I' names no name'
// expect: ORCH1009 at 'null!' saying 'Input step 'I' names no assignee'
// expect: ORCH1004 at 'typeof(void)'
// expect: ORCH1004 at 'typeof(List<>)'
// expect: ORCH1004 at '[null!, typeof(int[]), typeof(A), typeof(A)]' saying 'names AlsoFor 'int[]''
// expect: ORCH1004 at '[null!, typeof(int[]), typeof(A), typeof(A)]' saying 'names AlsoFor 'null''
// expect: ORCH1004 at 'null!' saying 'names no product'
// expect: ORCH1009 at 'null!' saying 'names no description'
// expect: ORCH1004 at '""' saying 'names no InputForm'
// expect: ORCH1004 at '""' saying 'names no Defaults'
// expect: ORCH1009 at '(Target)99'
// expect: ORCH1007 at 'M4'
// expect: ORCH1007 at 'M5'
// expect: ORCH1004 at 'Workflow(Target.Modify, "p")'
// expect: ORCH1002 at 'M6'
// expect: ORCH1002 at 'E1'
// expect: ORCH2008 at 'E1'
// expect: ORCH1002 at 'E2'
// expect: ORCH1009 at '""' saying 'StepGroup'
// expect: ORCH1009 at 'Begin' saying 'StepGroup'
using Orchestrator;
using static Orchestrator.Workflow;
using System.ComponentModel.DataAnnotations;
namespace App;
[Product(null!)] public sealed partial class A : SubscriptionModel;
[Product("", Tag = null, ProductType = "", FixedInputs = [null!, "=x", "x", "x=", "y = 1", "x=2"])] public sealed partial class B : SubscriptionModel { public int X { get; set; } }
[ProductBlock(null!)] public sealed partial class C : ProductBlock { [OneOf] public ProductBlock? P { get; set; } [OneOf(null!)] public ProductBlock? Q { get; set; } [OneOf(typeof(void), typeof(List<>), typeof(int[]))] public ProductBlock? R { get; set; } [Range(typeof(decimal), "1", "2")] public decimal D { get; set; } [Length(5, 1)] public List<int> L { get; set; } = []; [RequiredFrom((SubscriptionLifecycle)77)] public int? Z { get; set; } }
[ProductBlock("v", ValidIn = [(SubscriptionLifecycle)77])] public sealed partial class V : ProductBlock;
[ProductBlock("w", ValidIn = null)] public sealed partial class W : ProductBlock { public V V { get; set; } = new(); }
public static partial class Flow
{
    [Step(null!, Removes = [null!, "", "a", "a"])] static void S() { }
    [Step("x", Id = null)] static void T(State state) { }
    [InputStep(null!, null!)] static Task I(FormSession f) => Task.CompletedTask;
    [ModifyWorkflow(typeof(void), "M")] public static StepList M1() => Begin;
    [ModifyWorkflow(typeof(List<>), "M", AlsoFor = [null!, typeof(int[]), typeof(A), typeof(A)])] public static StepList M2() => Begin >> S;
    [ModifyWorkflow(null!, null!, InputForm = "", Defaults = "")] public static StepList M3() => Begin >> T;
    [Workflow((Target)99, "p")] public static StepList M4() => Begin;
    [Workflow(Target.System, "p", null!)] public static StepList M5() => Begin;
    [Workflow(Target.Modify, "p")] public static StepList M6() => M6();
    [ReconcileWorkflow(typeof(A), "r", InputForm = null)] public static StepList M7() => (((Begin))) >> ((S));
    [ExternalSystemSteps(Workflow = "")] static StepList E1 => E2;
    [ExternalSystemSteps(Workflow = "class")] static StepList E2 => E1;
    [ModifyWorkflow(typeof(B), "M")] public static StepList M8() => Begin >> E1 >> StepGroup("", Begin) >> CallbackStep(name: null!, action: T, validate: T);
    [ModifyWorkflow(typeof(B), "M")] static StepList M9() => Begin >> StepGroup(id: "a", steps: StepGroup2(), name: "n") >> default(StepList)! >> new StepList[0][0] >> (Step)null!;
    static StepList StepGroup2() => throw new NotSupportedException();
}
