using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4009Tests
{
    private static readonly string Model = Author(
        """
        using System.ComponentModel.DataAnnotations.Schema;

        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel
        {
            public Part Part { get; set; } = new();
            public Extra? Other { get; set; }
        }

        [ProductBlock("Part")] public sealed partial class Part : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Provisioning)] public string? Name { get; set; }
            [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; }
            public string? Remark { get; set; }
            [NotMapped] public int All { get => 0; set => (Name, Size) = ("n", value); }
            [NotMapped] public int Filled { get { (Name, Size) = ("n", 1); return 1; } }
            public Inner Inner { get; set; } = new();
            public List<Extra> More { get; set; } = [];
        }

        [ProductBlock("Inner")] public sealed partial class Inner : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Active)] public string? Key { get; set; } = "k";
            [RequiredFrom(SubscriptionLifecycle.Active)] public int? Depth { get; set; } = 1;
        }

        [ProductBlock("Extra")] public sealed partial class Extra : ProductBlock
        {
            [RequiredFrom(SubscriptionLifecycle.Active)] public int? Weight { get; set; }
        }

        public interface IClient { Task<int> FillAsync(A subscription); Task<int> FindAsync(Guid id); }
        """
    );

    [Theory]
    [InlineData("{ var a = A.Create(product, \"c\"); a.Part.Name = \"n\"; return a; }", "active", "'Part.Size'", "it")]
    [InlineData("{ var a = A.Create(product, \"c\"); a.Part.Remark = \"n\"; return a; }", "active", "'Part.Name' and 'Part.Size'", "them")]
    [InlineData("{ var a = A.Create(product, \"c\"); Fill(a); return a; }", "active", "'Part.Size'", "it")]
    [InlineData("{ var a = A.Create(product, \"c\"); a.Part.Name = \"n\"; Use(a.Part.Size); return a; }", "active", "'Part.Size'", "it")]
    public async Task A_required_member_that_no_step_sets_is_reported(string body, string status, string members, string pronoun)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Model,
            Workflow($"[Step(\"Make\")] static A Make(Guid product) {body}", "Begin >> Make >> StoreProcessSubscription", reported: true)
        );

        Assert.Equal(
            $"Workflow 'create_a' sets the status '{status}', which requires {members}, but no step before it sets {pronoun}. Set "
                + $"{pronoun} in a step that returns the subscription.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Fact]
    public async Task A_member_that_is_set_only_after_its_status_is_reported_with_that_status()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Model,
            Workflow(
                "[Step(\"Make\")] static A Make(Guid product) => A.Create(product, \"c\"); "
                    + "[Step(\"Fill all\")] static A FillAll(A subscription) { "
                    + "(subscription.Part.Name, subscription.Part.Size) = (\"n\", 1); return subscription; }",
                "Begin >> Make >> StoreProcessSubscription >> SetStatus(SubscriptionLifecycle.Provisioning) >> FillAll",
                reported: true
            )
        );

        Assert.StartsWith(
            "Workflow 'create_a' sets the status 'provisioning', which requires 'Part.Name', but",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "static A Make(Guid product) { var a = A.Create(product, \"c\"); (a.Part.Name, (a.Part.Size, _)) = (\"n\", (1, 2)); return a; }"
    )]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); a.Part = new() { Name = \"n\", Size = 1 }; return a; }")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); a.Part = Whole(); return a; }")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); Fill(a); a.Part.Size ??= 1; return a; }")]
    [InlineData(
        "static A Make(Guid product) { var a = A.Create(product, \"c\"); Fill(a); if (product != default) { a.Part.Size = 1; } return a; }"
    )]
    [InlineData(
        "static A Make(Guid product) { var a = A.Create(product, \"c\"); Each([a.Part], static p => { p.Name = \"n\"; p.Size = 1; }); "
            + "return a; }"
    )]
    [InlineData(
        "static async Task<A> Make(Guid product, IClient client) { var a = A.Create(product, \"c\"); await client.FillAsync(a); return a; }"
    )]
    [InlineData("static A Make(Guid product, Func<A, A> fill) => fill(A.Create(product, \"c\"));")]
    [InlineData("static A Make(Guid product) => System.Text.Json.JsonSerializer.Deserialize<A>(\"{}\")!;")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); _ = new Filler(a); return a; }")]
    [InlineData("static A Make(Guid product) { _kept = A.Create(product, \"c\"); FillKept(); return _kept; }")]
    [InlineData("static A Make(Guid product) { dynamic a = A.Create(product, \"c\"); a.Part.Fill(); return a; }")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); a.Part.All = 1; return a; }")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); a.Part.All++; return a; }")]
    [InlineData("static A Make(Guid product) { var a = A.Create(product, \"c\"); Use(a.Part.Filled); return a; }")]
    public async Task What_is_set_or_may_be_is_fine(string make)
    {
        var found = await AnalyzerTest.FindAsync(
            RunOptions.Default,
            Model,
            Workflow($"[Step(\"Make\")] {make}", "Begin >> Make >> StoreProcessSubscription")
        );

        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "ORCH4009");
    }

    [Theory]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Compute")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Computed()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> FocusSteps(\"part\", Complete)")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Conditional(static state => state.ContainsKey(\"x\"), Complete)")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> StepGroup(\"G\", Begin >> Complete)")]
    public Task A_step_that_may_set_it_makes_the_workflow_fine(string chain) =>
        AnalyzerTest.VerifyAsync(
            Model,
            Workflow(
                """
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [Step("Compute")] static State Compute(State state) => state;
                [Step("Complete")] static A Complete(A subscription) { subscription.Part.Name = "n"; subscription.Part.Size = 1; return subscription; }
                public static StepList Computed() { var steps = Begin; return steps >> Complete; }
                """,
                chain
            )
        );

    [Theory]
    [InlineData("public Part Part { get; set; } = new();", "public Part Part { get; set; } = new() { Name = \"n\", Size = 1 };")]
    [InlineData("public string? Remark { get; set; }", "public Part() { Name = \"n\"; Size = 1; }")]
    [InlineData("public Extra? Other { get; set; }", "public A() => Part = new() { Name = \"n\", Size = 1 };")]
    public Task A_class_that_may_set_it_itself_is_fine(string old, string written) =>
        AnalyzerTest.VerifyAsync(
            Model.Replace(old, written, StringComparison.Ordinal),
            Workflow(
                "[Step(\"Make\")] static A Make(Guid product) => A.Create(product, \"c\");",
                "Begin >> Make >> StoreProcessSubscription"
            )
        );

    [Theory]
    [InlineData("subscription.Part.Size = null;", "Begin >> {|ORCH4009:Clear|}", "Part.Size", "active")]
    [InlineData("subscription.Part.Name = null;", "Begin >> StepGroup(\"G\", {|ORCH4009:Clear|})", "Part.Name", "active")]
    [InlineData(
        "subscription.Part.Name = null;",
        "Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> {|ORCH4009:Clear|}",
        "Part.Name",
        "provisioning"
    )]
    public async Task A_required_member_that_a_step_of_a_modify_workflow_clears_is_reported(
        string body,
        string chain,
        string member,
        string status
    )
    {
        var found = await AnalyzerTest.VerifyAsync(Model, Clear(body, chain));

        Assert.StartsWith(
            $"In workflow 'modify_a' the step 'Clear' sets '{member}' to null, which the status '{status}' requires.",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("subscription.Part.Remark = null;", "Begin >> Clear")]
    [InlineData("subscription.Part.Size = 1;", "Begin >> Clear")]
    [InlineData("subscription.Part.Size = null; subscription.Part.Size = 2;", "Begin >> Clear")]
    [InlineData("if (subscription.Part.Remark is null) { subscription.Part.Size = null; }", "Begin >> Clear")]
    [InlineData("subscription.Part.Size = null; Filler.Fill(subscription, static a => a.Part.Size = 1);", "Begin >> Clear")]
    [InlineData("subscription.Part.Size = null;", "Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> Clear")]
    [InlineData("subscription.Part.Size = null;", "Begin >> SetStatus(SubscriptionLifecycle.Disabled) >> Clear")]
    [InlineData("var part = new Part(); part.Size = null; subscription.Part.Remark = part.Name;", "Begin >> Clear")]
    public Task What_may_be_cleared_is_fine(string body, string chain) => AnalyzerTest.VerifyAsync(Model, Clear(body, chain));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Model,
            "#pragma warning disable ORCH4009\n"
                + Workflow(
                    "[Step(\"Make\")] static A Make(Guid product) => A.Create(product, \"c\");",
                    "Begin >> Make >> StoreProcessSubscription"
                )
        );

    private static string Clear(string body, string chain) =>
        Sources.Workflows(
            $$"""
                static class Filler { public static void Fill(A a, Action<A> fill) => fill(a); }
                [Step("Clear")] static A Clear(A subscription) { {{body}} return subscription; }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
            """
        );

    private static string Workflow(string members, string chain, bool reported = false) =>
        Sources.Workflows(
            $$"""
                static A? _kept;
                static void FillKept() => Fill(_kept!);
                static void Fill(A a) => a.Part.Name = "n";
                static void Use(int? size) { }
                static Part Whole() => new() { Name = "n", Size = 1 };
                static void Each(List<Part> parts, Action<Part> fill) => parts.ForEach(fill);
                sealed class Filler { public Filler(A a) => a.Part.Size = 1; }
                {{members}}
                [CreateWorkflow(typeof(A), "C")] public static StepList {{(reported ? "{|ORCH4009:CreateA|}" : "CreateA")}}() => {{chain}};
            """
        );
}
