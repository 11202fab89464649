using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;
using static Orchestrator.Tests.Forms.Asked;

namespace Orchestrator.Tests.Forms;

/// <summary>Fields of which the values are chosen: of an enumeration, of constants, or of what there is when the page is asked.</summary>
public sealed class ChoiceFieldTests
{
    private static readonly Guid A = Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001");
    private static readonly Guid B = Guid.Parse("bbbbbbbb-0000-4000-8000-000000000002");

    public enum Speed
    {
        Ten,
        Hundred,
    }

    public sealed record PortPage : FormPage
    {
        [ChooseFrom(nameof(Ports))]
        public required Guid Port { get; init; }

        [ChooseFrom(nameof(Ports))]
        public Guid? Backup { get; init; }

        [ChooseFrom(nameof(Ports))]
        [Length(1, 2)]
        [UniqueItems]
        public IReadOnlyList<Guid> Others { get; init; } = [];

        [ChooseFrom(nameof(Vlans))]
        public int Vlan { get; init; } = 10;

        public FormChoices<Guid> Ports { get; init; } = [];

        public FormChoices<int> Vlans { get; init; } = [new(10, "Office"), new(20, "Guests")];
    }

    public sealed record SapsPage : FormPage
    {
        public required List<Sap> Saps { get; init; }

        public Sap? Extra { get; init; }

        public FormChoices<Guid> Ports { get; init; } = [];
    }

    public sealed record Sap
    {
        [ChooseFrom(nameof(SapsPage.Ports))]
        [Display(Name = "The port")]
        public required Guid Port { get; init; }

        public int Vlan { get; init; } = 1;
    }

    public sealed record EnumPage : FormPage
    {
        [Radio]
        public required Speed Speed { get; init; }

        public List<Speed> Speeds { get; init; } = [];

        [AllowedValues("red", "green")]
        public string Color { get; init; } = "red";

        [AllowedValues(1, 2, 3)]
        public int Count { get; init; } = 1;

        [AllowedValues(Speed.Ten)]
        public Speed Slow { get; init; }
    }

    private static AskedRecord Page =>
        AskedRecord.Filled<PortPage>(static page => page with { Ports = [new(A, "ams-1"), new(B, "utr-1")] });

    [Fact]
    public void What_there_is_when_a_page_is_asked_can_be_chosen_by_its_label()
    {
        var schema = PageSchema.Describe(Page);

        AssertJson("""{"$ref":"#/$defs/Ports","title":"Port"}""", schema["properties"]!["port"]);
        AssertJson(
            $$"""{"title":"Ports","type":"string","enum":["{{A}}","{{B}}"],"options":{"{{A}}":"ams-1","{{B}}":"utr-1"} }""",
            schema["$defs"]!["Ports"]
        );
        AssertJson(
            """{"anyOf":[{"$ref":"#/$defs/Ports"},{"type":"null"}],"title":"Backup","default":null}""",
            schema["properties"]!["backup"]
        );
        AssertJson(
            """{"type":"array","items":{"$ref":"#/$defs/Ports"},"minItems":1,"maxItems":2,"uniqueItems":true,"title":"Others","default":[]}""",
            schema["properties"]!["others"]
        );
        AssertJson("""{"$ref":"#/$defs/Vlans","title":"Vlan","default":10}""", schema["properties"]!["vlan"]);
        AssertJson(
            """{"title":"Vlans","type":"string","enum":["10","20"],"options":{"10":"Office","20":"Guests"}}""",
            schema["$defs"]!["Vlans"]
        );
        Assert.Equal(["port"], schema["required"]!.AsArray().Select(static name => (string)name!));
        Assert.Equal(["port", "backup", "others", "vlan"], schema["properties"]!.AsObject().Select(static field => field.Key));
    }

    [Fact]
    public void What_was_chosen_has_the_type_of_the_field_and_its_label_is_still_known()
    {
        var page = Read<PortPage>(Page, $$"""{"port":"{{A}}","backup":null,"others":["{{B}}","{{A}}"],"vlan":"20"}""");

        Assert.Equal((A, null, 20, "ams-1"), (page.Port, page.Backup, page.Vlan, page.Ports.LabelOf(page.Port)));
        Assert.Equal(
            $"'{Guid.Empty}' is not among the choices. Choices: '{A}', '{B}'.",
            Assert.Throws<KeyNotFoundException>(() => page.Ports.LabelOf(Guid.Empty)).Message
        );
        Assert.Equal([B, A], page.Others);
        Assert.Equal(20, Read<PortPage>(Page, $$"""{"port":"{{A}}","others":["{{B}}"],"vlan":20}""").Vlan);
    }

    [Theory]
    [InlineData("""{"port":"cccccccc-0000-4000-8000-000000000003"}""", "port")]
    [InlineData("""{"port":null}""", "port")]
    [InlineData("""{"port":{}}""", "port")]
    [InlineData("""{"backup":"no"}""", "backup")]
    [InlineData("""{"others":["no"]}""", "others.0")]
    [InlineData("""{"vlan":30}""", "vlan")]
    public void What_is_not_among_the_choices_is_refused(string change, string place)
    {
        var error = Assert.Single(Refuse<PortPage>(Page, With($$"""{"port":"{{A}}","others":["{{A}}"]}""", change)));

        Assert.Equal((place, "enum"), (string.Join('.', error.Location), error.Type));
        var expected = place == "vlan" ? "'10' or '20'" : $"'{A}' or '{B}'";
        Assert.Equal(($"Input should be {expected}", expected), (error.Message, error.Context!["expected"]));
    }

