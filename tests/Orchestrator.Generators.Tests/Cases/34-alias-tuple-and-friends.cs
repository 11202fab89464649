// Aliases for tuple, product, StepList, state type; const names; nameof with qualification: correct.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

using Pair = (int Low, int High);
using N = App.Node;
using SL = Orchestrator.StepList;
namespace App;
[Product(Names.Node)] public sealed partial class Node : SubscriptionModel;
public static class Names { public const string Node = "no" + "de"; public const string Modify = $"Modify {Node}"; }
public sealed record Page : FormPage { public int Low { get; init; } }
public static partial class Flow
{
    [Step("A" + Names.Node)] static Pair Push(N subscription, int low) => (low, 2);
    [ExternalSystemSteps] static SL Sync { get { return Begin >> Push; } }
    [ModifyWorkflow(description: Names.Modify, product: typeof(N), InputForm = nameof(Flow.Form), Defaults = nameof(Flow.Take))] public static SL ModifyNode() { return (Begin) >> (Sync); }
    static async Task<Page> Form(FormSession form) => await form.AskAsync<Page>();
    [Step("Take")] static Page2 Take(N subscription) => new(1);
    public readonly record struct Page2(int Low);
}
