using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// The mistakes of <c>docs/mistakes.md</c>, made with the products, services and pages of the example: the same rule answers. All are made
/// in one compilation, each in a file of its own.
/// </summary>
public sealed partial class SampleMistakesTests
{
    // What some of them need beside them.
    private const string Surroundings = """
        private static async Task<NodeWorkflows.ModifyNodePage> AskSite(FormSession form) =>
            await form.AskLastAsync<NodeWorkflows.ModifyNodePage>();

        [Step("Move")]
        private static Node Move(Node subscription, Site site)
        {
            subscription.Equipment.Site = site;
            return subscription;
        }
        """;

    private static readonly Mistake[] Mistakes =
    [
        new(
            "the class of a step is not partial",
            "ORCH1001",
            "'M1' must be partial",
            """
            public static class M1 { [Step("Tidy")] internal static void Tidy() { } }
            """
        ),
        new(
            "a step is not static",
            "ORCH1002",
            "it is not static",
            """
            public partial class M2 { [Step("Tidy")] internal void Tidy() { } }
            """
        ),
        new(
            "a step is `async void`",
            "ORCH1002",
            "it is 'async void'",
            """
            public static partial class M3 { [Step("Tidy")] private static async void Tidy() => await Task.Yield(); }
            """
        ),
        new(
            "a step is generic",
            "ORCH1002",
            "it is generic",
            """
            public static partial class M4 { [Step("Tidy")] private static void Tidy<T>() { } }
            """
        ),
        new(
            "a parameter is passed by reference",
            "ORCH1002",
            "its parameter 'site' is passed by ref",
            """
            public static partial class M5 { [Step("Tidy")] private static void Tidy(ref Site site) => site = Site.Utrecht; }
            """
        ),
        new(
            "a step takes what cannot be stored",
            "ORCH3002",
            "'Func<Site>' cannot be stored",
            """
            public static partial class M6 { [Step("Tidy")] private static void Tidy(Func<Site> site) => site(); }
            """
        ),
        new(
            "a result of one value has no key",
            "ORCH3008",
            "its result 'int' does not name its state keys",
            """
            public static partial class M7 { [Step("Count")] private static int Count(Node subscription) => subscription.Inventory.TenGigabitInterfaces.Count; }
            """
        ),
        new(
            "a step changes the subscription and returns nothing",
            "ORCH3005",
            "'Forget' changes 'subscription'",
            """
            public static partial class M8 { [Step("Forget")] private static void Forget(Node subscription) => subscription.Equipment.Name = null; }
            """
        ),
        new(
            "a step returns a key of the engine's",
            "ORCH3004",
            "writes the state key 'process_id'",
            """
            public static partial class M9 { [Step("Name")] private static (Guid ProcessId, bool Done) Name() => (Guid.Empty, true); }
            """
        ),
        new(
            "the token is not passed on",
            "ORCH3006",
            "it never uses 'cancellationToken'",
            """
            public static partial class M10 { [Step("Ask")] private static Task Ask(Node subscription, INrmClient nrm, CancellationToken cancellationToken) => nrm.DeleteAsync("nodes", $"{subscription.SubscriptionId}", default); }
            """
        ),
        new(
            "a step blocks a thread",
            "ORCH3007",
            "it blocks on a task with '.Wait()'",
            """
            public static partial class M11 { [Step("Ask")] private static void Ask(Node subscription, INrmClient nrm, CancellationToken cancellationToken) => nrm.DeleteAsync("nodes", $"{subscription.SubscriptionId}", cancellationToken).Wait(cancellationToken); }
            """
        ),
        new(
            "an option is out of range",
            "ORCH1009",
            "names MaxAttempts '-1'",
            """
            public static partial class M12 { [RetryStep("Retry", MaxAttempts = -1)] private static void Retry() { } }
            """
        ),
        new(
            "the name of a form is misspelt",
            "ORCH1004",
            "did you mean 'AskSite'?",
            """
            [ModifyWorkflow(typeof(Node), "M13", InputForm = "AskSitee", Reconcile = false)] public static StepList M() => Begin >> Move;
            """,
            InWorkflows: true
        ),
        new(
            "a parameter is named like no key",
            "ORCH3003",
            "did you mean 'site'?",
            """
            [Step("Use")] private static void Use(Site sitee) => Console.WriteLine(sitee); [ModifyWorkflow(typeof(Node), "M14", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Use;
            """,
            InWorkflows: true
        ),
        new(
            "a parameter has another type than its key",
            "ORCH3003",
            "needs the state key 'site' as 'int'",
            """
            [Step("Use")] private static void Use(int site) => Console.WriteLine(site); [ModifyWorkflow(typeof(Node), "M15", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Use;
            """,
            InWorkflows: true
        ),
        new(
            "a condition reads a key that nothing provides",
            "ORCH3003",
            "the condition needs the state key 'signed'",
            """
            [ModifyWorkflow(typeof(Node), "M16", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Conditional(static state => state.Get<bool>("signed"), Move);
            """,
            InWorkflows: true
        ),
        new(
            "a service is a class",
            "ORCH3003",
            "needs the state key 'client'",
            """
            public sealed class Client { public void Put() { } } [Step("Use")] private static void Use(Client client) => client.Put(); [ModifyWorkflow(typeof(Node), "M17", Reconcile = false)] public static StepList M() => Begin >> Use;
            """,
            InWorkflows: true
        ),
        new(
            "a chain does not begin with `Begin`",
            "ORCH3001",
            "'Move' cannot begin a chain",
            """
            [Step("Look")] private static void Look() { } [ModifyWorkflow(typeof(Node), "M18", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Move >> Look;
            """,
            InWorkflows: true
        ),
        new(
            "a method of a chain is not a step",
            "ORCH3001",
            "'Tidy' cannot be a step of a workflow: it is not marked",
            """
            private static void Tidy() { } [ModifyWorkflow(typeof(Node), "M19", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Tidy;
            """,
            InWorkflows: true
        ),
        new(
            "two steps have one name",
            "ORCH1005",
            "has two steps named 'Compare'",
            """
            [Step("Compare")] private static void CompareA() { } [Step("Compare")] private static void CompareB() { } [ModifyWorkflow(typeof(Node), "M20", Reconcile = false)] public static StepList M() => Begin >> CompareA >> CompareB;
            """,
            InWorkflows: true
        ),
        new(
            "a workflow has parameters",
            "ORCH1002",
            "it has parameters",
            """
            [ModifyWorkflow(typeof(Node), "M21", Reconcile = false)] public static StepList M(Site site) => Begin >> Move;
            """,
            InWorkflows: true
        ),
        new(
            "a workflow returns no steps",
            "ORCH1002",
            "it returns 'Task'",
            """
            [ModifyWorkflow(typeof(Node), "M22", Reconcile = false)] public static Task M() => Task.CompletedTask;
            """,
            InWorkflows: true
        ),
        new(
            "a product has no attribute",
            "ORCH4001",
            "put [Product(\"...\")] on it",
            """
            public partial class Bare : SubscriptionModel; [ModifyWorkflow(typeof(Bare), "M23", Reconcile = false)] public static StepList M() => Begin; [TerminateWorkflow(typeof(Bare), "M23 end")] public static StepList End() => Begin; [ValidateWorkflow(typeof(Bare), "M23 check")] public static StepList Check() => Begin;
            """,
            InWorkflows: true
        ),
        new(
            "a block has no attribute",
            "ORCH4001",
            "put [ProductBlock(\"...\")] on it",
            """
            public sealed class BareBlock : ProductBlock { public int Size { get; set; } } [Product("m23")] public sealed partial class Own : SubscriptionModel { public BareBlock Block { get; set; } = new(); }
            """
        ),
        new(
            "a create workflow does not link its process",
            "ORCH1007",
            "'m24' cannot complete",
            """
            [Step("Make")] private static Node Make(Guid product) => Node.Create(product, "customer"); [CreateWorkflow(typeof(Node), "M24")] public static StepList M24() => Begin >> Make;
            """,
            InWorkflows: true
        ),
        new(
            "a plain workflow does not end",
            "ORCH1007",
            "'m25' cannot complete",
            """
            [Step("Tidy")] private static void Tidy() { } [Workflow(Target.System, "M25")] public static StepList M25() => Begin >> Start >> Tidy;
            """,
            InWorkflows: true
        ),
        new(
            "a reconcile workflow has a form",
            "ORCH2002",
            "declares the input form 'AskSite'",
            """
            [ReconcileWorkflow(typeof(L2vpn), "M26", InputForm = nameof(AskSite))] public static StepList M() => Begin >> Apply<NrmNodeResource>();
            """,
            InWorkflows: true
        ),
        new(
            "a product has two reconcile workflows",
            "ORCH2001",
            "has more than one reconcile workflow",
            """
            [ReconcileWorkflow(typeof(Node), "M27")] public static StepList M() => Begin >> Apply<NrmNodeResource>(); [ReconcileWorkflow(typeof(Node), "M27 again")] public static StepList Again() => Begin >> Apply<NrmNodeResource>();
            """,
            InWorkflows: true
        ),
        new(
            "a chain that reconciles changes the status",
            "ORCH2003",
            "it sets the subscription",
            """
            [ExternalSystemSteps] private static StepList Chain => Begin >> Apply<NrmNodeResource>() >> SetStatus(SubscriptionLifecycle.Active); [Product("m28")] public sealed partial class Own : SubscriptionModel { public NodeBlock Equipment { get; set; } = new(); } [ModifyWorkflow(typeof(Own), "M28", InputForm = nameof(AskSite))] public static StepList M() => Begin >> Chain;
            """,
            InWorkflows: true
        ),
        new(
            "a chain that reconciles needs an answer of the form",
            "ORCH2006",
            "'site'",
            """
            [Step("Push")] private static void Push(Site site) => Console.WriteLine(site); [ExternalSystemSteps] private static StepList Chain => Begin >> Push; [Product("m29")] public sealed partial class Own : SubscriptionModel { public NodeBlock Equipment { get; set; } = new(); } [ModifyWorkflow(typeof(Own), "M29", InputForm = nameof(AskSite))] public static StepList M() => Begin >> Chain;
            """,
            InWorkflows: true
        ),
        new(
            "a form changes the subscription",
            "ORCH4004",
            "it changes 'subscription'",
            """
            [ModifyWorkflow(typeof(Node), "M30", InputForm = nameof(Clear), Reconcile = false)] public static StepList M() => Begin >> Move; private static async Task<NodeWorkflows.ModifyNodePage> Clear(FormSession form, Node subscription) { subscription.Equipment.Site = null; return await form.AskLastAsync<NodeWorkflows.ModifyNodePage>(); }
            """,
            InWorkflows: true
        ),
        new(
            "a page asks for what no form can ask",
            "ORCH4008",
            "cannot ask for 'Window'",
            """
            public sealed record WindowPage : FormPage { public required TimeSpan Window { get; init; } }
            """
        ),
        new(
            "a block has a member that cannot be stored",
            "ORCH4001",
            "'TimeSpan' cannot be stored",
            """
            [ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { public TimeSpan Window { get; set; } }
            """
        ),
        new(
            "a member of a block can only be initialised",
            "ORCH4001",
            "it can only be set by an initializer",
            """
            [ProductBlock("Size")] public sealed partial class SizeBlock : ProductBlock { public int Size { get; init; } }
            """
        ),
        new(
            "a create workflow sets no value that is required",
            "ORCH4009",
            "requires 'Block.Size'",
            """
            [ProductBlock("M34")] public sealed partial class WindowBlock : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } } [Product("m34")] public sealed partial class Own : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Make")] private static Own Make(Guid product) => Own.Create(product, "acme"); [CreateWorkflow(typeof(Own), "M34")] public static StepList M() => Begin >> Make >> StoreProcessSubscription;
            """,
            InWorkflows: true
        ),
        new(
            "a page asks for what no step takes",
            "ORCH4010",
            "asks for 'Reason'",
            """
            internal sealed record ReasonPage : FormPage { public required string Reason { get; init; } } private static async Task<ReasonPage> AskReason(FormSession form) => await form.AskAsync<ReasonPage>(); [ModifyWorkflow(typeof(Node), "M35", InputForm = nameof(AskReason), Reconcile = false)] public static StepList M() => Begin >> Apply<NrmNodeResource>();
            """,
            InWorkflows: true
        ),
        new(
            "a page allows what the block refuses",
            "ORCH4011",
            "Add '[Range(1, 9)]' to 'Size'",
            """
            [ProductBlock("M36")] public sealed partial class WindowBlock : ProductBlock { [Range(1, 9)] public int Size { get; set; } } [Product("m36")] public sealed partial class Own : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } public sealed record SizePage : FormPage { public required int Size { get; init; } } private static async Task<SizePage> AskSize(FormSession form) => await form.AskAsync<SizePage>(); [Step("Set size")] private static Own SetSize(Own subscription, int size) { subscription.Block.Size = size; return subscription; } [ModifyWorkflow(typeof(Own), "M36", InputForm = nameof(AskSize), Reconcile = false)] public static StepList M() => Begin >> SetSize;
            """,
            InWorkflows: true
        ),
        .. OfValues,
    ];