    [Fact]
    public void The_rules_of_a_list_hold_for_what_is_chosen_too()
    {
        Assert.Equal(
            "others unique_list: List must be unique",
            RefuseOne<PortPage>(Page, $$"""{"port":"{{A}}","others":["{{B}}","{{B}}"]}""")
        );
        Assert.Equal("too_short", Assert.Single(Refuse<PortPage>(Page, $$"""{"port":"{{A}}"}""")).Type);
    }

    [Fact]
    public void What_is_filled_in_and_cannot_be_chosen_any_more_is_refused_when_it_counts()
    {
        var page = AskedRecord.Filled(
            new PortPage
            {
                Port = A,
                Others = [B],
                Vlan = 40,
                Ports = [new(A, "ams-1"), new(B, "utr-1")],
            }
        );

        Assert.Equal(A.ToString(), (string)Field(page, "port")["default"]!);
        Assert.Equal("vlan enum: Input should be '10' or '20'", RefuseOne<PortPage>(page, $$"""{"port":"{{A}}"}"""));
    }

    [Fact]
    public void The_objects_of_a_list_choose_from_what_the_page_around_them_has()
    {
        var page = AskedRecord.Filled<SapsPage>(static page => page with { Ports = [new(A, "ams-1")] });
        var schema = PageSchema.Describe(page);

        AssertJson("""{"$ref":"#/$defs/Ports","title":"The port"}""", schema["$defs"]!["Sap"]!["properties"]!["port"]);
        Assert.Equal(["Ports", "Sap"], schema["$defs"]!.AsObject().Select(static pair => pair.Key));
        Assert.Equal(A, Assert.Single(Read<SapsPage>(page, $$"""{"saps":[{"port":"{{A}}"}]}""").Saps).Port);
        Assert.Equal(
            ["saps.1.port enum", "extra.port enum"],
            Refuse<SapsPage>(page, $$"""{"saps":[{"port":"{{A}}"},{"port":"{{B}}"}],"extra":{"port":"{{B}}"} }""")
                .Select(static error => $"{string.Join('.', error.Location)} {error.Type}")
        );
    }

    [Fact]
    public void An_enumeration_can_be_shown_as_radio_buttons_and_as_a_list_to_tick()
    {
        var page = AskedRecord.Empty(typeof(EnumPage));

        AssertField(page, "speed", """{"$ref":"#/$defs/Speed","format":"radio"}""");
        AssertField(page, "speeds", """{"type":"array","items":{"$ref":"#/$defs/Speed"},"minItems":0,"title":"Speeds","default":[]}""");
        Assert.Equal([Speed.Hundred, Speed.Ten], Read<EnumPage>(page, """{"speed":"ten","speeds":["hundred","ten"]}""").Speeds);
        Assert.Equal("speeds.0 enum: Input should be 'ten' or 'hundred'", RefuseOne<EnumPage>(page, """{"speed":"ten","speeds":["x"]}"""));
    }

    [Fact]
    public void Of_a_few_allowed_values_one_is_taken_and_another_one_is_refused_as_a_literal()
    {
        var page = AskedRecord.Empty(typeof(EnumPage));

        AssertField(page, "color", """{"type":"string","enum":["red","green"],"title":"Color","default":"red"}""");
        AssertField(page, "count", """{"type":"integer","enum":[1,2,3],"title":"Count","default":1}""");
        Assert.Equal(
            ("green", 3),
            Read<EnumPage>(page, """{"speed":"ten","color":"green","count":3}""") is var read ? (read.Color, read.Count) : default
        );
        Assert.Equal(
            "color literal_error: Input should be 'red' or 'green'",
            RefuseOne<EnumPage>(page, """{"speed":"ten","color":"blue"}""")
        );
        Assert.Equal("count literal_error: Input should be 1, 2 or 3", RefuseOne<EnumPage>(page, """{"speed":"ten","count":4}"""));
        Assert.Equal("slow literal_error: Input should be 'ten'", RefuseOne<EnumPage>(page, """{"speed":"ten","slow":"hundred"}"""));
    }

    [Fact]
    public void An_error_names_a_few_choices_and_counts_many()
    {
        FormChoices<int> many = FormChoices.Of(Enumerable.Range(0, 1_000), static number => number, static number => $"number {number}");
        var page = AskedRecord.Filled<PortPage>(page => page with { Ports = [new(A, "ams-1")], Vlans = many, Vlan = 3 });

        Assert.Equal(
            "vlan enum: Input should be one of the 1000 choices",
            RefuseOne<PortPage>(page, $$"""{"port":"{{A}}","others":["{{A}}"],"vlan":"x"}""")
        );
        Assert.Equal(
            "Input should be one of the choices, of which there are none",
            Refuse<PortPage>(AskedRecord.Empty(typeof(PortPage)), $$"""{"port":"{{A}}"}""")[0].Message
        );
    }

#pragma warning disable ORCH4008 // What the rule says at build happens when such a page is asked all the same, which is tested here.
    public sealed record LostPage : FormPage
    {
        [ChooseFrom("Ports")]
        public Guid Port { get; init; }
    }
#pragma warning restore ORCH4008

    [Fact]
    public void A_field_whose_choices_are_not_there_fails_with_the_name_of_both() =>
        Assert.Equal(
            "'LostPage.Port' names 'Ports', which is not a FormChoices<Guid> with a value. Give it one when the page is asked.",
            Assert.Throws<IncorrectFormException>(() => PageSchema.Describe(AskedRecord.Empty(typeof(LostPage)))).Message
        );

    private static string With(string json, string change)
    {
        var page = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            page[name] = value?.DeepClone();
        }

        return page.ToJsonString();
    }
}
