using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Tests.Forms;

public sealed class PageSchemaTests
{
    public enum SiteChoice
    {
        [Display(Name = "Amsterdam")]
        One,

        [Display(Name = "Utrecht")]
        Two,
    }

    [DisplayName("New node")]
    public sealed record NodePage : FormPage
    {
        public required SiteChoice SiteId { get; init; }

        [StringLength(64)]
        public required string NodeName { get; init; }

        [Range(1500, 9216)]
        public int Mtu { get; init; } = 9000;

        public string? NodeDescription { get; init; }
    }

    public sealed record EveryPage : FormPage
    {
        public bool IsOn { get; init; }

        [Range(0.5, 2.5, MinimumIsExclusive = true)]
        public double Ratio { get; init; } = 1;

        public Guid? Other { get; init; }

        public DateOnly Day { get; init; } = new(2026, 11, 23);

        [RegularExpression("[a-z]+")]
        [Display(Name = "The tag", Description = "Lower case")]
        public required string Tag { get; init; }

        [Length(1, 3)]
        public List<int> Sizes { get; init; } = [];

        public required Inner Place { get; init; }
    }

    public sealed record CarrierChoicePage : FormPage;

    public sealed record Inner
    {
        public required int Row { get; init; }
    }

    [Theory]
    [InlineData(typeof(NodePage), "New node")]
    [InlineData(typeof(EveryPage), "Every")]
    [InlineData(typeof(CarrierChoicePage), "Carrier Choice")]
    public void A_page_has_the_title_of_its_attribute_or_the_words_of_its_name(Type page, string expected) =>
        Assert.Equal(expected, (string?)PageSchema.Describe(AskedRecord.Empty(page))["title"]);

    [Fact]
    public void A_page_is_described_as_the_contract_shows()
    {
        var schema = PageSchema.Describe(AskedRecord.Empty(typeof(NodePage)));

        AssertJson(
            """
            {"title":"New node","type":"object","additionalProperties":false,
             "$defs":{"SiteChoice":{"title":"SiteChoice","type":"string","enum":["one","two"],"options":{"one":"Amsterdam","two":"Utrecht"}}},
             "properties":{
              "site_id":{"$ref":"#/$defs/SiteChoice"},
              "node_name":{"title":"Node Name","type":"string","maxLength":64},
              "mtu":{"title":"Mtu","type":"integer","minimum":1500,"maximum":9216,"default":9000},
              "node_description":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"title":"Node Description"}},
             "required":["site_id","node_name"]}
            """,
            schema
        );
        Assert.Equal(
            ["site_id", "node_name", "mtu", "node_description"],
            schema["properties"]!.AsObject().Select(static property => property.Key)
        );
    }

    [Fact]
    public void Every_kind_of_field_has_the_keywords_by_which_clients_choose_their_widget()
    {
        var properties = PageSchema.Describe(AskedRecord.Empty(typeof(EveryPage)))["properties"]!;

        AssertJson("""{"type":"boolean","title":"Is On","default":false}""", properties["is_on"]!);
        AssertJson("""{"type":"number","exclusiveMinimum":0.5,"maximum":2.5,"title":"Ratio","default":1}""", properties["ratio"]!);
        AssertJson(
            """{"anyOf":[{"type":"string","format":"uuid"},{"type":"null"}],"title":"Other","default":null}""",
            properties["other"]!
        );
        AssertJson("""{"type":"string","format":"date","title":"Day","default":"2026-11-23"}""", properties["day"]!);
        AssertJson("""{"type":"string","pattern":"^(?:[a-z]+)$","title":"The tag","description":"Lower case"}""", properties["tag"]!);
        AssertJson(
            """{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":3,"title":"Sizes","default":[]}""",
            properties["sizes"]!
        );
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
