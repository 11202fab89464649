using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;
using static Orchestrator.Tests.Forms.Asked;

namespace Orchestrator.Tests.Forms;

/// <summary>Fields that stay as the form fills them, and fields whose values are repeated nowhere.</summary>
public sealed class FixedFieldTests
{
    public sealed record FixedPage : FormPage
    {
        [ReadOnly(true)]
        public required string Node { get; init; }

        [ReadOnly(true)]
        public int Mtu { get; init; } = 9000;

        [ReadOnly(true)]
        public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch.AddSeconds(1.5);

        [ReadOnly(true)]
        public List<string> Ports { get; init; } = ["a", "b"];

        [ReadOnly(true)]
        public Inner? Place { get; init; }

        [Hidden]
        public required Guid Product { get; init; }

        public string Name { get; init; } = "";
    }

    public sealed record Inner
    {
        public required int Row { get; init; }
    }

    public sealed record RackPage : FormPage
    {
        public List<Slot> Slots { get; init; } = [];
    }

    public sealed record Slot
    {
        [Hidden]
        public required string Rack { get; init; }

        public required int Height { get; init; }
    }

    public sealed record SecretPage : FormPage
    {
        [DataType(DataType.Password)]
        [Length(8, 20)]
        public required string Password { get; init; }

        [Sensitive]
        [Range(1000, 9999)]
        public int? Pin { get; init; }

        [EmailAddress]
        [Sensitive]
        public string? Mail { get; init; }

        public required string Name { get; init; }
    }

    private static readonly Guid Product = Guid.Parse("a0d30000-0000-4000-8000-000000000001");

    private static AskedRecord Page =>
        AskedRecord.Filled(
            new FixedPage
            {
                Node = "ams-1",
                Product = Product,
                Place = new() { Row = 3 },
            }
        );

    [Fact]
    public void A_read_only_field_is_a_constant_that_clients_cannot_change()
    {
        AssertField(Page, "node", Constant("\"ams-1\"", "string", "Node"));
        AssertField(Page, "mtu", Constant("9000", "integer", "Mtu"));
        Assert.Equal(1, (long)Field(Page, "since")["const"]!);
        AssertField(
            Page,
            "ports",
            """{"type":"array","items":{"type":"string"},"title":"Ports","default":["a","b"],"uniforms":{"disabled":true,"value":["a","b"]},"extraProperties":{"disabled":true,"value":["a","b"]}}"""
        );
        Assert.False(PageSchema.Describe(Page).ContainsKey("required"));

        static string Constant(string value, string type, string title) =>
            $$$"""{"const":{{{value}}},"default":{{{value}}},"type":"{{{type}}}","title":"{{{title}}}","uniforms":{"disabled":true,"value":{{{value}}}},"extraProperties":{"disabled":true,"value":{{{value}}}}}""";
    }

    [Fact]
    public void A_hidden_field_keeps_its_value_whatever_is_posted()
    {
        AssertField(
            Page,
            "product",
            $$"""{"anyOf":[{"type":"string"},{"type":"null"}],"default":"{{Product}}","format":"hidden","title":"Product","type":"string"}"""
        );
        Assert.Equal(Product, Read<FixedPage>(Page, """{"product":"other","name":"n"}""").Product);
        Assert.Equal(Product, Read<FixedPage>(Page, "{}").Product);
    }

    [Fact]
    public void A_read_only_field_can_be_posted_as_it_is_shown_or_left_out()
    {
        var page = Read<FixedPage>(Page, """{"node":"ams-1","mtu":9000,"since":1,"ports":["a","b"],"place":{"row":3}}""");

        Assert.Equal(("ams-1", 9000, 1.5), (page.Node, page.Mtu, (page.Since - DateTimeOffset.UnixEpoch).TotalSeconds));
        Assert.Equal(("ams-1", 3), Read<FixedPage>(Page, "{}") is var read ? (read.Node, read.Place!.Row) : default);
    }

    [Theory]
    [InlineData("""{"node":"ams-2"}""", "node literal_error: Input should be 'ams-1'")]
    [InlineData("""{"mtu":1500}""", "mtu literal_error: Input should be 9000")]
    [InlineData("""{"ports":["a"]}""", "ports value_error: Cannot change values for a readonly list")]
    [InlineData("""{"place":{"row":4}}""", "place value_error: Cannot change values for a readonly object")]
    public void A_read_only_field_is_not_changed(string posted, string expected) =>
        Assert.Equal(expected, RefuseOne<FixedPage>(Page, posted));

    [Fact]
    public void A_fixed_field_that_the_form_has_not_filled_fails_with_its_name_and_how_it_is_filled() =>
        Assert.Equal(
            "'FixedPage.Node' is read-only and has no value, because the form does not fill it. Fill it where the page is asked: "
                + "AskAsync<FixedPage>(page => page with { Node = ... }).",
            Assert.Throws<IncorrectFormException>(() => PageSchema.Describe(AskedRecord.Empty(typeof(FixedPage)))).Message
        );

    [Fact]
    public void A_hidden_member_of_the_objects_of_a_list_needs_an_initial_value()
    {
        var failure = Assert.Throws<IncorrectFormException>(() => PageSchema.Describe(AskedRecord.Empty(typeof(RackPage))));

        Assert.StartsWith("'Slot.Rack' is hidden and has no value, and it is not filled", failure.Message, StringComparison.Ordinal);
        Assert.Contains("give the member an initial value", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_are_told_which_fields_are_secret()
    {
        var page = AskedRecord.Empty(typeof(SecretPage));

        AssertField(
            page,
            "password",
            """{"type":"string","minLength":8,"maxLength":20,"title":"Password","uniforms":{"password":true},"extraProperties":{"password":true}}"""
        );
        Assert.True((bool)Field(page, "pin")["uniforms"]!["sensitive"]!);
    }

    [Fact]
    public void No_error_repeats_a_secret_nor_what_it_was_posted_in()
    {
        var errors = Refuse<SecretPage>(
            AskedRecord.Empty(typeof(SecretPage)),
            """{"password":"hunter2","pin":55555,"mail":"hunter2","extra":{"password":"hunter2"}}"""
        );
        var ruled = Refuse<SecretPage>(
            AskedRecord.Empty(typeof(SecretPage)),
            """{"password":"hunter2hunter2","mail":"hunter2","name":"n"}"""
        );

        Assert.Equal(
            ["password string_too_short", "pin less_than_equal", "name missing", "extra extra_forbidden", "mail value_error"],
            errors.Concat(ruled).Select(static error => $"{error.Location[0]} {error.Type}")
        );
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(errors.Concat(ruled)), StringComparison.Ordinal);
        Assert.DoesNotContain("55555", JsonSerializer.Serialize(errors), StringComparison.Ordinal);
    }
}
