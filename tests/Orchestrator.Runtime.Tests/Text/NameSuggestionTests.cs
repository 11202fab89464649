namespace Orchestrator.Tests.Text;

public sealed class NameSuggestionTests
{
    private static readonly string[] Names = ["broken_doors", "port 10G", "port 100G", "mailbox"];

    [Theory]
    [InlineData("brokenDoors", "broken_doors")]
    [InlineData("mailbx", "mailbox")]
    [InlineData("mialbox", "mailbox")]
    [InlineData("Mailbox", "mailbox")]
    [InlineData("port-10g", "port 10G")]
    [InlineData("mailbox", null)]
    [InlineData("badge", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_name_that_was_probably_meant_is_found_whatever_its_case_and_separators(string wrong, string? near) =>
        Assert.Equal(near, NameSuggestion.Find(wrong, Names));

    [Fact]
    public void A_message_names_the_near_name_or_else_those_that_there_are()
    {
        var many = Enumerable.Range(0, 12).Select(static number => $"product {number:00}");

        Assert.Equal("Did you mean 'mailbox'?", NameSuggestion.Suggest("mailbx", Names, "Products"));
        Assert.Equal("Products: 'mailbox'.", NameSuggestion.Suggest("badge", ["mailbox"], "Products"));
        Assert.EndsWith("'product 09' and 2 more.", NameSuggestion.Suggest("badge", many, "Products"), StringComparison.Ordinal);
        Assert.Equal("Products: none.", NameSuggestion.Suggest("badge", [], "Products"));
    }

    [Fact]
    public void A_name_from_outside_is_not_compared_when_it_is_long() =>
        Assert.Null(NameSuggestion.Find(new string('a', 1_000_000), [new string('a', 999_999)]));
}
