using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4001Tests
{
    private const string Common = """
        namespace App;

        public enum Site { Amsterdam, NewYork }
        [ProductBlock("Inner")] public sealed partial class Inner : ProductBlock { public int? Vlan { get; set; } }
        [ProductBlock("Outer")] public sealed partial class Outer : ProductBlock;
        public sealed class Unmarked { public int Vlan { get; set; } }
        public sealed partial class UnmarkedBlock : ProductBlock { protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { } public override string BlockName => "x"; }

        """;

    [Theory]
    [InlineData("""[Product("p")] public sealed partial class {|ORCH4001:P|};""", "it must derive from SubscriptionModel")]
    [InlineData("""[ProductBlock("p")] public sealed partial class {|ORCH4001:P|};""", "it must derive from ProductBlock")]
    [InlineData(
        """[Product("p")] public sealed partial class {|ORCH4001:P|}<T> : SubscriptionModel { protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { } }""",
        "it is generic"
    )]
    [InlineData(
        """[Product("p"), ProductBlock("b")] public sealed partial class {|ORCH4001:P|} : SubscriptionModel;""",
        "it is marked [Product] and [ProductBlock]"
    )]
    [InlineData(
        """[ProductBlock("b")] public sealed partial class B : ProductBlock { public int {|ORCH4001:Size|} { get; [Obsolete("no", true)] set; } }""",
        "[Obsolete] makes its use an error"
    )]
    [InlineData(
        """[Product("p")] public sealed partial class P : SubscriptionModel { public new string? {|ORCH4001:Note|} { get; set; } }""",
        "it hides 'SubscriptionModel.Note', which is there and stored without it; remove it, or give it another name"
    )]
    [InlineData(
        """[Product("p")] public sealed partial class P : SubscriptionModel { public new Inner {|ORCH4001:Status|} { get; set; } = new(); }""",
        "it hides 'SubscriptionModel.Status'"
    )]
    [InlineData(
        """[ProductBlock("b")] public sealed partial class B : ProductBlock { public new string? {|ORCH4001:Label|} { get; set; } }""",
        "it hides 'ProductBlock.Label'"
    )]
    [InlineData("""[Product("p")] public abstract partial class {|ORCH4001:P|} : SubscriptionModel;""", "it is abstract")]
    [InlineData(
        """public static partial class Around { [Product("p")] private sealed partial class {|ORCH4001:P|} : SubscriptionModel; }""",
        "it is private, so the emitted registry cannot access it"
    )]
    [InlineData(
        """public partial class Around { [ProductBlock("p")] protected sealed partial class {|ORCH4001:P|} : ProductBlock; }""",
        "it is protected, so"
    )]
    [InlineData(
        """public static partial class Around { private static partial class Middle { [ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : ProductBlock; } }""",
        "'Middle' around it is private"
    )]
    [InlineData(
        """public static partial class Around<T> { [ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : ProductBlock; }""",
        "'Around' around it is generic"
    )]
    [InlineData(
        """[Obsolete("no", true), Product("p")] public sealed partial class {|ORCH4001:P|} : SubscriptionModel;""",
        "[Obsolete] makes its use an error"
    )]
    [InlineData("""[Product("p")] file sealed partial class {|ORCH4001:P|} : SubscriptionModel;""", "it is file-local")]
    [InlineData(
        """file static partial class Around { [ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : ProductBlock; }""",
        "'Around' around it is file-local"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : ProductBlock { public required int N { get; set; } protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { } public override string BlockName => "x"; }""",
        "it has no accessible constructor without parameters"
    )]
    public async Task A_class_that_cannot_be_mapped_is_reported(string source, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author(Common + source));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dictionary<string, int> {|ORCH4001:N|} { get; set; } = []", "'Dictionary<string, int>' cannot be stored")]
    [InlineData("int[] {|ORCH4001:N|} { get; set; } = []", "'int[]' cannot be stored")]
    [InlineData("Unmarked {|ORCH4001:N|} { get; set; } = new()", "'Unmarked' cannot be stored")]
    [InlineData("System.IO.FileAccess {|ORCH4001:N|} { get; set; }", "'FileAccess' is a [Flags] enum")]
    [InlineData("List<System.IO.FileAccess> {|ORCH4001:N|} { get; set; } = []", "'FileAccess' is a [Flags] enum")]
    [InlineData("System.IO.FileAccess? {|ORCH4001:N|} { get; set; }", "'FileAccess' is a [Flags] enum")]
    [InlineData("UnmarkedBlock {|ORCH4001:N|} { get; set; } = new()", "'UnmarkedBlock' is not marked")]
    [InlineData("List<UnmarkedBlock> {|ORCH4001:N|} { get; set; } = []", "'UnmarkedBlock' is not marked")]
    [InlineData("List<Inner>? {|ORCH4001:N|} { get; set; }", "a list can be empty, but not null")]
    [InlineData("List<Inner?> {|ORCH4001:N|} { get; set; } = []", "its elements cannot be null")]
    [InlineData("int? {|ORCH4001:N|} { get; init; }", "write 'set' instead of 'init'")]
    [InlineData("int NrmId { get; set; } public int {|ORCH4007:NRMId|} { get; set; }", "it is stored as 'nrm_id', as 'NrmId' is")]
    [InlineData("List<Inner> {|ORCH4001:N|} { get; } = []", "changes of its list are not stored")]
    [InlineData("List<int> {|ORCH4001:N|} { get; } = []", "changes of its list are not stored")]
    [InlineData("Inner {|ORCH4001:N|} { get; } = new()", "changes of its block are not stored")]
    [InlineData("Inner? {|ORCH4001:N|} => field ??= new()", "changes of its block are not stored")]
    [InlineData("P {|ORCH4001:N|} { get; set; } = new()", "a new 'P' would have a new one of its own in it, without end (P.N)")]
    [InlineData("P {|ORCH4001:N|} { get; set; } = null!", "a new 'P' would have a new one of its own in it, without end (P.N)")]
    [InlineData("P? {|ORCH4001:N|} { get; set; } = new()", "without end (P.N)")]
    public async Task A_member_of_a_block_that_cannot_be_stored_is_reported(string member, string problem)
    {
        var ends = member.EndsWith('}') ? "" : ";";
        var found = await AnalyzerTest.VerifyAsync(
            Author($$"""{{Common}}[ProductBlock("p")] public sealed partial class P : ProductBlock { public {{member}}{{ends}} }""")
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[RequiredFrom(SubscriptionLifecycle.Active)] public int {|ORCH4005:N|} { get; set; }",
        "[RequiredFrom] has no effect on it"
    )]
    [InlineData("[Length(3, 2)] public List<Inner> {|ORCH4001:N|} { get; set; } = [];", "its least length 3 is above its largest 2")]
    [InlineData("[Range(1, 2)] public string {|ORCH4005:N|} { get; set; } = \"\";", "[Range] cannot limit it")]
    [InlineData(
        "[Range(typeof(DateTime), \"2024-01-01\", \"2024-01-02\")] public int {|ORCH4005:N|} { get; set; }",
        "[Range] cannot limit it"
    )]
    [InlineData("[Range(0.5, 2)] public int {|ORCH4005:N|} { get; set; }", "[Range] cannot limit it")]
    [InlineData(
        "[Range(2, 2, MinimumIsExclusive = true)] public int {|ORCH4001:N|} { get; set; }",
        "no value is between its least value 2 and its largest 2"
    )]
    [InlineData("[StringLength(2)] public int {|ORCH4005:N|} { get; set; }", "[StringLength] has no effect on it")]
    [InlineData("[OneOf(typeof(Inner))] public ProductBlock? {|ORCH4001:N|} { get; set; }", "[OneOf] must name two or more block classes")]
    [InlineData(
        "[OneOf(typeof(Inner), typeof(Unmarked))] public ProductBlock? {|ORCH4001:N|} { get; set; }",
        "[OneOf] must name two or more block classes"
    )]
    [InlineData("[Obsolete(\"no\", true)] public int {|ORCH4001:N|} { get; set; }", "[Obsolete] makes its use an error")]
    [InlineData(
        "[OneOf(typeof(Inner), typeof(Inner))] public ProductBlock? {|ORCH4001:N|} { get; set; }",
        "[OneOf] names two classes of the block 'Inner'"
    )]
    [InlineData("[OneOf(typeof(Inner), typeof(Outer))] public int {|ORCH4005:N|} { get; set; }", "[OneOf] has no effect on it")]
    [InlineData(
        "[OneOf(typeof(Inner), typeof(Outer))] public ProductBlock {|ORCH4001:N|} { get; set; } = null!;",
        "Create cannot know whether to make a 'Inner' or 'Outer'"
    )]
    [InlineData("[OneOf(typeof(Inner), typeof(Outer))] public ProductBlock {|ORCH4001:N|} { get; set; } = default!;", "Create cannot know")]
    [InlineData("[MinLength(1)] public List<P> {|ORCH4001:N|} { get; set; } = [];", "without end (P.N)")]
    [InlineData("[MinLength(1)] public int {|ORCH4005:N|} { get; set; }", "[MinLength] has no effect on it; it limits text and lists")]
    [InlineData("[Length(1, 2)] public Inner? {|ORCH4005:N|} { get; set; }", "[Length] has no effect on it")]
    [InlineData("[MaxLength(2)] public Guid? {|ORCH4005:N|} { get; set; }", "[MaxLength] has no effect on it")]
    [InlineData("[Length(3, 2)] public string? {|ORCH4001:N|} { get; set; }", "its least length 3 is above its largest 2")]
    [InlineData(
        "[StringLength(2, MinimumLength = 3)] public string? {|ORCH4001:N|} { get; set; }",
        "its least length 3 is above its largest 2"
    )]
    [InlineData("[MinLength(-1)] public List<int> {|ORCH4001:N|} { get; set; } = [];", "it cannot be below 0")]
    [InlineData("[Range(5, 1)] public int {|ORCH4001:N|} { get; set; }", "its least value 5 is above its largest 1")]
    [InlineData("[StringLength(2)] public List<string> {|ORCH4005:N|} { get; set; } = [];", "[StringLength] has no effect on it")]
    [InlineData("[RegularExpression(\"a+\")] public string? {|ORCH4005:N|} { get; set; }", "[RegularExpression] is not checked")]
    [InlineData("[EmailAddress] public string? {|ORCH4005:N|} { get; set; }", "[EmailAddress] is not checked")]
    [InlineData(
        "[Required] public string? {|ORCH4005:N|} { get; set; }",
        "[Required] has no effect on it; write its type without '?', or [RequiredFrom(...)]"
    )]
    [InlineData(
        "[RequiredFrom(SubscriptionLifecycle.Terminated)] public int? {|ORCH4001:N|} { get; set; }",
        "nothing is required in terminated"
    )]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Initial)] public int? {|ORCH4001:N|} { get; set; }", "nothing is required in initial")]
    [InlineData(
        "[RequiredFrom(SubscriptionLifecycle.Disabled)] public Inner? {|ORCH4001:N|} { get; set; }",
        "what disabled requires, active requires too"
    )]
    [InlineData("[RequiredFrom((SubscriptionLifecycle)99)] public int? {|ORCH4001:N|} { get; set; }", "'99' is not a lifecycle")]
    public async Task A_rule_that_cannot_hold_is_reported(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author($$"""{{Common}}[ProductBlock("p")] public sealed partial class P : ProductBlock { {{member}} }""")
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int Once { get; init; }", "'Once' cannot be mapped: it can only be set by an initializer")]
    [InlineData("public object Cache { get; set; } = new();", "'Cache' cannot be mapped: 'object' cannot be stored")]
    [InlineData("public int Mine { get; private set; }", "'Mine' cannot be mapped: 'P' cannot access its setter")]
    [InlineData("public List<int> Numbers { get; } = [];", "'Numbers' cannot be mapped: it has no setter")]
    public async Task A_member_of_an_unmarked_base_class_is_reported_where_the_class_becomes_a_block(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author($"namespace App; public abstract class Base : ProductBlock {{ {member} }}"),
            Author("""namespace App; [ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : Base;""")
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        Assert.EndsWith("(it is inherited from 'Base')", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_marked_base_class_has_is_reported_there_only() =>
        await AnalyzerTest.VerifyAsync(
            Author(
                """
                namespace App;

                [ProductBlock("b")] public partial class Base : ProductBlock { public object? {|ORCH4001:Cache|} { get; set; } }
                [ProductBlock("p")] public sealed partial class P : Base;
                """
            )
        );

    [Theory]
    [InlineData("public Inner Left { get; set; } = new(); public Inner {|ORCH4001:Right|} { get; set; } = new();")]
    [InlineData("public Inner? Left { get; set; } public List<Inner> {|ORCH4001:Right|} { get; set; } = [];")]
    [InlineData(
        "public Inner? Left { get; set; } [OneOf(typeof(Inner), typeof(Outer))] public ProductBlock? {|ORCH4001:Right|} { get; set; }"
    )]
    public async Task Root_members_that_the_database_cannot_tell_apart_are_reported(string members)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author($$"""{{Common}}[Product("p")] public sealed partial class P : SubscriptionModel { {{members}} }""")
        );

        Assert.Contains(
            "it holds blocks 'Inner' directly under the subscription, as 'Left' does",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_root_member_of_the_block_of_an_inherited_one_is_reported() =>
        await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    public abstract class Base : SubscriptionModel { public Inner Left { get; set; } = new(); }
                    [Product("p")] public sealed partial class P : Base { public Inner {|ORCH4001:Right|} { get; set; } = new(); }
                    """
            )
        );

    [Fact]
    public async Task Blocks_that_need_each_other_are_reported_in_all_their_classes()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                """namespace App; [ProductBlock("one")] public sealed partial class One : ProductBlock { public Two {|ORCH4001:Next|} { get; set; } = new(); }"""
            ),
            Author(
                """namespace App; [ProductBlock("two")] public sealed partial class Two : ProductBlock { [Length(1, 2)] public List<One> {|ORCH4001:Others|} { get; set; } = []; }"""
            ),
            Author(
                """namespace App; [ProductBlock("three")] public sealed partial class Three : ProductBlock { public One Begin { get; set; } = new(); public Three? Next { get; set; } public List<Three> More { get; set; } = []; }"""
            )
        );

        Assert.Contains("(One.Next, Two.Others)", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("(Two.Others, One.Next)", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int? {|ORCH4001:Speed|}", "", "a value of a product's own is a fixed input, which is never null")]
    [InlineData("List<int> {|ORCH4001:Speed|}", "", "a fixed input is one value")]
    public async Task A_fixed_input_that_is_not_a_single_value_is_reported(string member, string inputs, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                $$"""{{Common}}[Product("p"{{inputs}})] public sealed partial class P : SubscriptionModel { public {{member}} { get; set; } = default!; }"""
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Product("p", FixedInputs = ["speed=10", "site=New_York"])] [Product("q", FixedInputs = ["speed = 20", "site=amsterdam"])] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } public Site Site { get; set; } public Inner Root { get; set; } = new(); }"""
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public Inner? Other { get; set; } [Length(1, 2)] public List<Inner> Inners { get; set; } = []; public List<int> Sizes { get; set; } = []; public Guid Id { get; set; } public System.Net.IPAddress? Address { get; set; } public Site? Site { get; set; } }"""
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [System.ComponentModel.DataAnnotations.Schema.NotMapped] public object? Cache { get; set; } public object Computed => this; public object? Mine { get; private set; } internal object? Internal { get; set; } public static object? Static { get; set; } }"""
    )]
    [InlineData("""[ProductBlock("p")] public sealed partial class P : ProductBlock { public Missing N { get; set; } }""")]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public List<Inner> Inners { get; set; } = []; public Inner First => Inners[0]; public List<Inner> Some => Inners; public int Constant { get; } = 1; [System.ComponentModel.DataAnnotations.Schema.NotMapped] public List<int> Cache { get; } = []; }"""
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public P? Next { get; set; } public List<P> More { get; set; } = []; [DataType(DataType.Url)] public string? Site { get; set; } [Mine] public int? Checked { get; set; } } public sealed class MineAttribute : ValidationAttribute;"""
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [OneOf(typeof(Inner), typeof(Outer))] public ProductBlock Any { get; set; } = new Outer(); [StringLength(5, MinimumLength = 2), MinLength(1)] public string? Text { get; set; } [Length(1, 5)] public string? Name { get; set; } [MaxLength] public string? All { get; set; } }"""
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public P() => Any = new Outer(); [OneOf(typeof(Inner), typeof(Outer))] public ProductBlock Any { get; set; } }"""
    )]
    [InlineData(
        """public abstract class Base : ProductBlock { public object? Cache { get; private set; } internal int Inside { get; set; } public virtual int Speed { get; protected set; } public object? Hidden { get; set; } } [ProductBlock("p")] public sealed partial class P : Base { public override int Speed { get; protected set; } public new int Hidden { get; set; } }"""
    )]
    [InlineData(
        """[Product("p")] public sealed partial class P : SubscriptionModel { public Inner One { get; set; } = new(); public List<Outer> Others { get; set; } = []; }"""
    )]
    public async Task A_shape_that_can_be_mapped_is_fine(string source) => await AnalyzerTest.VerifyAsync(Author(Common + source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Author(
                Common
                    + """
                    #pragma warning disable ORCH4001
                    [ProductBlock("p")] public sealed partial class P : ProductBlock { public object? N { get; set; } }
                    """
            )
        );
}