    [Fact]
    public void Each_mistake_of_the_page_is_made() =>
        Assert.Equal(
            Rows()
                .Matches(File.ReadAllText(Path.Combine(SampleSources.Folder, "..", "..", "docs", "mistakes.md")))
                .Select(static row => (row.Groups[1].Value, row.Groups[2].Value)),
            Mistakes.Select(static mistake => (mistake.Title, mistake.Id))
        );

    [Fact]
    public async Task Each_is_answered_by_its_diagnostic_where_it_is_made()
    {
        var sources = Mistakes.Select(static (mistake, index) => mistake.Write($"M{index + 1}")).ToArray();

        var found = await AnalyzerTest.FindAsync(RunOptions.Default, [.. SampleSources.OfNode, .. sources]);

        var said = found.ToLookup(
            static diagnostic => diagnostic.Location.SourceTree?.ToString(),
            static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"
        );
        Assert.All(
            Mistakes.Zip(sources),
            row =>
                Assert.Contains(
                    said[row.Second],
                    message =>
                        message.StartsWith(row.First.Id, StringComparison.Ordinal)
                        && message.Contains(row.First.Message, StringComparison.Ordinal)
                )
        );
    }

    [GeneratedRegex(@"^\| ([^|]+) \| `.*\| \[(ORCH\d+)\]", RegexOptions.Multiline)]
    private static partial Regex Rows();

    /// <summary>A mistake.</summary>
    /// <param name="Title">What it is called on the page.</param>
    /// <param name="Id">The rule.</param>
    /// <param name="Message">Part of what is said.</param>
    /// <param name="Code">The code.</param>
    /// <param name="InWorkflows">Whether the code is about members of a class of workflows.</param>
    private sealed record Mistake(string Title, string Id, string Message, string Code, bool InWorkflows = false)
    {
        internal string Write(string name) =>
            $"""
                using System.ComponentModel.DataAnnotations;
                using ExampleOrchestrator.Nrm;
                using ExampleOrchestrator.Products;

                namespace ExampleOrchestrator.Workflows.Nodes;

                {(InWorkflows ? $"public static partial class {name}\n{{\n{Surroundings}\n{Code}\n}}" : Code)}
                """;
    }
}
