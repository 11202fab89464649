using System.Text;
using System.Text.Json;
using CsCheck;

namespace Orchestrator.Tests.Products;

/// <summary>What can be stored, and what is made of what cannot.</summary>
public sealed class StorableTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["\0\uD83D\uDE00a\\\"é\uFFFF0u"]];
    private static readonly string[] Pieces = ["😀", "a", "é"];

    [Fact]
    public void A_cleaned_text_can_be_stored_and_one_that_can_be_stored_is_left_alone() =>
        Text.Sample(static text =>
        {
            var clean = StorableText.Clean(text);
            Assert.Null(StorableText.FindProblem(clean));
            Assert.Equal(StorableText.FindProblem(text) is null, ReferenceEquals(clean, text));
            Assert.Equal(
                clean,
                new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(
                    new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clean)
                )
            );
        });

    [Fact]
    public void No_cut_falls_inside_a_surrogate_pair() =>
        Gen.Select(Gen.Int[0, 2].Array.Select(static picks => string.Concat(picks.Select(static pick => Pieces[pick]))), Gen.Int[1, 20])
            .Sample(
                static (text, longest) =>
                {
                    var (start, end) = (StorableText.Start(text, longest), StorableText.End(text, longest));
                    Assert.True(start.Length <= longest && end.Length <= longest);
                    Assert.Null(StorableText.FindProblem(start));
                    Assert.Null(StorableText.FindProblem(end));
                    Assert.StartsWith(start, text, StringComparison.Ordinal);
                    Assert.EndsWith(end, text, StringComparison.Ordinal);
                }
            );

    [Fact]
    public void Cleaned_JSON_can_be_stored_and_says_otherwise_what_it_said() =>
        Text.Sample(static text =>
        {
            // Every unit as an escape, as a client writes it that knows no better.
            var json =
                $$"""{"text": "{{string.Concat(text.Select(static unit => $"\\u{(int)unit:x4}"))}}", "plain": {{JsonSerializer.Serialize(text)}} }""";
            var clean = JsonElement.Parse(StorableJson.Clean(json));

            Assert.Null(StorableJson.FindProblem(clean));
            Assert.Equal(StorableText.Clean(text), clean.GetProperty("text").GetString());
            Assert.Equal(StorableText.FindProblem(text) is null, StorableJson.FindProblem(JsonElement.Parse(json)) is null);
        });

    [Theory]
    [InlineData("""{"a": [1, {"b": "x\u0000"}]}""", "a.1.b", "contains the character U+0000")]
    [InlineData("""{"a": "\ud83d"}""", "a", "contains a character that is not Unicode")]
    [InlineData("""{"a": {"\ud83d": 1}}""", "a", "has a member whose name contains a character that cannot be stored")]
    [InlineData("""{"a": {"b": 1, "b": 2}}""", "a.b", "is there twice")]
    [InlineData("""{"a": 1e200000}""", "a", "is a number out of range")]
    [InlineData("""{"a": -1e400}""", "a", "is a number out of range")]
    [InlineData("""{"a": 1e-20000}""", "a", "is a number out of range")]
    public void What_cannot_be_stored_is_said_with_its_place(string json, string path, string problem)
    {
        var found = StorableJson.FindProblem(JsonElement.Parse(json));

        Assert.Equal((path, problem), (string.Join('.', found!.Value.Path), found.Value.Problem));
    }

    [Theory]
    [InlineData(
        """{"a": 0e5, "b": 0.0, "c": 1e300, "d": -12345678901234567890, "e": "\\u0000", "f": "😀", "g": null, "h": "\ud83d\ude00"}"""
    )]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void What_can_be_stored_is_not_refused(string json)
    {
        Assert.Null(StorableJson.FindProblem(JsonElement.Parse(json)));
        Assert.Same(json, StorableJson.Clean(json));
    }

    [Fact]
    public void Values_may_lie_as_deep_as_they_can_be_shown_and_no_deeper()
    {
        static JsonElement Nested(int levels) =>
            JsonElement.Parse(string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels));

        Assert.Null(StorableJson.FindProblem(Nested(StorableJson.MaxDepth)));
        Assert.Equal("lies deeper than 48 levels", StorableJson.FindProblem(Nested(StorableJson.MaxDepth + 1))?.Problem);
    }
}
