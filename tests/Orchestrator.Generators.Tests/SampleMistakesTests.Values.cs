namespace Orchestrator.Generators.Tests;

/// <content>Mistakes that compile, and that only the values of a process would show.</content>
public sealed partial class SampleMistakesTests
{
    private static Mistake[] OfValues =>
        [
            new(
                "a condition reads a key as another type",
                "ORCH3003",
                "read it as that type",
                """
                [Product("m37")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M37")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Put")] private static void PutNode(Own subscription) { } [ModifyWorkflow(typeof(Own), "M37", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Conditional(static state => state.Get<string>("mtu") == "9000", PutNode);
                """,
                InWorkflows: true
            ),
            new(
                "a step needs what only a condition provides",
                "ORCH3003",
                "missing when the condition does not hold",
                """
                [Product("m38")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M38")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [Step("Measure", Gives = "length")] static int Measure() => 1; [Step("Use")] static void Use(int length) { } [ModifyWorkflow(typeof(Own), "M38", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> Conditional(static state => state.Get<int>("mtu") > 1500, Measure) >> Use;
                """,
                InWorkflows: true
            ),
            new(
                "a step takes another product than the form asks for",
                "ORCH3003",
                "provides the id of a",
                """
                [Product("m39")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M39")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Product("m39 rack")] public sealed partial class Rack : SubscriptionModel; public sealed record RackPage : FormPage { [SubscriptionOf(typeof(Rack))] public required Guid Place { get; init; } } static async Task<RackPage> AskRack(FormSession form) => await form.AskAsync<RackPage>(); [Step("Use")] static void Use(Own place) { } [ModifyWorkflow(typeof(Own), "M39", InputForm = nameof(AskRack), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;
                """,
                InWorkflows: true
            ),
            new(
                "the result of a callback is taken as a number",
                "ORCH3003",
                "take a record that has the members",
                """
                [Product("m40")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M40")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [Step("Order")] static void Order(string callbackRoute) { } [Step("Check")] static void Check(int order) { } [ModifyWorkflow(typeof(Own), "M40", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check, resultKey: "order");
                """,
                InWorkflows: true
            ),
            new(
                "a callback has no time to come",
                "ORCH1009",
                "it must be longer than zero",
                """
                [Product("m41")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M41")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [Step("Order")] static void Order(string callbackRoute) { } [Step("Check")] static void Check() { } [ModifyWorkflow(typeof(Own), "M41", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check, timeout: TimeSpan.Zero);
                """,
                InWorkflows: true
            ),
            new(
                "a subscription has no customer",
                "ORCH1009",
                "a subscription is always a customer's",
                """
                [Product("m42")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M42")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Make")] static Own Make(Guid product) => Own.Create(product, "");
                """,
                InWorkflows: true
            ),
            new(
                "a step with a time limit takes no token",
                "ORCH3006",
                "it runs on after it has failed",
                """
                [Step("Wait", TimeoutSeconds = 30)] static void Wait() => Thread.Sleep(1);
                """,
                InWorkflows: true
            ),
            new(
                "a modify workflow clears what is required",
                "ORCH4009",
                "to null, which the status 'active' requires",
                """
                [ProductBlock("M44")] public sealed partial class WindowBlock : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } } [Product("m44")] public sealed partial class Frame : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Clear")] static Frame Clear(Frame subscription) { subscription.Block.Size = null; return subscription; } [ModifyWorkflow(typeof(Frame), "Modify frame", Reconcile = false)] public static StepList ModifyFrame() => Begin >> Clear;
                """,
                InWorkflows: true
            ),
            new(
                "the answers of a page are dropped",
                "ORCH4012",
                "is dropped; return it from the form",
                """
                [Product("m45")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M45")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } static async Task<MtuPage> AskTwice(FormSession form) { await form.AskAsync<MtuPage>(); return await form.AskLastAsync<MtuPage>(); } [ModifyWorkflow(typeof(Own), "M45", InputForm = nameof(AskTwice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a form asks after its last page",
                "ORCH4012",
                "after its last page",
                """
                [Product("m46")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M46")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } static async Task<MtuPage> AskTwice(FormSession form) { var one = await form.AskLastAsync<MtuPage>(); var two = await form.AskAsync<MtuPage>(); return one.Mtu > two.Mtu ? one : two; } [ModifyWorkflow(typeof(Own), "M46", InputForm = nameof(AskTwice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "the choices of a field are never filled",
                "ORCH4012",
                "give them one where it is asked",
                """
                [Product("m47")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M47")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record ChoicePage : FormPage { [ChooseFrom(nameof(Sizes))] public required int Mtu { get; init; } public FormChoices<int>? Sizes { get; init; } } static async Task<ChoicePage> AskChoice(FormSession form) => await form.AskAsync<ChoicePage>(); [ModifyWorkflow(typeof(Own), "M47", InputForm = nameof(AskChoice), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a field begins with a value that it refuses",
                "ORCH4012",
                "which its [Range(1280, 9216)] refuses",
                """
                [Product("m48")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M48")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record RangePage : FormPage { [Range(1280, 9216)] public int Mtu { get; init; } = 1000; } static async Task<RangePage> AskRange(FormSession form) => await form.AskAsync<RangePage>(); [ModifyWorkflow(typeof(Own), "M48", InputForm = nameof(AskRange), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a step sets a value that the block refuses",
                "ORCH4013",
                "which its [Range(1, 9)] refuses",
                """
                [ProductBlock("M49")] public sealed partial class WindowBlock : ProductBlock { [Range(1, 9)] public int Size { get; set; } } [Product("m49")] public sealed partial class Frame : SubscriptionModel { public WindowBlock Block { get; set; } = new(); } [Step("Grow")] static Frame Grow(Frame subscription) { subscription.Block.Size = 10; return subscription; } [ModifyWorkflow(typeof(Frame), "Modify frame", Reconcile = false)] public static StepList ModifyFrame() => Begin >> Grow;
                """,
                InWorkflows: true
            ),
            new(
                "an object stays when its condition no longer holds",
                "ORCH5009",
                "",
                """
                [Product("m50")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M50")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record BackupState(string Name); public interface IBackups { Task<BackupState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("m50 backup")] public sealed partial class BackupResource(IBackups system) : ExternalResource<Own, BackupState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override BackupState Describe(Own subscription) => new("backup"); public override Task<BackupState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, BackupState desired, BackupState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ModifyWorkflow(typeof(Own), "M50", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> Conditional<Own>(static node => node.Block.Mtu > 1500, Apply<BackupResource>()); [TerminateWorkflow(typeof(Own), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<BackupResource>();
                """,
                InWorkflows: true
            ),
            new(
                "a create workflow leaves an object to the reconcile",
                "ORCH5010",
                "",
                """
                [Product("m51")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M51")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record EntryState(string Name); public interface IEntrys { Task<EntryState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("m51 entry")] public sealed partial class EntryResource(IEntrys system) : ExternalResource<Own, EntryState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override EntryState Describe(Own subscription) => new("entry"); public override Task<EntryState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, EntryState desired, EntryState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [Step("Make")] static Own Make(Guid product) => Own.Create(product, "acme"); [CreateWorkflow(typeof(Own), "Create node")] public static StepList CreateNode() => Begin >> Make >> StoreProcessSubscription; [ReconcileWorkflow(typeof(Own), "Reconcile node")] public static StepList ReconcileNode() => Begin >> Apply<EntryResource>(); [ValidateWorkflow(typeof(Own), "Validate node")] public static StepList ValidateNode() => Begin >> Compare<EntryResource>(); [TerminateWorkflow(typeof(Own), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<EntryResource>();
                """,
                InWorkflows: true
            ),
            new(
                "a step takes a list of subscriptions",
                "ORCH3009",
                "take the ids, as Guid",
                """
                [Product("m52")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M52")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Use")] static void Use(List<Own> nodes) { }
                """,
                InWorkflows: true
            ),
            new(
                "no step takes the address of a callback",
                "ORCH3010",
                "does not take 'callback_route'",
                """
                [Product("m53")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M53")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [Step("Order")] static void Order() { } [Step("Check")] static void Check() { } [ModifyWorkflow(typeof(Own), "M53", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu >> CallbackStep("Order line", Order, Check);
                """,
                InWorkflows: true
            ),
            new(
                "a step makes up a product",
                "ORCH1009",
                "a product that does not exist",
                """
                [Product("m54")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M54")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Make")] static Own Make() => Own.Create(Guid.NewGuid(), "acme");
                """,
                InWorkflows: true
            ),
            new(
                "a failure is read as an object that does not exist",
                "ORCH5011",
                "Let the exception through",
                """
                [Product("m55")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M55")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record DoorState(string Name); public interface IDoors { Task<DoorState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("door")] public sealed partial class DoorResource(IDoors system) : ExternalResource<Own, DoorState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override DoorState Describe(Own subscription) => new("door"); public override async Task<DoorState?> ReadAsync(string key, CancellationToken cancellationToken) { try { return await system.FindAsync(key, cancellationToken); } catch (Exception) { return null; } } public override Task<string> ApplyAsync(string? key, DoorState desired, DoorState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); }
                """,
                InWorkflows: true
            ),
            new(
                "a form does not throw what rejects an answer",
                "ORCH4014",
                "write 'throw' before it",
                """
                [Product("m56")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M56")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } static async Task<MtuPage> AskChecked(FormSession form) { var page = await form.AskAsync<MtuPage>(); if (page.Mtu < 1280) { form.Invalid(nameof(page.Mtu), "Too small."); } return page; } [ModifyWorkflow(typeof(Own), "M56", InputForm = nameof(AskChecked), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a form rejects an answer at no field of its page",
                "ORCH4014",
                "did you mean 'Mtu'",
                """
                [Product("m57")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M57")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } static async Task<MtuPage> AskChecked(FormSession form) { var page = await form.AskAsync<MtuPage>(); return page.Mtu < 1280 ? throw form.Invalid("Mut", "Too small.") : page; } [ModifyWorkflow(typeof(Own), "M57", InputForm = nameof(AskChecked), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a form catches the exception of a page",
                "ORCH4014",
                "continues without the answers",
                """
                [Product("m58")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M58")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } static async Task<MtuPage> AskSafely(FormSession form) { try { return await form.AskAsync<MtuPage>(); } catch (Exception) { return new MtuPage { Mtu = 1500 }; } } [ModifyWorkflow(typeof(Own), "M58", InputForm = nameof(AskSafely), Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a member of a block is a field",
                "ORCH4015",
                "only properties are stored",
                """
                [ProductBlock("M59")] public sealed partial class WindowBlock : ProductBlock { public int Size; }
                """,
                InWorkflows: true
            ),
            new(
                "a parameter with a default is misspelt",
                "ORCH3003",
                "did you mean 'speed'",
                """
                [Product("m60")] public sealed partial class Own : SubscriptionModel; public sealed record SpeedPage : FormPage { public required int Speed { get; init; } } static async Task<SpeedPage> AskSpeed(FormSession form) => await form.AskAsync<SpeedPage>(); [Step("Use")] static void Use(int sped = 10) { } [ModifyWorkflow(typeof(Own), "M60", InputForm = nameof(AskSpeed), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;
                """,
                InWorkflows: true
            ),
            new(
                "a validate workflow writes",
                "ORCH1012",
                "changes the subscription and returns it",
                """
                [Product("m61")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M61")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } [Step("Reset")] static Own Reset(Own subscription) { subscription.Block.Mtu = 1500; return subscription; } [ValidateWorkflow(typeof(Own), "Validate node")] public static StepList ValidateNode() => Begin >> Reset;
                """,
                InWorkflows: true
            ),
            new(
                "a step of a modify workflow returns a new subscription",
                "ORCH3011",
                "'Copy' returns a new",
                """
                [Product("m62")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M62")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [Step("Copy")] static Own Copy(Guid product) => Own.Create(product, "acme"); [ModifyWorkflow(typeof(Own), "Modify node", InputForm = nameof(AskMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Copy >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a resource is applied beside the chain",
                "ORCH5012",
                "Move it into the chain 'Chain'",
                """
                [Product("m63")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M63")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record GateState(string Name); public interface IGates { Task<GateState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } public abstract class Gate(IGates system) : ExternalResource<Own, GateState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override GateState Describe(Own subscription) => new("gate"); public override Task<GateState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, GateState desired, GateState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalResource("m63 gate")] public sealed partial class GateResource(IGates gates) : Gate(gates); [ExternalResource("m63 latch")] public sealed partial class LatchResource(IGates gates) : Gate(gates); [ExternalSystemSteps] static StepList Chain => Begin >> Apply<GateResource>(); [ModifyWorkflow(typeof(Own), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain >> Apply<LatchResource>(); [TerminateWorkflow(typeof(Own), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<LatchResource>() >> Remove<GateResource>();
                """,
                InWorkflows: true
            ),
            new(
                "a modify workflow changes what identifies an object",
                "ORCH5013",
                "Write 'Remove<WireResource>()' before this step",
                """
                [Product("m64")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M64")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record WireState(string Name); public interface IWires { Task<WireState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("m64 wire")] public sealed partial class WireResource(IWires system) : ExternalResource<Own, WireState> { public override string? Identify(Own subscription) => $"mtu-{subscription.Block.Mtu}"; public override WireState Describe(Own subscription) => new("m64 wire"); public override Task<WireState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, WireState desired, WireState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalSystemSteps] static StepList Chain => Begin >> Apply<WireResource>(); [ModifyWorkflow(typeof(Own), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyNode() => Begin >> SetMtu >> Chain; [TerminateWorkflow(typeof(Own), "Terminate node")] public static StepList TerminateNode() => Begin >> Remove<WireResource>();
                """,
                InWorkflows: true
            ),
            new(
                "a member of a product has the name of one of every subscription",
                "ORCH4001",
                "it hides 'SubscriptionModel.Note'",
                """
                [Product("m65 door")] public sealed partial class Door : SubscriptionModel { public string? Note { get; set; } }
                """,
                InWorkflows: true
            ),
            new(
                "the name of a step is empty",
                "ORCH1009",
                "write the name that operators see",
                """
                [Step("")] private static void Tidy() { }
                """,
                InWorkflows: true
            ),
            new(
                "a create workflow makes a subscription of another product",
                "ORCH1007",
                "no step of it returns a 'Own'",
                """
                [Product("m67")] public sealed partial class Own : SubscriptionModel; [Product("m67 hatch")] public sealed partial class Hatch : SubscriptionModel; [Step("Make")] private static Hatch Make(Guid product) => Hatch.Create(product, "acme"); [CreateWorkflow(typeof(Own), "M67")] public static StepList M() => Begin >> Make >> StoreProcessSubscription;
                """,
                InWorkflows: true
            ),
            new(
                "the class of a resource is not marked",
                "ORCH5001",
                "put [ExternalResource",
                """
                [Product("m68")] public sealed partial class Own : SubscriptionModel; public sealed record PegState(string Name); public interface IPegs { Task<PegState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } public sealed partial class PegResource(IPegs system) : ExternalResource<Own, PegState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override PegState Describe(Own subscription) => new("peg"); public override Task<PegState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, PegState desired, PegState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ReconcileWorkflow(typeof(Own), "M68")] public static StepList M() => Begin >> Apply<PegResource>();
                """,
                InWorkflows: true
            ),
            new(
                "the attribute of a workflow is forgotten",
                "ORCH1013",
                "Put [ValidateWorkflow(typeof(Own), \"Validate own\")] on it",
                """
                [Product("m69")] public sealed partial class Own : SubscriptionModel; private static StepList ValidateOwn() => Begin;
                """,
                InWorkflows: true
            ),
            new(
                "a step does not wait for a call",
                "ORCH3012",
                "does not wait for 'PutAsync'",
                """
                public interface IInventory { Task PutAsync(int mtu, CancellationToken cancellationToken); } [Step("Put")] private static void Put(IInventory inventory, CancellationToken cancellationToken) => inventory.PutAsync(1, cancellationToken);
                """,
                InWorkflows: true
            ),
            new(
                "a step discards the task of a call",
                "ORCH3012",
                "does not wait for 'PutAsync'",
                """
                public interface IInventory { Task PutAsync(int mtu, CancellationToken cancellationToken); } [Step("Put")] private static void Put(IInventory inventory, CancellationToken cancellationToken) { _ = inventory.PutAsync(1, cancellationToken); }
                """,
                InWorkflows: true
            ),
            new(
                "a step returns null as the subscription",
                "ORCH3013",
                "declare it as 'Node?'",
                """
                [Step("Clear")] private static Node Clear(Node subscription) => subscription.Equipment.Name is null ? null! : subscription;
                """,
                InWorkflows: true
            ),
            new(
                "a step changes a subscription that it has loaded",
                "ORCH3005",
                "changes 'node', which it has loaded",
                """
                [Step("Copy")] private static async Task Copy(Node subscription, Guid other, ISubscriptions all, CancellationToken cancellationToken) { var node = await all.GetAsync<Node>(other, cancellationToken); node.Equipment.Name = subscription.Equipment.Name; }
                """,
                InWorkflows: true
            ),
            new(
                "a step takes a page whole",
                "ORCH3003",
                "take 'Site site'",
                """
                public sealed record SitePage : FormPage { public required Site Site { get; init; } } private static async Task<SitePage> AskPlace(FormSession form) => await form.AskAsync<SitePage>(); [Step("Use")] private static void Use(SitePage page) => Console.WriteLine(page.Site); [ModifyWorkflow(typeof(Node), "M75", InputForm = nameof(AskPlace), Reconcile = false)] public static StepList M() => Begin >> Use;
                """,
                InWorkflows: true
            ),
            new(
                "a step takes a block",
                "ORCH3009",
                "take the subscription",
                """
                [Step("Name")] private static void Name(NodeBlock block) => Console.WriteLine(block.Name); [ModifyWorkflow(typeof(Node), "M79", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Move >> Name;
                """,
                InWorkflows: true
            ),
            new(
                "a workflow names a page instead of its form",
                "ORCH1004",
                "write 'nameof(AskSite)'",
                """
                [ModifyWorkflow(typeof(Node), "M80", InputForm = nameof(NodeWorkflows.ModifyNodePage), Reconcile = false)] public static StepList M() => Begin >> Move;
                """,
                InWorkflows: true
            ),
            new(
                "a method that makes a step is not called",
                "ORCH3001",
                "write 'Apply<NrmNodeResource>()'",
                """
                [ValidateWorkflow(typeof(Node), "M76")] public static StepList M() => Begin >> Apply<NrmNodeResource>;
                """,
                InWorkflows: true
            ),
            new(
                "a workflow names a block instead of a product",
                "ORCH1004",
                "it is not a product",
                """
                [ModifyWorkflow(typeof(NodeBlock), "M77", InputForm = nameof(AskSite), Reconcile = false)] public static StepList M() => Begin >> Move;
                """,
                InWorkflows: true
            ),
            new(
                "a modify workflow is marked as a create workflow",
                "ORCH1007",
                "construct one in a step before it",
                """
                [CreateWorkflow(typeof(Node), "M78", InputForm = nameof(AskSite))] public static StepList M() => Begin >> Move;
                """,
                InWorkflows: true
            ),
            new(
                "a modify workflow applies before it changes",
                "ORCH5014",
                "Write 'SetMtu' before it",
                """
                [Product("m74")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M74")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } public sealed record TagState(int Mtu); public interface ITags { Task<TagState?> FindAsync(string key, CancellationToken stop); Task<string> PutAsync(string key, CancellationToken stop); Task DeleteAsync(string key, CancellationToken stop); } [ExternalResource("m74 tag")] public sealed partial class TagResource(ITags system) : ExternalResource<Own, TagState> { public override string? Identify(Own subscription) => subscription.SubscriptionId.ToString(); public override TagState Describe(Own subscription) => new(subscription.Block.Mtu); public override Task<TagState?> ReadAsync(string key, CancellationToken cancellationToken) => system.FindAsync(key, cancellationToken); public override Task<string> ApplyAsync(string? key, TagState desired, TagState? actual, CancellationToken cancellationToken) => system.PutAsync(key!, cancellationToken); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => system.DeleteAsync(key, cancellationToken); } [ExternalSystemSteps] static StepList Chain => Begin >> Apply<TagResource>(); [ModifyWorkflow(typeof(Own), "Modify node", InputForm = nameof(AskMtu))] public static StepList ModifyIt() => Begin >> Chain >> SetMtu; [TerminateWorkflow(typeof(Own), "Terminate node")] public static StepList TerminateOwn() => Begin >> Remove<TagResource>();
                """,
                InWorkflows: true
            ),
            new(
                "a step takes a view of which nothing is required",
                "ORCH4016",
                "nothing in 'Own' is required from active",
                """
                [Product("m75")] public sealed partial class Own : SubscriptionModel; [Step("Show")] private static void Show(Own.Active subscription) => Console.WriteLine(subscription);
                """,
                InWorkflows: true
            ),
            new(
                "a workflow does not name its form",
                "ORCH3003",
                "write 'InputForm = nameof(AskMtu)' in the attribute",
                """
                [Product("m76")] public sealed partial class Own : SubscriptionModel { public OwnBlock Block { get; set; } = new(); } [ProductBlock("M76")] public sealed partial class OwnBlock : ProductBlock { public int Mtu { get; set; } } public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static async Task<MtuPage> AskMtu(FormSession form) => await form.AskAsync<MtuPage>(); [Step("Set MTU")] private static Own SetMtu(Own subscription, int mtu) { subscription.Block.Mtu = mtu; return subscription; } [ModifyWorkflow(typeof(Own), "M76", Reconcile = false)] public static StepList ModifyNode() => Begin >> SetMtu;
                """,
                InWorkflows: true
            ),
            new(
                "a secret is stored in a block",
                "ORCH4005",
                "[Sensitive] does not hide it",
                """
                [ProductBlock("M77")] public sealed partial class WindowBlock : ProductBlock { [Sensitive] public string? Password { get; set; } }
                """,
                InWorkflows: true
            ),
            new(
                "a page has a field without a setter",
                "ORCH4008",
                "it has no setter",
                """
                internal sealed record NotePage : FormPage { public string? Note { get; } }
                """,
                InWorkflows: true
            ),
            new(
                "a step calls another step",
                "ORCH3014",
                "'load', 'is_busy' of its result are not put into the state",
                """
                [Step("Measure")] private static (int Load, bool IsBusy) Measure(Node subscription) => (subscription.Inventory.TenGigabitInterfaces.Count, false); [Step("Prepare")] private static void Prepare(Node subscription) => Measure(subscription);
                """,
                InWorkflows: true
            ),
            new(
                "a form never asks",
                "ORCH4017",
                "asks nothing, because it never uses 'form'",
                """
                [Product("m80")] public sealed partial class Own : SubscriptionModel; public sealed record MtuPage : FormPage { public required int Mtu { get; init; } } private static Task<MtuPage> GiveMtu(FormSession form) => Task.FromResult(new MtuPage { Mtu = 1500 }); [Step("Use")] private static void Use(int mtu) { } [ModifyWorkflow(typeof(Own), "M80", InputForm = nameof(GiveMtu), Reconcile = false)] public static StepList ModifyNode() => Begin >> Use;
                """,
                InWorkflows: true
            ),
        ];
}
