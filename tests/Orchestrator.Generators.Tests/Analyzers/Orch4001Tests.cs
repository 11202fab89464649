using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch4001Tests
{
    private const string Common = """
        namespace App;

        public enum Site { Amsterdam, NewYork }
        [ProductBlock("Inner")] public sealed partial class Inner : ProductBlock { public int? Vlan { get; set; } }
        public sealed class Unmarked { public int Vlan { get; set; } }
        public sealed partial class UnmarkedBlock : ProductBlock { protected override void Map(Orchestrator.Domain.ModelMapper mapper) { } public override string BlockName => "x"; }

        """;

    [Theory]
    [InlineData("""[Product("p")] public sealed partial class {|ORCH4001:P|};""", "it must derive from SubscriptionModel")]
    [InlineData("""[ProductBlock("p")] public sealed partial class {|ORCH4001:P|};""", "it must derive from ProductBlock")]
    [InlineData("""[Product("p")] public sealed partial class {|ORCH4001:P|}<T> : SubscriptionModel { protected override void Map(Orchestrator.Domain.ModelMapper mapper) { } }""", "it is generic")]
    [InlineData("""[Product("p")] public abstract partial class {|ORCH4001:P|} : SubscriptionModel;""", "it is abstract")]
    [InlineData("""[ProductBlock("p")] public sealed partial class {|ORCH4001:P|} : ProductBlock { public required int N { get; set; } protected override void Map(Orchestrator.Domain.ModelMapper mapper) { } public override string BlockName => "x"; }""", "none can be made without arguments")]
    public async Task A_class_that_can_not_be_mapped_is_reported(string source, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author(Common + source));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dictionary<string, int> {|ORCH4001:N|} { get; set; } = []", "a 'Dictionary<string, int>' cannot be stored")]
    [InlineData("int[] {|ORCH4001:N|} { get; set; } = []", "a 'int[]' cannot be stored")]
    [InlineData("Unmarked {|ORCH4001:N|} { get; set; } = new()", "a 'Unmarked' cannot be stored")]
    [InlineData("UnmarkedBlock {|ORCH4001:N|} { get; set; } = new()", "'UnmarkedBlock' is not marked")]
    [InlineData("List<UnmarkedBlock> {|ORCH4001:N|} { get; set; } = []", "'UnmarkedBlock' is not marked")]
    [InlineData("List<Inner>? {|ORCH4001:N|} { get; set; }", "a list is empty, never null")]
    [InlineData("List<Inner?> {|ORCH4001:N|} { get; set; } = []", "its elements can not be null")]
    [InlineData("int? {|ORCH4001:N|} { get; init; }", "write 'set' instead of 'init'")]
    [InlineData("int NrmId { get; set; } public int {|ORCH4001:NRMId|} { get; set; }", "it is stored as 'nrm_id', as 'NrmId' is")]
    public async Task A_member_of_a_block_that_can_not_be_stored_is_reported(string member, string problem)
    {
        var ends = member.EndsWith('}') ? "" : ";";
        var found = await AnalyzerTest.VerifyAsync(Author($$"""{{Common}}[ProductBlock("p")] public sealed partial class P : ProductBlock { public {{member}}{{ends}} }"""));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Active)] public int {|ORCH4001:N|} { get; set; }", "[RequiredFrom] has no effect on it")]
    [InlineData("[Length(3, 2)] public List<Inner> {|ORCH4001:N|} { get; set; } = [];", "its least length 3 is above its largest 2")]
    [InlineData("[Range(1, 2)] public string {|ORCH4001:N|} { get; set; } = \"\";", "[Range] can not limit it")]
    [InlineData("[Range(typeof(int), \"1\", \"2\")] public int {|ORCH4001:N|} { get; set; }", "[Range] can not limit it")]
    [InlineData("[StringLength(2)] public int {|ORCH4001:N|} { get; set; }", "[StringLength] has no effect on it")]
    [InlineData("[OneOf(typeof(Inner))] public ProductBlock? {|ORCH4001:N|} { get; set; }", "[OneOf] names two or more block classes")]
    [InlineData("[OneOf(typeof(Inner), typeof(Unmarked))] public ProductBlock? {|ORCH4001:N|} { get; set; }", "[OneOf] names two or more block classes")]
    public async Task A_rule_that_can_not_hold_is_reported(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($$"""{{Common}}[ProductBlock("p")] public sealed partial class P : ProductBlock { {{member}} }"""));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int? {|ORCH4001:Speed|}", "", "a fixed input always has a value")]
    [InlineData("List<int> {|ORCH4001:Speed|}", "", "a fixed input is one value")]
    public async Task A_fixed_input_that_is_no_single_value_is_reported(string member, string inputs, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($$"""{{Common}}[Product("p"{{inputs}})] public sealed partial class P : SubscriptionModel { public {{member}} { get; set; } = default!; }"""));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"speed=fast\", \"site=new_york\"]", "'fast' is no 'int'")]
    [InlineData("[\"speed=1\", \"site=London\"]", "'London' is no 'Site'")]
    [InlineData("[\"speed=1\"]", "it has no value; write FixedInputs = [\"site=...\"]")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"sped=1\"]", "its fixed inputs are 'site', 'speed'")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"speed=2\"]", "it is given twice")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"speed\"]", "it must be written as \"name=value\"")]
    public async Task The_fixed_inputs_of_a_product_must_be_those_of_its_class(string inputs, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($$"""{{Common}}[{|ORCH4001:Product("p", FixedInputs = {{inputs}})|}] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } public Site Site { get; set; } }"""));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Product("p", FixedInputs = ["speed=10", "site=New_York"])] [Product("q", FixedInputs = ["speed = 20", "site=amsterdam"])] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } public Site Site { get; set; } public Inner Root { get; set; } = new(); }""")]
    [InlineData("""[ProductBlock("p")] public sealed partial class P : ProductBlock { public Inner? Other { get; set; } [Length(1, 2)] public List<Inner> Inners { get; set; } = []; public List<int> Sizes { get; set; } = []; public Guid Id { get; set; } public System.Net.IPAddress? Address { get; set; } public Site? Site { get; set; } }""")]
    [InlineData("""[ProductBlock("p")] public sealed partial class P : ProductBlock { [System.ComponentModel.DataAnnotations.Schema.NotMapped] public object? Cache { get; set; } public object Computed => this; public object? Mine { get; private set; } internal object? Internal { get; set; } public static object? Static { get; set; } }""")]
    [InlineData("""[ProductBlock("p")] public sealed partial class P : ProductBlock { public Missing N { get; set; } }""")]
    public async Task A_shape_that_can_be_mapped_is_fine(string source) => await AnalyzerTest.VerifyAsync(Author(Common + source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(Author(Common + """
            #pragma warning disable ORCH4001
            [ProductBlock("p")] public sealed partial class P : ProductBlock { public object? N { get; set; } }
            """));
}
