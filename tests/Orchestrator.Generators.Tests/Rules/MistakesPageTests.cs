using System.Text;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// The table of <c>docs/mistakes.md</c>: the mistakes that new authors make, with what the build says and whether <c>dotnet format
/// analyzers</c> corrects it. <c>UPDATE_SNAPSHOTS=1</c> writes it.
/// </summary>
public sealed class MistakesPageTests
{
    /// <summary>What the page shows before the table, which every mistake is made beside.</summary>
    private const string Given = """
        [Product("node")]
        public partial class Node : SubscriptionModel
        {
            public NodeBlock Block { get; set; } = new();
        }

        [ProductBlock("Node")]
        public sealed partial class NodeBlock : ProductBlock
        {
            public int Mtu { get; set; }
        }

        public sealed record MtuPage : FormPage
        {
            public required int Mtu { get; init; }
        }

        public interface IInventory
        {
            Task PutAsync(int mtu, CancellationToken cancellationToken);
        }

        public static partial class NodeWorkflows
        {
            private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>();

            [Step("Set MTU")]
            private static Node SetMtu(Node subscription, int mtu)
            {
                subscription.Block.Mtu = mtu;
                return subscription;
            }

            [Step("Put node")]
            private static Task PutNode(Node subscription, IInventory inventory, CancellationToken cancellationToken) =>
                inventory.PutAsync(subscription.Block.Mtu, cancellationToken);
        }
        """;

    private const string Modify = """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] """;

