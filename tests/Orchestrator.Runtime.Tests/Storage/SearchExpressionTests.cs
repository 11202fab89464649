using CsCheck;
using Orchestrator.Storage.Search;

namespace Orchestrator.Tests.Storage;

public sealed class SearchExpressionTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["abÄ1_-:|()* \t'&!"], 1, 8];

    private static readonly Gen<SearchExpression> Terms = Gen.Select(
        Gen.Int[0, 2]
            .Select(static which =>
                which switch
                {
                    0 => (string?)null,
                    1 => "status",
                    _ => "portSpeed",
                }
            ),
        Words,
        Gen.Bool,
        static (field, text, isPrefix) => (SearchExpression)new SearchExpression.Term(field, text, isPrefix)
    );

    private static readonly Gen<SearchExpression> Expressions = Gen.Recursive<SearchExpression>(
        static (depth, inner) =>
            depth > 4
                ? Terms
                : Gen.OneOf(
                    Terms,
                    inner.Select(static part => (SearchExpression)new SearchExpression.Not(part)),
                    inner.Array[2, 3].Select(static parts => (SearchExpression)new SearchExpression.All(parts)),
                    inner.Array[2, 3].Select(static parts => (SearchExpression)new SearchExpression.Any(parts))
                )
    );

    [Fact]
    public void The_text_of_a_query_is_a_query_of_the_same_meaning() =>
        Expressions.Sample(static expression =>
        {
            var text = expression.ToString();
            if (text.Length <= 512)
            {
                Assert.Equal(Simplify(text), SearchExpression.Parse(text).ToString());
            }
        });

    [Fact]
    public void Any_text_is_a_query_or_refused_for_a_reason() =>
        Gen.String[Gen.Char["ab:|()-*\" "], 0, 40]
            .Sample(static text =>
            {
                try
                {
                    var expression = SearchExpression.Parse(text).ToString();
                    Assert.Equal(expression, SearchExpression.Parse(expression).ToString());
                }
                catch (InvalidRequestException refusal)
                {
                    Assert.StartsWith("The query ", refusal.Message, StringComparison.Ordinal);
                }
            });

    [Theory]
    [InlineData("a b | c", "((\"a\" \"b\") | \"c\")")]
    [InlineData("-a -(b|c)", "(-\"a\" -(\"b\" | \"c\"))")]
    [InlineData("key:(a|b*) d", "((key:\"a\" | key:\"b\"*) \"d\")")]
    [InlineData("key:\"a b\"", "key:\"a b\"")]
    [InlineData("a:b:c", "a:\"b:c\"")]
    [InlineData(":a", "\":a\"")]
    [InlineData("\"a:b\"", "\"a:b\"")]
    [InlineData("a-b --c", "(\"a-b\" \"c\")")]
    [InlineData("-(-a) -((-(b)))", "(\"a\" \"b\")")]
    [InlineData("  ", "")]
    public void Words_bind_more_than_or(string query, string meaning) => Assert.Equal(meaning, SearchExpression.Parse(query).ToString());

    /// <summary>Two negations are none.</summary>
    private static string Simplify(string text)
    {
        // Only outside of quotation marks: every other part of the text.
        var parts = text.Split('"');
        for (var index = 0; index < parts.Length; index += 2)
        {
            while (parts[index].Contains("--", StringComparison.Ordinal))
            {
                parts[index] = parts[index].Replace("--", "", StringComparison.Ordinal);
            }
        }

        return string.Join('"', parts);
    }
}
