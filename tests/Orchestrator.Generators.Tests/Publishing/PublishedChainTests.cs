using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Rules about steps hold through the chains of another assembly, whose methods are private, by what that assembly publishes.
/// </summary>
public sealed class PublishedChainTests
{
    private const string Library = """
        public sealed record P : FormPage { public int Size { get; init; } }
        [Step("Need")] static void Need(int missing, string? note, A subscription) { }
        [Step("Give")] static (int Given, string? Maybe) Give() => (1, null);
        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
        [Step("Open")] static State Open() => State.Empty;
        [InputStep("Ask", Assignee.Noc)] static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
        public static StepList Needs => Begin >> Need;
        public static StepList Gives() => Begin >> Give;
        public static StepList Makes => Begin >> Make >> StoreProcessSubscription;
        public static StepList Opens => Begin >> Open;
        public static StepList Asks => Begin >> Give >> StepGroup("G", Begin >> Ask);
        public static StepList Sets => Begin >> SetStatus(SubscriptionLifecycle.Active);
        public static StepList Maybe => Begin >> Conditional(static state => true, Begin >> FocusSteps("part", Begin >> Need));
        public static StepList Waits => Begin >> CallbackStep("C", Give, Give, resultKey: "order");
        public static readonly StepList Outer = Begin >> Needs >> StepGroup("H", Asks);
        [Step("Forget", Removes = ["given"])] static void Forget() { }
        public static StepList Forgets => Begin >> Forget;
        public static StepList Focuses => Begin >> FocusSteps("part", Begin >> Give);
        public static StepList Computed => Compute(Begin >> Need);
        static StepList Hidden => Begin >> Need;
        static StepList Compute(StepList list) => list;

        """;

    private static GeneratorRun RunLibrary() =>
        GeneratorTest.Run(new RunOptions { AssemblyName = "Library" }, Sources.Products, Sources.Workflows(Library, "Shared"));

    private static async Task<string[]> FindAsync(params string[] members) =>
        [
            .. (
                await AnalyzerTest.VerifyAsync(
                    new RunOptions { MoreReferences = [RunLibrary().ToReference()] },
                    Sources.Workflows(string.Concat(members))
                )
            ).Select(static diagnostic => diagnostic.GetMessage()),
        ];

