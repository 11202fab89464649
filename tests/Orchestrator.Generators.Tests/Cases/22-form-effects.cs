// A form that sorts its own fresh copy for display and keeps a lookup gives the same with every replay.
// The suggestion is a true one: it has steps that could be a chain.
// expect: ORCH2005 at 'ModifyNode'
using Orchestrator;
using static Orchestrator.Workflow;

namespace App;
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public List<int> Vlans { get; set; } = []; }
[Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
public sealed record Page : FormPage { public List<int> Vlans { get; init; } = []; }
public static partial class Flow
{
    static string? cached;
    [Step("Push")] static void Push() { }
    [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(Form))] public static StepList ModifyNode() => Begin >> Push;
    static async Task<Page> Form(FormSession form, Node subscription) { subscription.Site.Vlans.Sort(); cached ??= "x"; return await form.AskAsync(new Page { Vlans = subscription.Site.Vlans }); }
}