    /// <summary>Members of the class of workflows, each with one mistake.</summary>
    private static readonly (string Mistake, string Code)[] Mistakes =
    [
        ("the class of a step is not partial", """public static class Extra { [Step("Tidy")] internal static void Tidy() { } }"""),
        ("a step is not static", """public partial class Extra { [Step("Tidy")] internal void Tidy() { } }"""),
        ("a step is `async void`", """[Step("Tidy")] static async void Tidy() => await Task.Yield();"""),
        ("a step is generic", """[Step("Tidy")] static void Tidy<T>() { }"""),
        ("a parameter is passed by reference", """[Step("Tidy")] static void Tidy(ref int mtu) => mtu++;"""),
        ("a step takes what cannot be stored", """[Step("Tidy")] static void Tidy(Func<int> count) { }"""),
        ("a result of one value has no key", """[Step("Count ports")] static int CountPorts() => 1;"""),
        (
            "a step changes the subscription and returns nothing",
            """[Step("Clear")] static void Clear(Node subscription) => subscription.Block.Mtu = 0;"""
        ),
        ("a step returns a key of the engine's", """[Step("Name")] static (Guid ProcessId, bool Done) Name() => (Guid.Empty, true);"""),
        (
            "the token is not passed on",
            """[Step("Wait")] static Task Wait(IInventory inventory, CancellationToken cancellationToken) => inventory.PutAsync(1, default);"""
        ),
        (
            "a step blocks a thread",
            """[Step("Wait")] static void Wait(IInventory inventory, CancellationToken cancellationToken) => inventory.PutAsync(1, cancellationToken).Wait(cancellationToken);"""
        ),
        ("an option is out of range", """[RetryStep("Retry", MaxAttempts = -1)] static void Retry() { }"""),
        (
            "the name of a form is misspelt",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = "AskMtuu", Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a parameter is named like no key",
            $$"""[Step("Use")] static void Use(int mtuu) { } {{Modify}}public static StepList ModifyNode() => Begin >> Use;"""
        ),
        (
            "a parameter has another type than its key",
            $$"""[Step("Use")] static void Use(Guid mtu) { } {{Modify}}public static StepList ModifyNode() => Begin >> Use;"""
        ),
        (
            "a condition reads a key that nothing provides",
            $$"""{{Modify}}public static StepList ModifyNode() => Begin >> Conditional(static state => state.Get<bool>("signed"), PutNode);"""
        ),
        (
            "a service is a class",
            """public sealed class Client { public void Put() { } } [Step("Use")] static void Use(Client client) => client.Put(); [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Use;"""
        ),
        ("a chain does not begin with `Begin`", $$"""{{Modify}}public static StepList ModifyNode() => SetMtu >> PutNode;"""),
        (
            "a method of a chain is not a step",
            $$"""static void Tidy() { } {{Modify}}public static StepList ModifyNode() => Begin >> Tidy;"""
        ),
        (
            "two steps have one name",
            """[Step("Compare")] static void CompareA() { } [Step("Compare")] static void CompareB() { } [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> CompareA >> CompareB;"""
        ),
        (
            "a workflow has parameters",
            """[ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode(int mtu) => Begin >> PutNode;"""
        ),
        (
            "a workflow returns no steps",
            """[ValidateWorkflow(typeof(Node), "Validate node")] public static Task ValidateNode() => Task.CompletedTask;"""
        ),
        (
            "a product has no attribute",
            """public partial class Bare : SubscriptionModel; [ModifyWorkflow(typeof(Bare), "Modify bare", Reconcile = false)] public static StepList ModifyBare() => Begin; [TerminateWorkflow(typeof(Bare), "Terminate bare")] public static StepList TerminateBare() => Begin; [ValidateWorkflow(typeof(Bare), "Validate bare")] public static StepList ValidateBare() => Begin;"""
        ),
        (
            "a block has no attribute",
            """public sealed class BareBlock : ProductBlock { public int Size { get; set; } } [Product("bare")] public sealed partial class Bare : SubscriptionModel { public BareBlock Block { get; set; } = new(); }"""
        ),
        (
            "a create workflow does not link its process",
            """[Step("Make")] static Node Make(Guid product) => Node.Create(product, "acme"); [CreateWorkflow(typeof(Node), "Create node")] public static StepList CreateNode() => Begin >> Make; [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin; [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> PutNode;"""
        ),
        (
            "a plain workflow does not end",
            """[Step("Tidy")] static void Tidy() { } [Workflow(Target.System, "Tidy nodes")] public static StepList TidyNodes() => Begin >> Start >> Tidy;"""
        ),
        (
            "a reconcile workflow has a form",
            """[ReconcileWorkflow(typeof(Node), "Reconcile node", InputForm = nameof(AskMtu))] public static StepList ReconcileNode() => Begin >> PutNode;"""
        ),
        (
            "a product has two reconcile workflows",
            """[ReconcileWorkflow(typeof(Node), "Reconcile node")] public static StepList ReconcileNode() => Begin >> PutNode; [ReconcileWorkflow(typeof(Node), "Repair node")] public static StepList RepairNode() => Begin >> PutNode;"""
        ),
        (
            "a chain that reconciles changes the status",
            """[ExternalSystemSteps] static StepList Chain => Begin >> PutNode >> SetStatus(SubscriptionLifecycle.Active); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain;"""
        ),
        (
            "a chain that reconciles needs an answer of the form",
            """[Step("Push MTU")] static void PushMtu(int mtu) { } [ExternalSystemSteps] static StepList Chain => Begin >> PushMtu; [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain;"""
        ),
        (
            "a form changes the subscription",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(Clear), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu; static async Task<MtuPage> Clear(FormSession form, Node subscription) { subscription.Block.Mtu = 0; return await form.AskAsync<MtuPage>(); }"""
        ),
        (
            "a page asks for what no form can ask",
            """public sealed record WindowPage : FormPage { public required TimeSpan Window { get; init; } }"""
        ),
        (
            "a block has a member that cannot be stored",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { public TimeSpan Window { get; set; } }"""
        ),
        (
            "a member of a block can only be initialised",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { public int Size { get; init; } }"""
        ),
        (
            "a create workflow sets no value that is required",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } } [Product("pane")] public sealed partial class Pane : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Make")] static Pane Make(Guid product) => Pane.Create(product, "acme"); [CreateWorkflow(typeof(Pane), "Create pane")] public static StepList CreatePane() => Begin >> Make >> StoreProcessSubscription;"""
        ),
        (
            "a page asks for what no step takes",
            """internal sealed record NamePage : FormPage { public required string Name { get; init; } } static async Task<NamePage> AskName(FormSession form) => await form.AskAsync<NamePage>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskName), Reconcile = false)] public static StepList ModifyNode() => Begin >> PutNode;"""
        ),
        (
            "a page allows what the block refuses",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { [Range(1, 9)] public int Size { get; set; } } [Product("sash")] public sealed partial class Sash : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } public sealed record SizePage : FormPage { public required int Size { get; init; } } static async Task<SizePage> AskSize(FormSession form) => await form.AskAsync<SizePage>(); [Step("Set size")] static Sash SetSize(Sash subscription, int size) { subscription.Block.Size = size; return subscription; } [ModifyWorkflow(typeof(Sash), "Modify sash", InputForm = nameof(AskSize), Reconcile = false)] public static StepList ModifySash() => Begin >> SetSize;"""
        ),
        (
            "a condition reads a key as another type",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Conditional(static state => state.Get<string>("mtu") == "9000", PutNode);"""
        ),
        (
            "a step needs what only a condition provides",
            """[Step("Measure", Gives = "length")] static int Measure() => 1; [Step("Use")] static void Use(int length) { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> Conditional(static state => state.Get<int>("mtu") > 1500, Measure) >> Use;"""
        ),
        (
            "a step takes another product than the form asks for",
            """[Product("rack")] public sealed partial class Rack : SubscriptionModel; public sealed record RackPage : FormPage { [SubscriptionOf(typeof(Rack))] public required Guid Place { get; init; } } static async Task<RackPage> AskRack(FormSession form) => await form.AskAsync<RackPage>(); [Step("Use")] static void Use(Node place) { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskRack), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;"""
        ),
        (
            "the result of a callback is taken as a number",
            """[Step("Order")] static void Order(string callbackRoute) { } [Step("Check")] static void Check(int order) { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check, resultKey: "order");"""
        ),
        (
            "a callback has no time to come",
            """[Step("Order")] static void Order(string callbackRoute) { } [Step("Check")] static void Check() { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check, timeout: TimeSpan.Zero);"""
        ),
        ("a subscription has no customer", """[Step("Make")] static Node Make(Guid product) => Node.Create(product, "");"""),
        ("a step with a time limit takes no token", """[Step("Wait", TimeoutSeconds = 30)] static void Wait() => Thread.Sleep(1);"""),
        (
            "a modify workflow clears what is required",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } } [Product("frame")] public sealed partial class Frame : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Clear")] static Frame Clear(Frame subscription) { subscription.Block.Size = null; return subscription; } [ModifyWorkflow(typeof(Frame), "Modify frame", Reconcile = false)] public static StepList ModifyFrame() => Begin >> Clear;"""
        ),
        (
            "the answers of a page are dropped",
            """static async Task<MtuPage> AskTwice(FormSession form) { await form.AskAsync<MtuPage>(); return await form.AskLastAsync<MtuPage>(); } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskTwice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a form asks after its last page",
            """static async Task<MtuPage> AskTwice(FormSession form) { var one = await form.AskLastAsync<MtuPage>(); var two = await form.AskAsync<MtuPage>(); return one.Mtu > two.Mtu ? one : two; } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskTwice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "the choices of a field are never filled",
            """public sealed record ChoicePage : FormPage { [ChooseFrom(nameof(Sizes))] public required int Mtu { get; init; } public FormChoices<int>? Sizes { get; init; } } static async Task<ChoicePage> AskChoice(FormSession form) => await form.AskAsync<ChoicePage>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskChoice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a field begins with a value that it refuses",
            """public sealed record RangePage : FormPage { [Range(1280, 9216)] public int Mtu { get; init; } = 1000; } static async Task<RangePage> AskRange(FormSession form) => await form.AskAsync<RangePage>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskRange), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a step sets a value that the block refuses",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { [Range(1, 9)] public int Size { get; set; } } [Product("blind")] public sealed partial class Blind : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Grow")] static Blind Grow(Blind subscription) { subscription.Block.Size = 10; return subscription; } [ModifyWorkflow(typeof(Blind), "Modify blind", Reconcile = false)] public static StepList ModifyBlind() => Begin >> Grow;"""
        ),
        (
            "an object stays when its condition no longer holds",
            """public sealed record BackupState(string Name); public interface IBackups { Task<BackupState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("backup")] public sealed partial class BackupResource(IBackups system) : ExternalResource<Node, BackupState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override BackupState Describe(Node subscription) => new("backup"); public override Task<BackupState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, BackupState desired, BackupState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> Conditional<Node>(static node => node.Block.Mtu > 1500, Apply<BackupResource>()); [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<BackupResource>();"""
        ),
        (
            "a create workflow leaves an object to the reconcile",
            """public sealed record EntryState(string Name); public interface IEntrys { Task<EntryState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("entry")] public sealed partial class EntryResource(IEntrys system) : ExternalResource<Node, EntryState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override EntryState Describe(Node subscription) => new("entry"); public override Task<EntryState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, EntryState desired, EntryState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [Step("Make")] static Node Make(Guid product) => Node.Create(product, "acme"); [CreateWorkflow(typeof(Node), "Create node")] public static StepList CreateNode() => Begin >> Make >> StoreProcessSubscription; [ReconcileWorkflow(typeof(Node), "Reconcile node")] public static StepList ReconcileNode() => Begin >> Apply<EntryResource>(); [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Compare<EntryResource>(); [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<EntryResource>();"""
        ),
        ("a step takes a list of subscriptions", """[Step("Use")] static void Use(List<Node> nodes) { }"""),
        (
            "no step takes the address of a callback",
            """[Step("Order")] static void Order() { } [Step("Check")] static void Check() { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check);"""
        ),
        ("a step makes up a product", """[Step("Make")] static Node Make() => Node.Create(Guid.NewGuid(), "acme");"""),
        (
            "a failure is read as an object that does not exist",
            """public sealed record DoorState(string Name); public interface IDoors { Task<DoorState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("door")] public sealed partial class DoorResource(IDoors system) : ExternalResource<Node, DoorState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override DoorState Describe(Node subscription) => new("door"); public override async Task<DoorState?> ReadAsync(string key, CancellationToken cancellationToken) { try { return await system.FindAsync(key, cancellationToken); } catch (Exception) { return null; } } public override Task<string> ApplyAsync(string? key, DoorState desired, DoorState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); }"""
        ),
        (
            "a form does not throw what rejects an answer",
            """static async Task<MtuPage> AskChecked(FormSession form) { var page = await form.AskAsync<MtuPage>(); if (page.Mtu < 1280) { form.Invalid(nameof(page.Mtu), "Too small."); } return page; } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskChecked), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a form rejects an answer at no field of its page",
            """static async Task<MtuPage> AskChecked(FormSession form) { var page = await form.AskAsync<MtuPage>(); return page.Mtu < 1280 ? throw form.Invalid("Mut", "Too small.") : page; } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskChecked), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a form catches the exception of a page",
            """static async Task<MtuPage> AskSafely(FormSession form) { try { return await form.AskAsync<MtuPage>(); } catch (Exception) { return new MtuPage { Mtu = 1500 }; } } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskSafely), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a member of a block is a field",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { public int Size; }"""
        ),
        (
            "a parameter with a default is misspelt",
            """public sealed record SpeedPage : FormPage { public required int Speed { get; init; } } static async Task<SpeedPage> AskSpeed(FormSession form) => await form.AskAsync<SpeedPage>(); [Step("Use")] static void Use(int sped = 10) { } [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskSpeed), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;"""
        ),
        (
            "a validate workflow writes",
            """[Step("Reset")] static Node Reset(Node subscription) { subscription.Block.Mtu = 1500; return subscription; } [ValidateWorkflow(typeof(Node), "Validate node")] public static StepList ValidateNode() => Begin >> Reset;"""
        ),
        (
            "a step of a modify workflow returns a new subscription",
            """[Step("Copy")] static Node Copy(Guid product) => Node.Create(product, "acme"); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Copy >> SetMtu;"""
        ),
        (
            "a resource is applied beside the chain",
            """public sealed record GateState(string Name); public interface IGates { Task<GateState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } public abstract class Gate(IGates system) : ExternalResource<Node, GateState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override GateState Describe(Node subscription) => new("gate"); public override Task<GateState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, GateState desired, GateState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalResource("gate")] public sealed partial class GateResource(IGates gates) : Gate(gates); [ExternalResource("latch")] public sealed partial class LatchResource(IGates gates) : Gate(gates); [ExternalSystemSteps] static StepList Chain => Begin >> Apply<GateResource>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain >> Apply<LatchResource>(); [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<LatchResource>() >> Remove<GateResource>();"""
        ),
        (
            "a modify workflow changes what identifies an object",
            """public sealed record WireState(string Name); public interface IWires { Task<WireState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("wire")] public sealed partial class WireResource(IWires system) : ExternalResource<Node, WireState> { public override string? Identify(Node subscription) => $"mtu-{subscription.Block.Mtu}"; public override WireState Describe(Node subscription) => new("wire"); public override Task<WireState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, WireState desired, WireState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalSystemSteps] static StepList Chain => Begin >> Apply<WireResource>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain; [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<WireResource>();"""
        ),
        (
            "a member of a product has the name of one of every subscription",
            """[Product("door")] public sealed partial class Door : SubscriptionModel { public string? Note { get; set; } }"""
        ),
        ("the name of a step is empty", """[Step("")] static void Tidy() { }"""),
        (
            "a create workflow makes a subscription of another product",
            """[Product("hatch")] public sealed partial class Hatch : SubscriptionModel; [Step("Make")] static Hatch Make(Guid product) => Hatch.Create(product, "acme"); [CreateWorkflow(typeof(Node), "Create node")] public static StepList CreateNode() => Begin >> Make >> StoreProcessSubscription;"""
        ),
        (
            "the class of a resource is not marked",
            """public sealed record PegState(string Name); public interface IPegs { Task<PegState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } public sealed partial class PegResource(IPegs system) : ExternalResource<Node, PegState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override PegState Describe(Node subscription) => new("peg"); public override Task<PegState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, PegState desired, PegState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ReconcileWorkflow(typeof(Node), "Reconcile node")] public static StepList ReconcileNode() => Begin >> Apply<PegResource>();"""
        ),
        ("the attribute of a workflow is forgotten", """static StepList TerminateNode() => Begin >> PutNode;"""),
        (
            "a step does not wait for a call",
            """[Step("Put")] static void Put(IInventory inventory, CancellationToken cancellationToken) => inventory.PutAsync(1, cancellationToken);"""
        ),
        (
            "a step discards the task of a call",
            """[Step("Put")] static void Put(IInventory inventory, CancellationToken cancellationToken) { _ = inventory.PutAsync(1, cancellationToken); }"""
        ),
        (
            "a step returns null as the subscription",
            """[Step("Clear")] static Node Clear(Node subscription) => subscription.Block.Mtu == 0 ? null! : subscription;"""
        ),
        (
            "a step changes a subscription that it has loaded",
            """[Step("Copy")] static async Task Copy(Node subscription, Guid other, ISubscriptions all, CancellationToken cancellationToken) { var node = await all.GetAsync<Node>(other, cancellationToken); node.Block.Mtu = subscription.Block.Mtu; }"""
        ),
        (
            "a step takes a page whole",
            """[Step("Use")] static void Use(MtuPage page) => Console.WriteLine(page.Mtu); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;"""
        ),
        (
            "a step takes a block",
            """[Step("Widen")] static void Widen(NodeBlock block) => block.Mtu = 9000; [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> Widen;"""
        ),
        (
            "a workflow names a page instead of its form",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(MtuPage), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a method that makes a step is not called",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> SetStatus;"""
        ),
        (
            "a workflow names a block instead of a product",
            """[ModifyWorkflow(typeof(NodeBlock), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a modify workflow is marked as a create workflow",
            """[CreateWorkflow(typeof(Node), "Change node", InputForm = nameof(AskMtu))] public static StepList ChangeNode() => Begin >> SetMtu >> PutNode;"""
        ),
        (
            "a modify workflow applies before it changes",
            """public sealed record TagState(int Mtu); public interface ITags { Task<TagState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("tag")] public sealed partial class TagResource(ITags system) : ExternalResource<Node, TagState> { public override string? Identify(Node subscription) => subscription.SubscriptionId.ToString(); public override TagState Describe(Node subscription) => new(subscription.Block.Mtu); public override Task<TagState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, TagState desired, TagState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalSystemSteps] static StepList Chain => Begin >> Apply<TagResource>(); [ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> Chain >> SetMtu; [TerminateWorkflow(typeof(Node), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<TagResource>();"""
        ),
        (
            "a step takes a view of which nothing is required",
            """[Step("Show")] static void Show(Node.Active subscription) => Console.WriteLine(subscription);"""
        ),
        (
            "a workflow does not name its form",
            """[ModifyWorkflow(typeof(Node), "Modify node", Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;"""
        ),
        (
            "a secret is stored in a block",
            """[ProductBlock("Window")] public sealed partial class WindowBlock : ProductBlock { [Sensitive] public string? Password { get; set; } }"""
        ),
        ("a page has a field without a setter", """public sealed record NotePage : FormPage { public string? Note { get; } }"""),
        (
            "a step calls another step",
            """[Step("Measure")] static (int Load, bool IsBusy) Measure(Node subscription) => (subscription.Block.Mtu, false); [Step("Prepare")] static void Prepare(Node subscription) => Measure(subscription);"""
        ),
        (
            "a form never asks",
            """[ModifyWorkflow(typeof(Node), "Modify node", InputForm = nameof(GiveMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu; static Task<MtuPage> GiveMtu(FormSession form) => Task.FromResult(new MtuPage { Mtu = 1500 });"""
        ),
    ];

    [Fact]
    public async Task Each_of_at_least_thirty_mistakes_is_one_diagnostic_and_the_page_shows_it_with_its_fix()
    {
        Assert.InRange(Mistakes.Length, 30, 99);
        var page = new StringBuilder("| mistake | code | the build says | `dotnet format analyzers` |\n| --- | --- | --- | --- |\n");
        var several = new List<string>();
        var answers = (await AnswerAsync(static code => !IsOfResource(code))).Concat(await AnswerAsync(IsOfResource)).ToDictionary();
        foreach (var ((mistake, code), index) in Mistakes.Select(static (mistake, index) => (mistake, index)))
        {
            var (opened, own) = answers[index];
            if (own.Length != 1)
            {
                several.Add(
                    $"{mistake}: {string.Join("\n", own.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(null)}"))}"
                );
                continue;
            }

            var said = own[0];
            page.Append($"| {mistake} | `{Cell(code)}` | [{said.Id}](rules/{said.Id}.md): {Cell(Plain(said.GetMessage(null), index))} ");
            page.Append($"| {(await IsFixedAsync(opened, said) ? "corrects it" : "no fix")} |\n");
        }

        Assert.True(several.Count == 0, string.Join("\n\n", several));
        AssertShown(page.ToString());
    }

    // Where a project has external resources, a chain of plain steps is a mistake too.
    private static bool IsOfResource(string code) => code.Contains("[ExternalResource(", StringComparison.Ordinal);

    /// <summary>What is said of each of some mistakes, which are made in one project, by its place among all.</summary>
    private static async Task<Dictionary<int, (FixSolution Opened, Diagnostic[] Said)>> AnswerAsync(Func<string, bool> isMade)
    {
        var made = Mistakes.Index().Where(mistake => isMade(mistake.Item.Code)).ToArray();
        var opened = await FixSolution.OpenAsync(
            new ProjectText([.. made.Select(static mistake => Write(mistake.Item.Code, mistake.Index))])
        );
        var found = opened.DiagnosticsOf(opened.Projects[0]).ToLookup(static diagnostic => diagnostic.Location.SourceTree?.FilePath);
        return made.Index()
            .ToDictionary(
                static place => place.Item.Index,
                place => (opened, found[$"Source{place.Index}.cs"].DistinctBy(static diagnostic => diagnostic.GetMessage(null)).ToArray())
            );
    }

    private static async Task<bool> IsFixedAsync(FixSolution opened, Diagnostic diagnostic) =>
        CodeFixTest.Fixes.FirstOrDefault(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)) is { } fix
        && fix.GetFixAllProvider() is not null
        && (await opened.FindActionsAsync(fix, diagnostic)).Any(static action =>
            action.EquivalenceKey?.StartsWith("one by one", StringComparison.Ordinal) != true
        );

    // Each mistake has a product, a namespace and workflows of its own, so that none is reported because of another.
    private static string Write(string code, int index)
    {
        var given = Given.TrimEnd();
        return GeneratorTest.Author(Rename($"namespace Mistakes;\n\n{given[..^1]}\n    {code}\n}}\n", index));
    }

    private static string Rename(string code, int index) =>
        code.Replace("Node", $"Node{Mark(index)}", StringComparison.Ordinal)
            .Replace("\"node", $"\"node {Mark(index)}", StringComparison.Ordinal)
            .Replace("namespace Mistakes;", $"namespace Mistakes.{Mark(index)};", StringComparison.Ordinal)
            .Replace("Window\")", $"Window{Mark(index)}\")", StringComparison.Ordinal);

    private static string Plain(string message, int index) =>
        message
            .Replace($"Node{Mark(index)}", "Node", StringComparison.Ordinal)
            .Replace($"node_{Mark(index).ToLowerInvariant()}", "node", StringComparison.Ordinal)
            .Replace($"node {Mark(index)}", "node", StringComparison.OrdinalIgnoreCase);

    private static string Mark(int index) => $"{(char)('A' + (index / 26))}{(char)('a' + (index % 26))}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static void AssertShown(string table)
    {
        var path = Path.Combine(Snapshot.ProjectDirectory, "..", "..", "docs", "mistakes.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf("| mistake |", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            page = page[..begin] + table;
            File.WriteAllText(path, page);
        }

        Assert.Contains(Given.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Equal(table, page[begin..]);
    }
}
