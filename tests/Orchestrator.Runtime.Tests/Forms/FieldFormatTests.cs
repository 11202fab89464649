using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Orchestrator.Forms.Fields;
using static Orchestrator.Tests.Forms.Asked;

namespace Orchestrator.Tests.Forms;

/// <summary>Texts, numbers, times and lists with the rules and widgets that clients know.</summary>
public sealed class FieldFormatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public sealed record TextPage : FormPage
    {
        [Required]
        public string Name { get; init; } = "n";

        [Url]
        public string? Site { get; init; }

        public Uri? Link { get; init; }

        public IPNetwork? Prefix { get; init; }

        public IPAddress? Any { get; init; }

        [IPAddressFamily(AddressFamily.InterNetwork)]
        public IPAddress? Four { get; init; }

        [IPAddressFamily(AddressFamily.InterNetworkV6)]
        public IPAddress? Six { get; init; }

        [FieldFormat(FieldFormats.CustomerId)]
        public string Customer { get; init; } = "c";

        [FieldFormat(FieldFormats.ContactPersonName)]
        [FieldOption("customerKey", "customer")]
        public string Contact { get; init; } = "p";

        [FieldFormat(FieldFormats.SubscriptionId)]
        [FieldOption("tags", new[] { "PORT", "NODE" })]
        public Guid Subscription { get; init; }

        public string Cron { get; init; } = "0 0 * * *";
    }

    public sealed record NumberPage : FormPage
    {
        [MultipleOf(5)]
        public int Five { get; init; }

        [MultipleOf(0.1)]
        public double Tenth { get; init; }

        [MultipleOf(0.25)]
        public decimal Quarter { get; init; }

        [LimitedBy(nameof(Free))]
        [Range(1, 100)]
        public int Vlan { get; init; } = 10;

        public FormLimits<int> Free { get; init; } = new();

        public bool Enabled { get; init; }
    }

    public sealed record TimePage : FormPage
    {
        [LimitedBy(nameof(Window))]
        [DateTimeOptions(ShowTime = false, Locale = "nl-nl", DateFormat = "DD-MM-YYYY", TimeFormat = "HH:mm")]
        public DateTimeOffset Start { get; init; } = Noon;

        [Range(typeof(DateTimeOffset), "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")]
        public DateTimeOffset? Until { get; init; }

        [LimitedBy(nameof(Days))]
        public DateOnly? Day { get; init; }

        public List<DateTimeOffset> Stops { get; init; } = [];

        public FormLimits<DateTimeOffset> Window { get; init; } = new(Noon, Noon.AddDays(1));

        public FormLimits<DateOnly> Days { get; init; } = new(new DateOnly(2026, 11, 27));
    }

    public sealed record ListPage : FormPage
    {
        [Length(1, 1)]
        public List<string> One { get; init; } = ["a"];

        [Length(2, 2)]
        [UniqueItems]
        public List<string> Two { get; init; } = ["a", "b"];

        public HashSet<int> Set { get; init; } = [];

        [UniqueItems]
        public List<Inner> Objects { get; init; } = [];
    }

    public sealed record Inner(int Row, string Seat = "a");

    [Theory]
    [InlineData("name", """{"type":"string","minLength":1,"title":"Name"}""", false)]
    [InlineData("site", """{"anyOf":[{"type":"string","format":"uri"},{"type":"null"}],"title":"Site","default":null}""", true)]
    [InlineData("link", """{"anyOf":[{"type":"string","format":"uri"},{"type":"null"}],"title":"Link","default":null}""", true)]
    [InlineData(
        "prefix",
        """{"anyOf":[{"type":"string","format":"ipvanynetwork"},{"type":"null"}],"title":"Prefix","default":null}""",
        true
    )]
    [InlineData("any", """{"anyOf":[{"type":"string","format":"ipvanyaddress"},{"type":"null"}],"title":"Any","default":null}""", true)]
    [InlineData("four", """{"anyOf":[{"type":"string","format":"ipv4"},{"type":"null"}],"title":"Four","default":null}""", true)]
    [InlineData("six", """{"anyOf":[{"type":"string","format":"ipv6"},{"type":"null"}],"title":"Six","default":null}""", true)]
    [InlineData("customer", """{"type":"string","format":"customerId","title":"Customer","default":"c"}""", true)]
    [InlineData(
        "contact",
        """{"type":"string","format":"contactPersonName","title":"Contact","default":"p","uniforms":{"customerKey":"customer"},"extraProperties":{"customerKey":"customer"}}""",
        true
    )]
    [InlineData(
        "subscription",
        """{"type":"string","format":"subscriptionId","title":"Subscription","default":"00000000-0000-0000-0000-000000000000","uniforms":{"tags":["PORT","NODE"]},"extraProperties":{"tags":["PORT","NODE"]}}""",
        true
    )]
    [InlineData("cron", """{"type":"string","title":"Cron","default":"0 0 * * *"}""", true)]
    public void A_text_has_the_format_by_which_clients_choose_its_widget(string field, string schema, bool isOptional)
    {
        var page = AskedRecord.Empty(typeof(TextPage));

        AssertField(page, field, schema);
        Assert.Equal(!isOptional, PageSchema.Describe(page)["required"]!.AsArray().Any(name => (string)name! == field));
    }

    [Theory]
    [InlineData("""{"name":""}""", "name string_too_short: String should have at least 1 character")]
    [InlineData("""{"site":"example"}""", "site url_parsing: Input should be a valid URL")]
    [InlineData("""{"link":"/relative"}""", "link url_parsing: Input should be a valid URL")]
    [InlineData("""{"link":1}""", "link url_type: URL input should be a string or URL")]
    [InlineData("""{"prefix":"10.0.0.0/40"}""", "prefix ip_any_network: value is not a valid IPv4 or IPv6 network")]
    [InlineData("""{"any":"x"}""", "any ip_any_address: value is not a valid IPv4 or IPv6 address")]
    [InlineData("""{"four":"::1"}""", "four ip_v4_address: Input is not a valid IPv4 address")]
    [InlineData("""{"six":"10.0.0.1"}""", "six ip_v6_address: Input is not a valid IPv6 address")]
    [InlineData("""{"subscription":"x"}""", "subscription uuid_parsing: Input should be a valid UUID")]
    public void A_text_of_another_form_is_refused(string posted, string expected)
    {
        var page = AskedRecord.Empty(typeof(TextPage));

        Assert.Equal(
            expected,
            RefuseOne<TextPage>(
                page,
                posted.Contains("name", StringComparison.Ordinal)
                    ? posted
                    : posted.Replace("{", """{"name":"n",""", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Texts_of_the_right_form_are_read()
    {
        var page = Read<TextPage>(
            AskedRecord.Empty(typeof(TextPage)),
            """{"name":"n","site":"https://a.example","link":"https://b.example/x","prefix":"10.0.0.0/8","any":"::1","four":"10.0.0.1","six":"fe80::1"}"""
        );

        Assert.Equal(("https://a.example", "/x"), (page.Site, page.Link!.AbsolutePath));
        Assert.Equal((8, IPAddress.IPv6Loopback), (page.Prefix!.Value.PrefixLength, page.Any));
        Assert.Equal((IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fe80::1")), (page.Four, page.Six));
    }

    [Theory]
    [InlineData("""{"five":7}""", "five multiple_of: Input should be a multiple of 5")]
    [InlineData("""{"tenth":0.35}""", "tenth multiple_of: Input should be a multiple of 0.1")]
    [InlineData("""{"quarter":0.3}""", "quarter multiple_of: Input should be a multiple of 0.25")]
    [InlineData("""{"vlan":4}""", "vlan greater_than_equal: Input should be greater than or equal to 5")]
    [InlineData("""{"vlan":101}""", "vlan less_than_equal: Input should be less than or equal to 100")]
    [InlineData("""{"enabled":"perhaps"}""", "enabled bool_parsing: Input should be a valid boolean, unable to interpret input")]
    [InlineData("""{"enabled":2}""", "enabled bool_parsing: Input should be a valid boolean, unable to interpret input")]
    public void A_number_outside_its_limits_is_refused(string posted, string expected) =>
        Assert.Equal(expected, RefuseOne<NumberPage>(AskedRecord.Filled<NumberPage>(static page => page with { Free = new(5) }), posted));

    [Fact]
    public void Numbers_show_their_limits_and_are_read()
    {
        var page = AskedRecord.Filled<NumberPage>(static page => page with { Free = new(5) });

        AssertField(page, "five", """{"type":"integer","multipleOf":5,"title":"Five","default":0}""");
        AssertField(page, "vlan", """{"type":"integer","minimum":5,"maximum":100,"title":"Vlan","default":10}""");
        var read = Read<NumberPage>(page, """{"five":-15,"tenth":0.3,"quarter":0.75,"vlan":5}""");
        Assert.Equal((-15, 0.3, 0.75m, 5), (read.Five, read.Tenth, read.Quarter, read.Vlan));
    }

    [Theory]
    [InlineData("\"yes\"", true)]
    [InlineData("\"On\"", true)]
    [InlineData("1", true)]
    [InlineData("\"f\"", false)]
    [InlineData("0.0", false)]
    public void A_bool_is_taken_in_whatever_way_it_is_said(string posted, bool expected) =>
        Assert.Equal(expected, Read<NumberPage>(AskedRecord.Empty(typeof(NumberPage)), $$"""{"enabled":{{posted}}}""").Enabled);

    [Fact]
    public void A_time_has_all_options_of_its_widget_and_its_limits_in_seconds()
    {
        var page = AskedRecord.Empty(typeof(TimePage));
        var (first, last) = (Noon.ToUnixTimeSeconds(), Noon.AddDays(1).ToUnixTimeSeconds());
        var options =
            $$"""{"showTimeSelect":false,"locale":"nl-nl","min":{{first}},"max":{{last}},"dateFormat":"DD-MM-YYYY","timeFormat":"HH:mm"}""";

        AssertField(
            page,
            "start",
            $$"""{"type":"number","format":"timestamp","title":"Start","default":{{first}},"uniforms":{{options}},"extraProperties":{{options}}}"""
        );
        Assert.Equal("timestamp", (string)Field(page, "until")["format"]!);
        Assert.Equal("number", (string)Field(page, "until")["type"]!);
        Assert.Equal(1767225600, (long)Field(page, "until")["uniforms"]!["min"]!);
        Assert.Equal(6, Field(page, "stops")["items"]!["uniforms"]!.AsObject().Count);
    }

    [Theory]
    [InlineData("""{"start":1795780799}""", "start greater_than_equal: Input should be greater than or equal to 2026-11-27T12:00:00+00:00")]
    [InlineData(
        """{"start":"2026-11-29T00:00:00Z"}""",
        "start less_than_equal: Input should be less than or equal to 2026-11-28T12:00:00+00:00"
    )]
    [InlineData("""{"until":0}""", "until greater_than_equal: Input should be greater than or equal to 2026-01-01T00:00:00+00:00")]
    [InlineData("""{"until":"soon"}""", "until datetime_parsing: Input should be a valid datetime")]
    [InlineData("""{"day":"2026-11-26"}""", "day greater_than_equal: Input should be greater than or equal to 2026-11-27")]
    [InlineData("""{"stops":[0,"x"]}""", "stops.1 datetime_parsing: Input should be a valid datetime")]
    public void A_time_outside_its_limits_is_refused(string posted, string expected) =>
        Assert.Equal(expected, RefuseOne<TimePage>(AskedRecord.Empty(typeof(TimePage)), posted));

    [Fact]
    public void Lists_say_how_many_they_take_and_whether_once()
    {
        var page = AskedRecord.Empty(typeof(ListPage));

        AssertField(page, "one", """{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":1,"title":"One","default":["a"]}""");
        AssertField(
            page,
            "two",
            """{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":2,"uniqueItems":true,"title":"Two","default":["a","b"]}"""
        );
        AssertField(page, "set", """{"type":"array","items":{"type":"integer"},"uniqueItems":true,"title":"Set","default":[]}""");
    }

    [Theory]
    [InlineData("""{"one":[]}""", "one too_short: List should have at least 1 item after validation, not 0")]
    [InlineData("""{"one":["a","b"]}""", "one too_long: List should have at most 1 item after validation, not 2")]
    [InlineData("""{"two":["a","a"]}""", "two unique_list: List must be unique")]
    [InlineData("""{"set":[1,1.0]}""", "set unique_list: List must be unique")]
    [InlineData("""{"objects":[{"row":1},{"row":1,"seat":"a"}]}""", "objects unique_list: List must be unique")]
    public void A_list_of_another_length_or_with_something_twice_is_refused(string posted, string expected) =>
        Assert.Equal(expected, RefuseOne<ListPage>(AskedRecord.Empty(typeof(ListPage)), posted));
}
