using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Tests.Forms;

/// <summary>What an author writes on a page is what is asked, and what is checked.</summary>
public sealed class PageTests
{
    public enum Speed
    {
        [JsonStringEnumMemberName("10G")]
        [Display(Name = "10 Gbit/s")]
        Ten,
        Hundred,
    }

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
    public sealed class EvenAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is int number && number % 2 == 0;
    }

    public sealed record PositionalPage(
        string NodeName,
        [Range(2, 4094)] [Display(Name = "The VLAN")] int Vlan,
        string? Note,
        [Even] int Mtu = 1500
    ) : FormPage
    {
        public int Twice { get; init; } = Vlan * 2;

        public string Shouted => NodeName.ToUpperInvariant();
    }

    public sealed record Contact : IValidatableObject
    {
        [EmailAddress]
        public required string Email { get; init; }

        [Even]
        [JsonPropertyName("tcp_port")]
        public int Port { get; init; } = 2;

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Email == "a@b" ? [new("Not this one", [nameof(Email)]), new("Nor all of it")] : [];
    }

    public sealed record ContactsPage : FormPage
    {
        [EmailAddress]
        public required string Owner { get; init; }

        [Length(1, 4)]
        public required List<Contact> Contacts { get; init; }

        public Contact? Second { get; init; }
    }

    public sealed record KindsPage : FormPage
    {
        public sbyte Tiny { get; init; }

        public ushort Port { get; init; }

        public required uint Count { get; init; }

        public ulong Large { get; init; }

        public float Ratio { get; init; }

        public double Price { get; init; }

        public decimal Exact { get; init; }

        public IPAddress? Address { get; init; }

        public DateTimeOffset? When { get; init; }

        [JsonPropertyName("line_speed")]
        public Speed LineSpeed { get; init; }

        [JsonIgnore]
        public int Hidden { get; init; }

        [RegularExpression("(a+)+")]
        public string Word { get; init; } = "a";

        [RegularExpression("(?=a)(a+)+b")]
        public string Ahead { get; init; } = "ab";
    }

    public sealed record LimitsPage : FormPage
    {
        [Range(0, double.MaxValue)]
        public double Price { get; init; }

        [Range(double.MinValue, 0)]
        public decimal Debt { get; init; }

        [Range(-1e30, 1e30)]
        public double Wide { get; init; }

        [Range(0, 10, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public int Inside { get; init; } = 5;

        [Range(typeof(decimal), "0.5", "99999999999999999999.5")]
        public decimal Exact { get; init; } = 1;

        [Range(typeof(DateOnly), "2024-01-01", "2024-12-31")]
        public DateOnly Day { get; init; } = new(2024, 6, 1);
    }

    public static class One
    {
        public enum Kind
        {
            A,
        }
    }

    public static class Other
    {
        public enum Kind
        {
            B,
        }
    }

    public sealed record TwoKindsPage : FormPage
    {
        public One.Kind First { get; init; }

        public Other.Kind Second { get; init; }
    }

    public sealed record UnsetPage : FormPage
    {
#pragma warning disable CS8618 // An author who leaves it so gets this warning; what is asked then is tested.
        public string Name { get; init; }
#pragma warning restore CS8618

        public Contact? Contact { get; init; }
    }

#pragma warning disable ORCH4008 // What the rule says at build happens when such a page is asked all the same, which is tested here.
    public sealed record WindowPage : FormPage
    {
        public required TimeSpan Window { get; init; }
    }

    public sealed record DictionaryPage : FormPage
    {
        public required Dictionary<string, string> Tags { get; init; }
    }
#pragma warning restore ORCH4008

    public sealed record NumbersPage : FormPage
    {
        public required List<int> Numbers { get; init; }

        [MaxLength(2)]
        public List<int> Few { get; init; } = [];
    }

    [Fact]
    public void The_parameters_of_a_record_are_asked_and_checked_as_its_properties_are()
    {
        var schema = PageSchema.Describe(AskedRecord.Empty(typeof(PositionalPage)));

        Assert.Equal("""["node_name","vlan"]""", schema["required"]!.ToJsonString());
        Assert.Equal("""{"type":"integer","minimum":2,"maximum":4094,"title":"The VLAN"}""", schema["properties"]!["vlan"]!.ToJsonString());
        Assert.Equal(1500, (int)schema["properties"]!["mtu"]!["default"]!);
        Assert.Equal(["node_name", "vlan", "note", "mtu", "twice"], schema["properties"]!.AsObject().Select(static pair => pair.Key));
        Assert.Equal(["node_name missing", "vlan missing"], Errors<PositionalPage>("{}"));
        Assert.Equal(["node_name string_type", "vlan less_than_equal"], Errors<PositionalPage>("""{"node_name":null,"vlan":99999}"""));
        Assert.Equal(["mtu value_error"], Errors<PositionalPage>("""{"node_name":"a","vlan":2,"mtu":3}"""));
        Assert.Equal(
            (2, null, 1500),
            Read<PositionalPage>("""{"node_name":"a","vlan":2}""") is var page ? (page.Vlan, page.Note, page.Mtu) : default
        );
    }

    [Fact]
    public void Rules_inside_objects_and_lists_are_run_with_the_place_of_what_they_refuse() =>
        Assert.Equal(
            [
                "owner value_error",
                "contacts.0.email value_error",
                "contacts.1.tcp_port value_error",
                "second.email value_error",
                "second.__root__ value_error",
            ],
            Errors<ContactsPage>("""{"owner":"x","contacts":[{"email":"x"},{"email":"c@d","tcp_port":3}],"second":{"email":"a@b"}}""")
        );

    [Theory]
    [InlineData("""{"count":4294967296}""", "count int_parsing_size")]
    [InlineData("""{"count":1,"tiny":128}""", "tiny int_parsing_size")]
    [InlineData("""{"count":1,"port":-1}""", "port int_parsing_size")]
    [InlineData("""{"count":1,"large":18446744073709551616}""", "large int_parsing_size")]
    [InlineData("""{"count":1,"price":1e999}""", "price finite_number")]
    [InlineData("""{"count":1,"ratio":1e300}""", "ratio finite_number")]
    [InlineData("""{"count":1,"exact":1e300}""", "exact float_parsing")]
    [InlineData("""{"count":1,"address":"1.2.3.400"}""", "address ip_any_address")]
    [InlineData("""{"count":1,"when":-99999999999}""", "when datetime_parsing")]
    [InlineData("""{"count":1,"when":-62135596801}""", "when datetime_parsing")]
    [InlineData("""{"count":1,"when":253402300800}""", "when datetime_parsing")]
    [InlineData("""{"count":1,"line_speed":"ten"}""", "line_speed enum")]
    [InlineData("""{"count":1,"hidden":1}""", "hidden extra_forbidden")]
    [InlineData("""{"count":1,"word":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}""", "word string_pattern_mismatch")]
    [InlineData("""{"count":1,"word":"a\n"}""", "word string_pattern_mismatch")]
    [InlineData("""{"count":1,"word":"\ud800"}""", "word string_unicode")]
    [InlineData("""{"count":1,"\ud800":1}""", "__root__ string_unicode")]
    public void What_does_not_fit_a_field_is_refused_at_it(string posted, string expected) =>
        Assert.Equal([expected], Errors<KindsPage>(posted));

    [Fact]
    public void A_pattern_that_takes_too_long_is_not_matched() =>
        Assert.Equal(["ahead string_pattern_mismatch"], Errors<KindsPage>($$"""{"count":1,"ahead":"{{new string('a', 60)}}"}"""));

    [Fact]
    public void Every_kind_of_field_is_read()
    {
        var page = Read<KindsPage>(
            """{"tiny":-128,"port":65535,"count":"4294967295","large":18446744073709551615,"ratio":0.5,"price":1e300,"exact":0.1,"address":"::1","when":-62135596800,"line_speed":"10G","word":"aa"}"""
        );

        Assert.Equal((sbyte.MinValue, ushort.MaxValue, uint.MaxValue, ulong.MaxValue), (page.Tiny, page.Port, page.Count, page.Large));
        Assert.Equal((0.5f, 1e300, 0.1m, IPAddress.IPv6Loopback), (page.Ratio, page.Price, page.Exact, page.Address));
        Assert.Equal((DateTimeOffset.MinValue, Speed.Ten, "aa"), (page.When, page.LineSpeed, page.Word));
    }

    [Fact]
    public void Choices_have_the_texts_that_are_read()
    {
        var schema = PageSchema.Describe(AskedRecord.Empty(typeof(KindsPage)));

        Assert.Equal(
            """{"title":"Speed","type":"string","enum":["10G","hundred"],"options":{"10G":"10 Gbit/s","hundred":"hundred"}}""",
            schema["$defs"]!["Speed"]!.ToJsonString()
        );
        Assert.Equal("10G", (string)schema["properties"]!["line_speed"]!["default"]!);
        Assert.False(schema["properties"]!.AsObject().ContainsKey("hidden"));
    }

    [Fact]
    public void Limits_of_every_kind_are_shown_and_kept()
    {
        var properties = PageSchema.Describe(AskedRecord.Empty(typeof(LimitsPage)))["properties"]!;

        Assert.Equal("""{"type":"number","minimum":0,"title":"Price","default":0}""", properties["price"]!.ToJsonString());
        Assert.Equal("""{"type":"number","maximum":0,"title":"Debt","default":0}""", properties["debt"]!.ToJsonString());
        Assert.Equal(
            """{"type":"number","minimum":-1E+30,"maximum":1E+30,"title":"Wide","default":0}""",
            properties["wide"]!.ToJsonString()
        );
        Assert.Equal(
            """{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":10,"title":"Inside","default":5}""",
            properties["inside"]!.ToJsonString()
        );
        Assert.Equal(
            """{"type":"number","minimum":0.5,"maximum":99999999999999999999.5,"title":"Exact","default":1}""",
            properties["exact"]!.ToJsonString()
        );
        Assert.Equal(
            ["price greater_than_equal", "debt less_than_equal", "wide less_than_equal", "inside greater_than", "exact less_than_equal"],
            Errors<LimitsPage>("""{"price":-1,"debt":0.1,"wide":1e31,"inside":0,"exact":99999999999999999999.6}""")
        );
        Assert.Equal(["inside less_than"], Errors<LimitsPage>("""{"inside":10}"""));
        Assert.Equal(["day less_than_equal"], Errors<LimitsPage>("""{"day":"2025-01-01"}"""));
        Assert.Equal((1e300, 1e29), Read<LimitsPage>("""{"price":1e300,"wide":1e29}""") is var page ? (page.Price, page.Wide) : default);
    }

    [Fact]
    public void Two_types_of_one_name_have_two_definitions()
    {
        var schema = PageSchema.Describe(AskedRecord.Empty(typeof(TwoKindsPage)));

        Assert.Equal(["a"], Choices(schema, "first"));
        Assert.Equal(["b"], Choices(schema, "second"));

        static IEnumerable<string> Choices(JsonObject schema, string field) =>
            schema["$defs"]![((string)schema["properties"]![field]!["$ref"]!).Split('/')[^1]]!["enum"]!
                .AsArray()
                .Select(static choice => (string)choice!);
    }

    [Fact]
    public void A_field_that_is_never_null_and_has_nothing_to_stand_for_it_must_be_posted()
    {
        Assert.Equal("""["name"]""", PageSchema.Describe(AskedRecord.Empty(typeof(UnsetPage)))["required"]!.ToJsonString());
        Assert.Equal(["name missing"], Errors<UnsetPage>("{}"));
        var filled = AskedRecord.Filled(new UnsetPage { Name = "standing" });
        Assert.Equal("standing", PageReader.Read<UnsetPage>(filled, JsonElement.Parse("{}")).Name);
    }

    [Theory]
    [InlineData(typeof(WindowPage), "'WindowPage.Window': A form cannot ask for a 'TimeSpan'")]
    [InlineData(typeof(DictionaryPage), "A form cannot ask for a 'Dictionary<string, string>'")]
    public void What_cannot_be_asked_is_an_error_and_never_an_empty_object(Type page, string reason) =>
        Assert.Contains(reason, Assert.Throws<IncorrectFormException>(() => PageFields.Of(page)).Message, StringComparison.Ordinal);

    [Fact]
    public void Errors_are_bounded_in_number_and_size_by_what_came_in()
    {
        var list = string.Join(',', Enumerable.Repeat("\"x\"", 100_000));
        var posted = JsonElement.Parse(
            $$"""{"numbers":[{{list}}],"few":[{{list}}],{{string.Join(',', Enumerable.Range(0, 5_000).Select(static number => $"\"extra{number}\":1"))}}}"""
        );

        var refusal = Assert.Throws<FormInvalidException>(() =>
            PageReader.Read<NumbersPage>(AskedRecord.Empty(typeof(NumbersPage)), posted)
        );

        Assert.InRange(refusal.Errors.Count, 1, 100);
        Assert.InRange(JsonSerializer.Serialize(refusal.Errors).Length + refusal.Message.Length, 1, 100_000);
    }

    [Fact]
    public void The_length_of_a_list_is_looked_at_before_its_items() =>
        Assert.Equal(["few too_long"], Errors<NumbersPage>("""{"numbers":[],"few":["x","y","z"]}"""));

    [Fact]
    public void A_long_value_is_not_echoed()
    {
        var refusal = Assert.Throws<FormInvalidException>(static () =>
            PageReader.Read<NumbersPage>(
                AskedRecord.Empty(typeof(NumbersPage)),
                JsonElement.Parse($$"""{"numbers":"{{new string('x', 5_000)}}","{{new string('y', 5_000)}}":1}""")
            )
        );

        Assert.Null(refusal.Errors[0].Input);
        Assert.InRange(refusal.Message.Length, 1, 1_000);
    }

    private static TPage Read<TPage>(string posted)
        where TPage : FormPage => PageReader.Read<TPage>(AskedRecord.Empty(typeof(TPage)), JsonElement.Parse(posted));

    private static IEnumerable<string> Errors<TPage>(string posted)
        where TPage : FormPage =>
        Assert
            .Throws<FormInvalidException>(() => Read<TPage>(posted))
            .Errors.Select(static error => $"{string.Join('.', error.Location)} {error.Type}");
}
