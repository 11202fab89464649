using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Tests.Forms;

public sealed class PageReaderTests
{
    private const string Good = """{"is_on":true,"ratio":2,"tag":"abc","sizes":[1],"place":{"row":3}}""";

    [Theory]
    [InlineData("""{"is_on":"maybe"}""", "is_on", "bool_parsing", "Input should be a valid boolean, unable to interpret input")]
    [InlineData("""{"ratio":"x"}""", "ratio", "float_parsing", "Input should be a valid number, unable to parse string as a number")]
    [InlineData("""{"ratio":0.5}""", "ratio", "greater_than", "Input should be greater than 0.5")]
    [InlineData("""{"ratio":3}""", "ratio", "less_than_equal", "Input should be less than or equal to 2.5")]
    [InlineData("""{"other":"x"}""", "other", "uuid_parsing", "Input should be a valid UUID")]
    [InlineData("""{"day":"23-11-2026"}""", "day", "date_from_datetime_parsing", "Input should be a valid date in the format YYYY-MM-DD")]
    [InlineData("""{"tag":1}""", "tag", "string_type", "Input should be a valid string")]
    [InlineData("""{"tag":"ABC"}""", "tag", "string_pattern_mismatch", "String should match pattern '[a-z]+'")]
    [InlineData("""{"sizes":[]}""", "sizes", "too_short", "List should have at least 1 item after validation, not 0")]
    [InlineData("""{"sizes":[1,2,3,4]}""", "sizes", "too_long", "List should have at most 3 items after validation, not 4")]
    [InlineData("""{"sizes":[1,"x"]}""", "sizes.1", "int_parsing", "Input should be a valid integer, unable to parse string as an integer")]
    [InlineData("""{"sizes":[1.5]}""", "sizes.0", "int_from_float", "Input should be a valid integer, got a number with a fractional part")]
    [InlineData(
        """{"sizes":[3000000000]}""",
        "sizes.0",
        "int_parsing_size",
        "Unable to parse input string as an integer, exceeded maximum size"
    )]
    [InlineData("""{"sizes":1}""", "sizes", "list_type", "Input should be a valid list")]
    [InlineData("""{"place":{}}""", "place.row", "missing", "Field required")]
    [InlineData("""{"place":{"row":1,"seat":2}}""", "place.seat", "extra_forbidden", "Extra inputs are not permitted")]
    [InlineData("""{"Sizes":[1]}""", "Sizes", "extra_forbidden", "Extra inputs are not permitted. Did you mean 'sizes'?")]
    [InlineData("""{"extra":1}""", "extra", "extra_forbidden", "Extra inputs are not permitted")]
    public void A_value_that_does_not_fit_is_refused_in_the_words_that_clients_know(
        string change,
        string location,
        string type,
        string message
    )
    {
        var error = Assert.Single(Refuse(With(change)).Errors);

        Assert.Equal((location, type, message), (string.Join('.', error.Location), error.Type, error.Message));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_the_offending_values()
    {
        var refusal = Refuse("""{"ratio":9,"sizes":[],"place":{"row":1}}""");

        Assert.Equal(
            ["ratio 9", "tag {\"ratio\":9,\"sizes\":[],\"place\":{\"row\":1}}", "sizes []"],
            refusal.Errors.Select(static error => $"{error.Location[0]} {error.Input}")
        );
        Assert.StartsWith(
            "3 validation errors for EveryPage\nratio\n  Input should be less than or equal to 2.5 (type=less_than_equal)",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(2.5, refusal.Errors[0].Context!["le"]);
    }

    [Fact]
    public void Good_values_are_read_and_what_was_not_posted_has_its_default()
    {
        var page = Read(Good);

        Assert.Equal(
            (true, 2.0, null, new DateOnly(2026, 11, 23), "abc", 3),
            (page.IsOn, page.Ratio, page.Other, page.Day, page.Tag, page.Place.Row)
        );
        Assert.Equal([1], page.Sizes);
    }

    [Fact]
    public void What_the_form_was_filled_with_counts_where_nothing_is_posted()
    {
        var page = PageReader.Read<PageSchemaTests.EveryPage>(
            AskedRecord.Filled<PageSchemaTests.EveryPage>(static page => page with { Ratio = 1.5, IsOn = true, Tag = "prefilled" }),
            JsonElement.Parse("""{"tag":"x","sizes":[1],"place":{"row":1}}""")
        );

        Assert.Equal((1.5, true, "x"), (page.Ratio, page.IsOn, page.Tag));
    }

    private static string With(string change)
    {
        var page = JsonNode.Parse(Good)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            page[name] = value?.DeepClone();
        }

        return page.ToJsonString();
    }

    private static PageSchemaTests.EveryPage Read(string posted) =>
        PageReader.Read<PageSchemaTests.EveryPage>(AskedRecord.Empty(typeof(PageSchemaTests.EveryPage)), JsonElement.Parse(posted));

    private static FormInvalidException Refuse(string posted) => Assert.Throws<FormInvalidException>(() => Read(posted));
}
