// An author switches off the id of what is experimental where it is used; the emitted files do so themselves.
// expect: silent
using Orchestrator;
using static Orchestrator.Workflow;

#pragma warning disable EXP001
namespace App;
[System.Diagnostics.CodeAnalysis.Experimental("EXP001")]
public static class Preview { public sealed record Result(int Speed); }
public static partial class Steps
{
    [System.Diagnostics.CodeAnalysis.Experimental("EXP001")]
    [Step("Push")] internal static Preview.Result Push(int speed) => new(speed);
}
[System.Diagnostics.CodeAnalysis.Experimental("EXP001")]
[Product("node")] public sealed partial class Node : SubscriptionModel;
