using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4008Tests
{
    private const string Common = """
        using System.Net;
        using System.Text.Json.Serialization;
        namespace App;
        public enum Speed { Ten, Hundred }
        public enum Protocol { Http, HTTP }
        [Flags] public enum Rights { Read = 1, Write = 2 }
        public sealed record Place { [Range(1, 3)] public required int Row { get; init; } public Place? Inner { get; init; } public List<Place> Others { get; init; } = []; }
        public sealed record Timed(TimeSpan Window);
        public abstract class Line : SubscriptionModel;
        [Product("fibre")] public sealed partial class Fibre : Line;
        public class Unmarked : SubscriptionModel;
        public sealed record Choosing([ChooseFrom("Ports")] Guid Port);

        """;

    [Theory]
    [InlineData("public required TimeSpan {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'TimeSpan'")]
    [InlineData("public required DateTime {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'DateTime'")]
    [InlineData("public required Version {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'Version'")]
    [InlineData(
        "public required Dictionary<string, int> {|ORCH4008:N|} { get; init; }",
        "a form cannot ask for a 'Dictionary<string, int>'"
    )]
    [InlineData("public required byte[] {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'byte[]'")]
    [InlineData("public required object {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'object'")]
    [InlineData("public required IComparable {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'IComparable'")]
    [InlineData("public required List<TimeSpan> {|ORCH4008:N|} { get; init; }", "a form cannot ask for a 'TimeSpan'")]
    [InlineData("public required List<int?> {|ORCH4008:N|} { get; init; }", "the items of a list are never null")]
    [InlineData("public required Timed {|ORCH4008:N|} { get; init; }", "'Timed.Window': a form cannot ask for a 'TimeSpan'")]
    [InlineData("public required Rights {|ORCH4008:N|} { get; init; }", "'Rights' is a [Flags] enum")]
    [InlineData("public Protocol? {|ORCH4008:N|} { get; init; }", "'Protocol.Http' and 'Protocol.HTTP' are both written as 'http'")]
    [InlineData("public List<int> {|ORCH4008:N|} { get; } = [];", "it cannot be set")]
    [InlineData("public int {|ORCH4008:N|} { get; private set; }", "its setter is not public")]
    [InlineData("public int {|ORCH4008:N|} { get; }", "it has no setter, so no answer is put into it; write '{ get; init; }'")]
    [InlineData("public string? {|ORCH4008:N|} { get; }", "it has no setter")]
    [InlineData("[StringLength(3)] public int {|ORCH4008:N|} { get; init; }", "[StringLength] limits text only")]
    [InlineData("[MaxLength(3)] public int {|ORCH4008:N|} { get; init; }", "[MaxLength] limits text and lists only")]
    [InlineData("[Range(1, 2)] public List<int> {|ORCH4008:N|} { get; init; } = [];", "[Range] cannot limit the items of a list")]
    [InlineData(
        "[Range(typeof(DateTime), \"2024-01-01\", \"2024-01-02\")] public int {|ORCH4008:N|} { get; init; }",
        "the limits of its [Range] are not numbers"
    )]
    [InlineData("[RegularExpression(\"[a-z\")] public string? {|ORCH4008:N|} { get; init; }", "its pattern '[a-z' cannot be read")]
    [InlineData("[RegularExpression(\"[a-z]\")] public int {|ORCH4008:N|} { get; init; }", "[RegularExpression] checks text only")]
    [InlineData("[Url] public int {|ORCH4008:N|} { get; init; }", "[Url] checks text only")]
    [InlineData("[MultipleOf(5)] public string? {|ORCH4008:N|} { get; init; }", "[MultipleOf] checks numbers only")]
    [InlineData("[MultipleOf(0)] public int {|ORCH4008:N|} { get; init; }", "[MultipleOf] takes a number larger than 0")]
    [InlineData("[UniqueItems] public string? {|ORCH4008:N|} { get; init; }", "[UniqueItems] checks lists only")]
    [InlineData("[DateTimeOptions] public DateOnly {|ORCH4008:N|} { get; init; }", "[DateTimeOptions] shows a DateTimeOffset only")]
    [InlineData("[Radio] public int {|ORCH4008:N|} { get; init; }", "[Radio] shows choices only")]
    [InlineData("[Hidden] public List<int>? {|ORCH4008:N|} { get; init; }", "[Hidden] keeps one value")]
    [InlineData("[SubscriptionOf(typeof(Fibre))] public required string {|ORCH4008:N|} { get; init; }", "asks for a Guid, or a list")]
    [InlineData("[SubscriptionOf(typeof(Fibre))] public List<int> {|ORCH4008:N|} { get; init; } = [];", "asks for a Guid, or a list")]
    [InlineData("[SubscriptionOf(typeof(Place))] public Guid? {|ORCH4008:N|} { get; init; }", "names 'Place', which is not a product")]
    [InlineData("[SubscriptionOf(typeof(Unmarked))] public Guid {|ORCH4008:N|} { get; init; }", "name a class marked [Product]")]
    [InlineData("[SubscriptionOf(typeof(Fibre), Status = [])] public Guid {|ORCH4008:N|} { get; init; }", "allows no status")]
    [InlineData(
        "[SubscriptionOf(typeof(Place), Status = [])] public string? {|ORCH4008:N|} { get; init; }",
        "asks for a Guid, or a list of them; and its [SubscriptionOf] names 'Place', which is not a product; name a "
            + "class marked [Product], "
            + "or one that products derive from; and its [SubscriptionOf] allows no status"
    )]
    [InlineData(
        "[ChooseFrom(\"Ports\")] public Guid {|ORCH4008:N|} { get; init; }",
        "its [ChooseFrom] names 'Ports'; name a property of type FormChoices<Guid>"
    )]
    [InlineData(
        "[ChooseFrom(nameof(Ports))] public int {|ORCH4008:N|} { get; init; } public FormChoices<Guid> Ports { get; init; } = [];",
        "name a property of type FormChoices<int>"
    )]
    [InlineData(
        "[ChooseFrom(nameof(Other))] public Guid {|ORCH4008:N|} { get; init; } public Guid Other { get; init; }",
        "name a property of type FormChoices<Guid>"
    )]
    [InlineData(
        "[LimitedBy(nameof(Window))] public DateOnly {|ORCH4008:N|} { get; init; } public FormLimits<int>? Window { get; init; }",
        "its [LimitedBy] names 'Window'; name a property of type FormLimits<DateOnly>"
    )]
    [InlineData("public List<FormLabel> {|ORCH4008:N|} { get; init; } = [];", "a form cannot ask for a 'FormLabel'")]
    [InlineData("public List<Choosing> {|ORCH4008:N|} { get; init; } = [];", "'Choosing.Port': its [ChooseFrom] names 'Ports'")]
    public async Task A_member_that_no_form_can_ask_or_check_is_reported(string member, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($"{Common}public sealed record P : FormPage {{ {member} }}"));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "public sealed record {|ORCH4008:P|} : FormPage { public P(int a) => A = a; public P(string a) => A = a.Length; public int "
            + "A { get; } }",
        "it has several constructors"
    )]
    [InlineData("public sealed record P([StringLength(3)] int {|ORCH4008:A|}) : FormPage;", "[StringLength] limits text only")]
    public async Task A_page_that_cannot_be_made_and_a_parameter_that_cannot_be_checked_are_reported(string page, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author(Common + page));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "public sealed record P(string Name, [Range(2, 4094)] int Vlan, string? Note, IPAddress? Address, Speed Speed = Speed.Ten) "
            + ": FormPage;"
    )]
    [InlineData(
        "public sealed record P : FormPage { public sbyte A { get; init; } public ushort B { get; init; } public uint? C { get; "
            + "init; } public ulong D { get; init; } public float E { get; init; } public Guid F { get; init; } public DateOnly G { get; "
            + "init; } public DateTimeOffset H { get; init; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { public required Place Place { get; init; } public IReadOnlyList<Place> Places { get; "
            + "init; } = []; public Speed[] Speeds { get; set; } = []; public HashSet<string> Names { get; init; } = []; public (int "
            + "Low, int High) Pair { get; init; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { public int Row { get; init; } public string Shown => $\"{Row}\"; [JsonIgnore] public "
            + "TimeSpan Ignored { get; init; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { [Range(0, double.MaxValue)] public double A { get; init; } [Range(typeof(decimal), "
            + "\"0.5\", \"2\")] public decimal B { get; init; } [Range(typeof(DateOnly), \"2024-01-01\", \"2024-02-01\")] public "
            + "DateOnly C { get; init; } [Length(1, 3)] public List<int> D { get; init; } = []; [RegularExpression(\"(?=a)a+\")] public "
            + "string E { get; init; } = \"a\"; }"
    )]
    [InlineData(
        "public sealed record P : FormPage { [ChooseFrom(nameof(Ports))] public required Guid Port { get; init; } "
            + "[ChooseFrom(nameof(Ports))] public List<Guid> Several { get; init; } = []; public List<Choosing> Saps { get; init; } = "
            + "[]; public FormChoices<Guid> Ports { get; init; } = []; [LimitedBy(nameof(Window))] public DateTimeOffset? At { get; "
            + "init; } public FormLimits<DateTimeOffset> Window { get; init; } = new(); public FormLabel Label { get; } = new(\"x\"); "
            + "public FormDivider? Line { get; init; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { [Radio] public Speed Speed { get; init; } [Hidden] public int Kept { get; init; } "
            + "[MultipleOf(5)] public int Five { get; init; } [UniqueItems] public List<int> Once { get; init; } = []; [Url] public "
            + "string? Page { get; init; } public Uri? Link { get; init; } public IPNetwork Prefix { get; init; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { public string Text { get; } = \"x\"; public string Upper => Name.ToUpperInvariant(); "
            + "public required string Name { get; init; } }"
    )]
    [InlineData("public sealed record P : FormPage { public string Greeting => field ??= \"x\"; public int A { get; init; } }")]
    [InlineData("public sealed record P : FormPage { public string Greeting { get => field ??= \"x\"; } public int A { get; init; } }")]
    [InlineData("public sealed record P : FormPage { public string Greeting { get { return field ??= \"x\"; } } }")]
    [InlineData("public sealed record P : FormPage { public List<int> Sizes => field ??= [1, 2]; public int A { get; init; } }")]
    [InlineData(
        "public sealed partial record P : FormPage { public partial string Greeting { get; } } "
            + "public sealed partial record P { public partial string Greeting { get => field ??= \"x\"; } }"
    )]
    [InlineData(
        "public sealed record P : FormPage { public P(int size) => Size = size; public int Size { get; } public int Twice { get; } }"
    )]
    [InlineData(
        "public abstract record Base : FormPage { public int Row { get; init; } } public sealed record P : Base { public string "
            + "Name { get; init; } = \"\"; }"
    )]
    [InlineData(
        "public sealed record P : FormPage { [SubscriptionOf(typeof(Fibre))] public required Guid One { get; init; } "
            + "[SubscriptionOf(typeof(Line))] public Guid? Other { get; init; } [SubscriptionOf(typeof(SubscriptionModel), Status = "
            + "[SubscriptionLifecycle.Active, SubscriptionLifecycle.Provisioning])] public List<Guid> Some { get; init; } = []; }"
    )]
    public async Task What_a_form_can_ask_is_fine(string page) => await AnalyzerTest.VerifyAsync(Author(Common + page));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Author(
                $$"""
                {{Common}}
                public sealed record P : FormPage
                {
                #pragma warning disable ORCH4008
                    public required TimeSpan Window { get; init; }
                }
                """
            )
        );
}
