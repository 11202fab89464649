using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3005Tests
{
    private static readonly string Rack = GeneratorTest.Author(
        """
        using System.ComponentModel.DataAnnotations.Schema;

        namespace App;

        [Product("rack")] public sealed partial class Rack : SubscriptionModel { public Slot Block { get; set; } = new(); public List<Shelf> Blocks { get; set; } = []; [NotMapped] public int Scratch { get; set; } [NotMapped] public List<int> Tags { get; set; } = []; [NotMapped] public List<Shelf> Kept { get; set; } = []; }
        [ProductBlock("Slot")] public sealed partial class Slot : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; [NotMapped] public int Seen { get; set; } }
        [ProductBlock("Shelf")] public sealed partial class Shelf : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; }
        """
    );

    [Theory]
    [InlineData("""[Step("S")] static void S(A subscription) { {|ORCH3005:subscription.Description = "x"|}; }""", "Return")]
    [InlineData(
        """[Step("S")] static async Task S(A subscription) { await Task.Yield(); {|ORCH3005:subscription.Description += "x"|}; }""",
        "changes 'subscription'"
    )]
    [InlineData(
        """[Step("S")] static (int N, int M) S(C subscription) { {|ORCH3005:subscription.Block.Count++|}; return (1, 2); } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(C subscription) { {|ORCH3005:subscription.Block.Sizes.Add(1)|}; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { public List<int> Sizes { get; set; } = []; } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(C.Active subscription) { {|ORCH3005:subscription.Block.Count = 1|}; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Count { get; set; } } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""",
        "changes 'subscription'"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var block in subscription.Blocks) { {|ORCH3005:block.Count = 1|}; } }""",
        "changes 'subscription'"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var block = subscription.Block; {|ORCH3005:block.Count = 1|}; }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var all = subscription.Blocks; var first = all[0]; {|ORCH3005:first.Sizes.Clear()|}; }""",
        "is lost"
    )]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var all = subscription.Blocks; {|ORCH3005:all.Clear()|}; }""", "is lost")]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { if (subscription.Block is { Count: 1 } block) { {|ORCH3005:block.Count++|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { {|ORCH3005:(subscription.Block.Count, subscription.Description) = (1, "x")|}; }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { int n; {|ORCH3005:(n, (subscription.Block.Count, _)) = (1, (2, 3))|}; }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var shelf in subscription.Blocks.Where(static shelf => shelf.Count == 0)) { {|ORCH3005:shelf.Count = 1|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var shelf in subscription.Blocks.OrderBy(static shelf => shelf.Count).Skip(1).ToList()) { {|ORCH3005:shelf.Count = 1|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var shelf in new[] { 1 }.SelectMany(_ => subscription.Blocks)) { {|ORCH3005:shelf.Count = 1|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { subscription.Blocks.ForEach(static shelf => {|ORCH3005:shelf.Count = 1|}); }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { Array.ForEach(subscription.Blocks.ToArray(), static shelf => {|ORCH3005:shelf.Count = 1|}); }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { Parallel.ForEach(subscription.Blocks, static shelf => {|ORCH3005:shelf.Count = 1|}); }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { {|ORCH3005:subscription.Blocks.First(static shelf => shelf.Count == 0).Count = 1|}; }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var shelf = subscription.Blocks.Find(static shelf => shelf.Count == 0)!; {|ORCH3005:shelf.Sizes.Add(1)|}; }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var copy = subscription.Blocks.ToList(); {|ORCH3005:copy[0].Count = 1|}; }""",
        "is lost"
    )]
    [InlineData("""[Step("S")] static void S(Rack subscription) { {|ORCH3005:subscription.Block.Sizes[0] = 5|}; }""", "is lost")]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { subscription.Blocks.FirstOrDefault()?{|ORCH3005:.Sizes.Clear()|}; subscription.Block.Sizes[0]++; }""",
        "is lost"
    )]
    [InlineData("""[Step("S")] static void S(Rack subscription) { {|ORCH3005:subscription.Blocks[0].Sizes.Sort()|}; }""", "is lost")]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { if (subscription.Blocks is [var first, ..]) { {|ORCH3005:first.Count = 1|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { if (subscription is { Block: { } slot }) { {|ORCH3005:slot.Count = 1|}; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { switch (subscription.Block) { case { Count: 0 } slot: {|ORCH3005:slot.Count = 1|}; break; default: break; } }""",
        "is lost"
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var (index, shelf) in subscription.Blocks.Index()) { {|ORCH3005:shelf.Count = index|}; } }""",
        "is lost"
    )]
    public async Task A_change_that_is_not_returned_is_reported_once_at_its_first_place(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Rack, "using System.Linq;\n" + Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""static A S(A subscription, B other) { {|ORCH3005:other.Description = "x"|}; return subscription; }""")]
    [InlineData(
        """static async Task<A> S(A subscription, B other) { await Task.Yield(); {|ORCH3005:other.Description = "x"|}; return subscription; }"""
    )]
    [InlineData(
        """static (A Subscription, int N) S(A subscription, B other) { {|ORCH3005:other.Description = "x"|}; return (subscription, 1); }"""
    )]
    [InlineData("""static B S(A subscription, B other) { {|ORCH3005:subscription.Description = "x"|}; return other; }""")]
    public async Task A_change_of_another_subscription_than_the_one_that_is_returned_is_reported(string step) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows($"[Step(\"S\")] {step}"));

    [Theory]
    [InlineData(
        """static (A Subscription, B Other) S(A subscription, B other) { other.Description = "x"; return (subscription, other); }"""
    )]
    [InlineData("""static A S(A subscription, A other) { other.Description = "x"; return subscription; }""")]
    public async Task One_that_is_returned_with_it_or_may_be_the_one_is_fine(string step) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows($"[Step(\"S\")] {step}"));

    [Theory]
    [InlineData("""[Step("S")] static A S(A subscription) { subscription.Description = "x"; return subscription; }""")]
    [InlineData(
        """[Step("S")] static (A Subscription, int N) S(A subscription) { subscription.Description = "x"; return (subscription, 1); }"""
    )]
    [InlineData("""[Step("S")] static State S(A subscription) { subscription.Description = "x"; return State.Empty; }""")]
    [InlineData(
        """[Step("S")] static void S(A subscription) { var other = A.Create(Guid.NewGuid(), "c"); other.Description = subscription.Description; }"""
    )]
    [InlineData("""static void NoStep(A subscription) { subscription.Description = "x"; }""")]
    [InlineData(
        """[Step("S")] static C.Active S(C.Active subscription) { subscription.Block.Count = 1; return subscription; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Count { get; set; } } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }"""
    )]
    [InlineData(
        """[Step("S")] static void S(A subscription) { subscription = A.Create(Guid.NewGuid(), "c"); subscription.Description = "x"; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var block = subscription.Block; block = new Slot(); block.Count = 1; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var block = Copy(subscription.Block); block.Count = 1; } static Slot Copy(Slot block) => new() { Count = block.Count };"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { Replace(ref subscription); subscription.Block.Count = 1; } static void Replace(ref Rack subscription) => subscription = Rack.Create(Guid.NewGuid(), "c");"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var count = subscription.Block.Count; count++; foreach (var size in subscription.Block.Sizes) { count += size; } }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var copy = subscription.Blocks.ToList(); copy.Add(new Shelf()); copy.Sort(static (one, other) => one.Count - other.Count); copy[0] = new Shelf(); }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var sizes = subscription.Block.Sizes.Order().ToList(); sizes.Add(1); }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { subscription.Scratch = 1; subscription.Tags.Add(1); subscription.Block.Seen++; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { (subscription.Scratch, subscription.Block.Seen) = (1, 2); foreach (var shelf in subscription.Kept) { shelf.Count = 1; } }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { foreach (var shelf in subscription.Blocks.Select(static shelf => new Shelf { Count = shelf.Count })) { shelf.Count++; } }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var slot = subscription.Block; (slot, _) = (new Slot(), 1); slot.Count = 1; }"""
    )]
    [InlineData(
        """[Step("S")] static void S(Rack subscription) { var all = subscription.Blocks.ConvertAll(static shelf => shelf.Count); all.Add(1); }"""
    )]
    public async Task A_change_that_is_returned_or_may_be_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Rack, "using System.Linq;\n" + Sources.Workflows(members));

    [Theory]
    [InlineData("var other = await all.GetAsync<Rack>(id); {|ORCH3005:other.Block.Count = 1|};")]
    [InlineData("var other = await all.GetAsync<Rack>(id, stop).ConfigureAwait(false); {|ORCH3005:other.Block.Count++|};")]
    [InlineData("var other = await all.GetAsync<Rack>(id); {|ORCH3005:other.Blocks.Add(new Shelf())|};")]
    [InlineData("var other = await all.GetAsync<Rack>(id); if (other.Block.Count == 0) { {|ORCH3005:other.Description = \"x\"|}; }")]
    public async Task A_change_of_a_subscription_that_the_step_has_loaded_is_lost_too(string statements)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Rack, Sources.Workflows(Loading("void", statements)));

        Assert.Contains("changes 'other', which it has loaded,", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void", "var other = await all.GetAsync<Rack>(id); other.Block.Count = 1; Keep(other);")]
    [InlineData("void", "var other = await all.GetAsync<Rack>(id); var block = other.Block; block.Count = 1; Keep(block);")]
    [InlineData("void", "var other = await all.GetAsync<Rack>(id); Console.WriteLine(other.Block.Count);")]
    [InlineData("void", "var other = Rack.Create(id, \"c\"); other.Block.Count = 1;")]
    [InlineData("Rack", "var other = await all.GetAsync<Rack>(id); other.Block.Count = 1; return other;")]
    [InlineData(
        "(A Subscription, Rack Other)",
        "var other = await all.GetAsync<Rack>(id); other.Block.Count = 1; return (subscription, other);"
    )]
    public Task A_loaded_subscription_that_is_returned_only_read_or_goes_elsewhere_is_fine(string result, string statements) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Rack, Sources.Workflows(Loading(result, statements)));

    private static string Loading(string result, string statements) =>
        $$"""
            static void Keep(object? value) { }
            [Step("S")] static async {{(
                result == "void" ? "Task" : $"Task<{result}>"
            )}} S(A subscription, Guid id, ISubscriptions all, CancellationToken stop) { stop.ThrowIfCancellationRequested(); await Task.Yield(); {{statements}} }
            """;

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH3005
                [Step("S")] static void S(A subscription) { subscription.Description = "x"; }
                """
            )
        );
}
