// A step in an extension block is bound as the static method that the compiler makes of it: nothing is said, and no name is empty.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

namespace Cases;

[Product("a")] public sealed partial class ProductA : SubscriptionModel;

public static partial class Steps
{
    extension(ProductA subscription)
    {
        [Step("In a block")] public static void InBlock() { }
    }

    [Step("Out of it")] private static void Plain() { }
    [ValidateWorkflow(typeof(ProductA), "Validate a")] public static StepList ValidateA() => Begin >> Plain;
}