    [Fact]
    public void An_assembly_publishes_the_steps_of_the_chains_that_others_can_name()
    {
        var published = RunLibrary()
            .File("Shared.g.cs")
            .Split('\n')
            .Where(static line => line.Contains("PublishedStep", StringComparison.Ordinal))
            .ToArray();

        Assert.Contains(
            """[assembly: global::Orchestrator.Catalog.PublishedStep("P:App.Shared.Needs", 0, "Shared.Need", "Need", "needs missing:Number:missing:int", "takes note:Text?:note:string?", "needs subscription:Subscription<App.A, Library>?:subscription:A", Version = 1)]""",
            published
        );
        Assert.Contains(
            """[assembly: global::Orchestrator.Catalog.PublishedStep("M:App.Shared.Gives", 0, "Shared.Give", "Give", "gives given:Number:int", "gives maybe:Text?:string?", Version = 1)]""",
            published
        );
        Assert.Contains(
            """[assembly: global::Orchestrator.Catalog.PublishedStep("F:App.Shared.Outer", 2, "H/G/Shared.Ask", "Ask", "gives size:Number:int", "asks", Version = 1)]""",
            published
        );
        Assert.Contains(
            """[assembly: global::Orchestrator.Catalog.PublishedStep("P:App.Shared.Forgets", 0, "Shared.Forget", "Forget", "removes given", Version = 1)]""",
            published
        );
        Assert.Contains(
            """[assembly: global::Orchestrator.Catalog.PublishedStep("P:App.Shared.Focuses", 0, "Shared.Give", "Give", "gives given:Number:int", "gives maybe:Text?:string?", "focuses part", "on a part of the state", Version = 1)]""",
            published
        );
        Assert.DoesNotContain(
            published,
            static line => line.Contains("Hidden", StringComparison.Ordinal) || line.Contains("Computed", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Begin >> {|ORCH3003:Shared.Needs|}", "step 'Need'")]
    [InlineData("Begin >> {|ORCH3003:Shared.Outer|}", "'missing'")]
    [InlineData("Begin >> Shared.Gives() >> {|ORCH3003:Use|}", "as 'string', but 'Give' provides it as 'int'")]
    [InlineData("Begin >> Shared.Gives() >> {|ORCH3003:UseMaybe|}", "'Give' may provide null")]
    [InlineData("Begin >> {|ORCH3003:UseOrder|} >> Shared.Waits", "'order'")]
    [InlineData("Begin >> Shared.Gives() >> Shared.Forgets >> {|ORCH3003:Use|}", "which 'Forget' has removed")]
    [InlineData("Begin >> Shared.Focuses >> {|ORCH3003:UsePart|}", "'FocusSteps' provides it as 'object'")]
    public async Task A_key_that_is_missing_or_does_not_fit_is_reported_where_the_chain_comes_in(string chain, string problem)
    {
        var found = await FindAsync(
            $$"""
            [Step("Use")] static void Use(string given) { }
            [Step("Use part")] static void UsePart(int part) { }
            [Step("Use maybe")] static void UseMaybe(string maybe) { }
            [Step("Use order")] static void UseOrder(Dictionary<string, string> order) { }
            [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
            """
        );

        Assert.Contains(problem, Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Give >> Shared.Needs")]
    [InlineData("Begin >> Shared.Opens >> Shared.Needs")]
    [InlineData("Begin >> Shared.Maybe")]
    [InlineData("Begin >> Shared.Waits >> UseOrder")]
    [InlineData("Begin >> Shared.Gives() >> Use")]
    [InlineData("Begin >> Shared.Computed >> Shared.Needs")]
    public async Task A_key_that_is_there_or_may_be_is_fine(string chain) =>
        Assert.Empty(
            await FindAsync(
                $$"""
                [Step("Give")] static (int Missing, int Other) Give() => (1, 2);
                [Step("Use")] static void Use(int given) { }
                [Step("Use order")] static void UseOrder(Dictionary<string, string> order) { }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
                """
            )
        );

    [Theory]
    [InlineData("{|ORCH2002:Shared.Asks|}", "it runs the input step 'Ask'")]
    [InlineData("{|ORCH2003:Shared.Sets|}", "it sets the subscription's status")]
    [InlineData("{|ORCH2003:Shared.Makes|}", "its step 'Make' returns the subscription")]
    public async Task A_reconcile_workflow_may_not_ask_or_change_through_them(string chain, string problem)
    {
        var found = await FindAsync($"""[ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> {chain};""");

        Assert.Contains(problem, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_workflow_may_be_linked_by_them() =>
        Assert.Empty(
            await FindAsync(
                """
                #pragma warning disable ORCH4003
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Shared.Makes;
                """
            )
        );

    [Fact]
    public async Task Their_steps_are_in_the_files_of_shipped_workflows() =>
        await AnalyzerTest.VerifyAsync(
            new RunOptions
            {
                MoreReferences = [RunLibrary().ToReference()],
                AdditionalFiles = System
                    .Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(
                        "Workflows.Shipped.txt",
                        "modify_a: Shared.Need \"Need\"\nmodify_a: H/Shared.Give \"Give\"\nmodify_a: H/G/Shared.Ask \"Ask\"\n"
                    )
                    .Add("Workflows.Unshipped.txt", ""),
            },
            Sources.Workflows(
                """
                [Step("Give")] static (int Missing, int Other) Give() => (1, 2);
                [ModifyWorkflow(typeof(A), "M", Reconcile = false, InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Shared.Outer;
                static async Task<Page> Form(FormSession form) => await form.AskAsync<Page>();
                public sealed record Page : FormPage { public int Missing { get; init; } }
                """
            )
        );

    [Theory]
    [InlineData("public static class Lists")]
    [InlineData("public static partial class Lists")]
    [InlineData("public interface Lists")]
    public async Task A_class_of_chains_only_publishes_them_and_gets_no_members(string declaration)
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Products,
            Sources.Workflows("""[Step("Need")] internal static void Need(int missing) { }""", "Steps"),
            Sources
                .Workflows(
                    """
                    public static StepList Needs => Begin >> Steps.Need;
                    internal static StepList Hidden => Begin >> Steps.Need;
                    """,
                    "Lists"
                )
                .Replace("public static partial class Lists", declaration, StringComparison.Ordinal)
        );

        var file = library.File("App.Lists.g.cs");
        Assert.Contains(
            """PublishedStep("P:App.Lists.Needs", 0, "Steps.Need", "Need", "needs missing:Number:missing:int", Version = 1)""",
            file,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("class", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", file, StringComparison.Ordinal);
        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows(
                """[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> {|ORCH3003:Lists.Needs|};"""
            )
        );
        Assert.Contains("'missing'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal static class Lists { public static StepList Needs => Begin; }")]
    [InlineData("public static class Lists { internal static StepList Needs => Begin >> SetStatus(SubscriptionLifecycle.Active); }")]
    [InlineData("public static class Lists { public static StepList Empty => Begin; }")]
    public void A_class_whose_chains_no_one_else_can_use_has_no_file(string source) =>
        Assert.Empty(GeneratorTest.Run(GeneratorTest.Author("namespace App;\n" + source)).Result.GeneratedTrees);

    [Fact]
    public async Task A_friend_assembly_sees_the_chains_that_only_friends_can_name()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Example\")]",
            Sources.Products,
            Sources.Workflows(
                """
                public sealed record P : FormPage { public int Size { get; init; } }
                [Step("Need")] static void Need(int missing) { }
                [InputStep("Ask", Assignee.Noc)] static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
                internal static StepList Asks => Begin >> Ask;
                internal static StepList Sets() => Begin >> SetStatus(SubscriptionLifecycle.Active);
                internal static class Inner { public static readonly StepList Needs = Begin >> Need; }
                static StepList Hidden => Begin >> Need;
                """,
                "Shared"
            )
        );
        Assert.DoesNotContain("Hidden", library.File("Shared.g.cs"), StringComparison.Ordinal);

        await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows(
                """
                [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> {|ORCH2002:Shared.Asks|} >> {|ORCH2003:Shared.Sets()|};
                [ModifyWorkflow(typeof(B), "M", Reconcile = false)] public static StepList ModifyB() => Begin >> {|ORCH3003:Shared.Inner.Needs|};
                """
            )
        );
    }

    [Fact]
    public async Task Products_of_one_simple_name_are_told_apart()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            GeneratorTest.Author(
                """namespace Other; [Product("a")] public sealed partial class A : SubscriptionModel; public static partial class Shared { [Step("Push")] static void Push(A subscription) { } public static StepList Chain => Begin >> Push; }"""
            )
        );

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Products,
            Sources.Workflows(
                """[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> {|ORCH3003:Other.Shared.Chain|};"""
            )
        );

        Assert.Contains("needs a 'Other.A', but the workflow is for 'App.A'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_is_published_in_another_version_is_not_read()
    {
        var library = GeneratorTest.Compile(
            new RunOptions { AssemblyName = "Library" },
            """[assembly: Orchestrator.Catalog.PublishedStep("P:App.Shared.Needs", 0, "Shared.Need", "Need", "needs missing:Number:missing:int", Version = 2)]""",
            GeneratorTest.Author("namespace App; public static class Shared { public static StepList Needs => Begin; }")
        );

        await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToMetadataReference()] },
            Sources.Products,
            Sources.Workflows(
                """[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Shared.Needs;"""
            )
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_order_of_the_references_does_not_matter(bool reversed)
    {
        var products = GeneratorTest.Run(new RunOptions { AssemblyName = "Products" }, Sources.Products).ToReference();
        var first = GeneratorTest
            .Run(
                new RunOptions { AssemblyName = "First", MoreReferences = [products] },
                Sources.Workflows(
                    """[Step("Give")] static (int Given, int N) Give() => (1, 2); public static StepList Gives => Begin >> Give;""",
                    "First"
                )
            )
            .ToReference();
        var second = GeneratorTest
            .Run(
                new RunOptions { AssemblyName = "Second", MoreReferences = [products] },
                Sources.Workflows("""[Step("Use")] static void Use(int given) { } public static StepList Uses => Begin >> Use;""", "Second")
            )
            .ToReference();

        await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = reversed ? [second, first, products] : [products, first, second] },
            Sources.Workflows(
                """
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> First.Gives >> Second.Uses;
                [ModifyWorkflow(typeof(B), "M", Reconcile = false)] public static StepList ModifyB() => Begin >> {|ORCH3003:Second.Uses|} >> First.Gives;
                """
            )
        );
    }

    [Fact]
    public async Task What_a_reconcile_workflow_lacks_is_found_through_them()
    {
        var found = await FindAsync(
            """
            public sealed record Q : FormPage { public int Missing { get; init; } }
            static async Task<Q> Form(FormSession form) => await form.AskAsync<Q>();
            [ExternalSystemSteps] static StepList Chain => Begin >> Shared.Needs;
            [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;
            """
        );

        Assert.Contains("'missing' (of 'Form', for 'Need')", Assert.Single(found), StringComparison.Ordinal);
    }
}
