using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch3005Tests
{
    private static readonly string Rack = GeneratorTest.Author("""
        namespace App;

        [Product("rack")] public sealed partial class Rack : SubscriptionModel { public Slot Block { get; set; } = new(); public List<Shelf> Blocks { get; set; } = []; }
        [ProductBlock("Slot")] public sealed partial class Slot : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; }
        [ProductBlock("Shelf")] public sealed partial class Shelf : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; }
        """);

    [Theory]
    [InlineData("""[Step("S")] static void S(A subscription) { {|ORCH3005:subscription.Description = "x"|}; }""", "Return")]
    [InlineData("""[Step("S")] static async Task S(A subscription) { await Task.Yield(); {|ORCH3005:subscription.Description += "x"|}; }""", "changes 'subscription'")]
    [InlineData("""[Step("S")] static (int N, int M) S(C subscription) { {|ORCH3005:subscription.Block.Count++|}; return (1, 2); } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { public int Count { get; set; } public List<int> Sizes { get; set; } = []; } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""", "is lost")]
    [InlineData("""[Step("S")] static void S(C subscription) { {|ORCH3005:subscription.Block.Sizes.Add(1)|}; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { public List<int> Sizes { get; set; } = []; } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""", "is lost")]
    [InlineData("""[Step("S")] static void S(C.Active subscription) { {|ORCH3005:subscription.Block.Count = 1|}; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Count { get; set; } } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""", "changes 'subscription'")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { foreach (var block in subscription.Blocks) { {|ORCH3005:block.Count = 1|}; } }""", "changes 'subscription'")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var block = subscription.Block; {|ORCH3005:block.Count = 1|}; }""", "is lost")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var all = subscription.Blocks; var first = all[0]; {|ORCH3005:first.Sizes.Clear()|}; }""", "is lost")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var all = subscription.Blocks; {|ORCH3005:all.Clear()|}; }""", "is lost")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { if (subscription.Block is { Count: 1 } block) { {|ORCH3005:block.Count++|}; } }""", "is lost")]
    public async Task A_change_that_is_not_returned_is_reported_once_at_its_first_place(string members, string mend)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Rack, Sources.Workflows(members));

        Assert.Contains(mend, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static A S(A subscription) { subscription.Description = "x"; return subscription; }""")]
    [InlineData("""[Step("S")] static (A Subscription, int N) S(A subscription) { subscription.Description = "x"; return (subscription, 1); }""")]
    [InlineData("""[Step("S")] static State S(A subscription) { subscription.Description = "x"; return State.Empty; }""")]
    [InlineData("""[Step("S")] static void S(A subscription) { var other = A.Create(Guid.NewGuid(), "c"); other.Description = subscription.Description; }""")]
    [InlineData("""static void NoStep(A subscription) { subscription.Description = "x"; }""")]
    [InlineData("""[Step("S")] static C.Active S(C.Active subscription) { subscription.Block.Count = 1; return subscription; } [ProductBlock("Blk")] public sealed partial class Blk : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Count { get; set; } } [Product("c")] public sealed partial class C : SubscriptionModel { public Blk Block { get; set; } = new(); }""")]
    [InlineData("""[Step("S")] static void S(A subscription) { subscription = A.Create(Guid.NewGuid(), "c"); subscription.Description = "x"; }""")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var block = subscription.Block; block = new Slot(); block.Count = 1; }""")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var block = Copy(subscription.Block); block.Count = 1; } static Slot Copy(Slot block) => new() { Count = block.Count };""")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { Replace(ref subscription); subscription.Block.Count = 1; } static void Replace(ref Rack subscription) => subscription = Rack.Create(Guid.NewGuid(), "c");""")]
    [InlineData("""[Step("S")] static void S(Rack subscription) { var count = subscription.Block.Count; count++; foreach (var size in subscription.Block.Sizes) { count += size; } }""")]
    public async Task A_change_that_is_returned_or_may_be_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Rack, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(Sources.Products, Sources.Workflows("""
            #pragma warning disable ORCH3005
            [Step("S")] static void S(A subscription) { subscription.Description = "x"; }
            """));
}
