using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Orchestrator.Search;

namespace Orchestrator.Tests.Search;

/// <summary>What is a filter of a structured search, and what is not.</summary>
public sealed class SearchFilterTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"term": {}}""")]
    [InlineData("""{"term": {"a": null}}""")]
    [InlineData("""{"term": {"a": [1]}}""")]
    [InlineData("""{"term": {"a": 1, "b": 2}}""")]
    [InlineData("""{"term": {"": 1}}""")]
    [InlineData("""{"term": {"a": 1e999}}""")]
    [InlineData("""{"term": {"a": 1}, "range": {"a": {"gt": 1}}}""")]
    [InlineData("""{"match": {"a": 1}}""")]
    [InlineData("""{"range": {"a": 1}}""")]
    [InlineData("""{"range": {"a": {}}}""")]
    [InlineData("""{"range": {"a": {"from": 1}}}""")]
    [InlineData("""{"bool": {}}""")]
    [InlineData("""{"bool": {"must": []}}""")]
    [InlineData("""{"bool": {"filter": []}}""")]
    [InlineData("""{"bool": 1}""")]
    [InlineData("""{"exists": "a"}""")]
    [InlineData("""{"exists": {"field": "0"}}""")]
    [InlineData("""{"exists": {"field": ".1."}}""")]
    [InlineData("""{"path": "a", "condition": {"op": "has_component", "value": "7"}}""")]
    [InlineData("""{"path": ".", "condition": {"op": "not_has_component"}}""")]
    [InlineData("""{"op": "XOR", "children": [{"term": {"a": 1}}]}""")]
    [InlineData("""{"op": "AND", "children": []}""")]
    [InlineData("""{"op": "AND", "children": [{"term": {"a": 1}}], "more": 1}""")]
    [InlineData("""{"path": "a", "condition": {"op": "same", "value": 1}}""")]
    [InlineData("""{"path": "a", "condition": {"op": "between", "value": 1}}""")]
    [InlineData("""{"path": "a", "condition": {"op": "eq"}}""")]
    [InlineData("""{"path": "a", "condition": 1}""")]
    [InlineData("""{"condition": {"op": "eq", "value": 1}}""")]
    [InlineData("""{"path": "a", "condition": {"op": "eq", "value": 1}, "value_kind": "colour"}""")]
    [InlineData("""{"regexp": {"a": "("}}""")]
    public void What_is_not_a_filter_is_refused(string json) =>
        Assert.Throws<InvalidRequestException>(() => SearchFilter.Parse(JsonElement.Parse(json)));

    [Fact]
    public void A_filter_that_is_too_deep_or_has_too_many_conditions_is_refused()
    {
        static string Tree(int depth) =>
            depth == 0
                ? """{"path": "a", "condition": {"op": "eq", "value": 1}}"""
                : $$$"""{"op": "AND", "children": [{{{Tree(depth - 1)}}}]}""";
        static string Query(int depth) => depth == 0 ? """{"term": {"a": 1}}""" : $$$"""{"bool": {"must": {{{Query(depth - 1)}}}}}""";
        static string Many(int count) => $$$"""{"bool": {"must": [{{{string.Join(", ", Enumerable.Repeat(Query(0), count))}}}]}}""";

        foreach (
            var filter in new[]
            {
                Tree(SearchFilterReader.MaxTreeDepth),
                Query(SearchFilterReader.MaxDepth),
                Many(SearchFilter.MaxConditions),
            }
        )
        {
            Assert.NotNull(SearchFilter.Parse(JsonElement.Parse(filter)));
        }

        foreach (
            var filter in new[]
            {
                Tree(SearchFilterReader.MaxTreeDepth + 1),
                Query(SearchFilterReader.MaxDepth + 1),
                Many(SearchFilter.MaxConditions + 1),
            }
        )
        {
            Assert.Throws<InvalidRequestException>(() => SearchFilter.Parse(JsonElement.Parse(filter)));
        }
    }

    [Fact]
    public void A_range_with_more_than_its_two_ends_keeps_all_of_them()
    {
        static SearchFilter Range(string bounds) => SearchFilter.Parse(JsonElement.Parse($$$"""{"range": {"a": {{{bounds}}}}}"""));

        Assert.Equal(SearchComparison.Between, Assert.IsType<SearchFilter.Condition>(Range("""{"gte": 1, "lte": 9}""")).Comparison);
        Assert.Equal(
            [SearchComparison.GreaterOrEqual, SearchComparison.LessOrEqual, SearchComparison.Less],
            Assert
                .IsType<SearchFilter.All>(Range("""{"gte": 1, "lte": 9, "lt": 5}"""))
                .Parts.Select(static part => Assert.IsType<SearchFilter.Condition>(part).Comparison)
        );
    }

    [Theory]
    [InlineData("^a.b$", "^a.b$")]
    [InlineData("(a|b)+", "(?:a|b)+")]
    [InlineData("(?:a){2,3}", "(?:a){2,3}")]
    [InlineData("a{2}b{2,}", "a{2}b{2,}")]
    [InlineData("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}")]
    [InlineData("(a{15}){15}b{255}c{255}d{255}", "(?:a{15}){15}b{255}c{255}d{255}")]
    [InlineData(@"[^a-z\d_.]", @"[^a-z\d_.]")]
    [InlineData("[a[^-]", @"[a\[\^\-]")]
    [InlineData("a]b}c#", @"a\]b\}c\#")]
    [InlineData(@"\.\d\w\s", @"\.\d\w\s")]
    public void A_pattern_is_written_so_that_every_database_reads_it_alike(string pattern, string written) =>
        Assert.Equal(written, SearchPattern.Translate(pattern));

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("()")]
    [InlineData("a|")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[z-a]")]
    [InlineData(@"[\d-z]")]
    [InlineData("*a")]
    [InlineData("^*")]
    [InlineData("a**")]
    [InlineData("a+?")]
    [InlineData("a{")]
    [InlineData("a{,2}")]
    [InlineData("a{3,2}")]
    [InlineData("a{256}")]
    [InlineData("((a{20}){20}){20}")]
    [InlineData("(a?b?c?d?e?){255}")]
    [InlineData("a{255}b{255}|c{255}d{255}")]
    [InlineData("(a{255}|b{255}){2}")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\")]
    [InlineData(@"\b")]
    [InlineData("(?=a)")]
    [InlineData("(?i)a")]
    public void A_pattern_that_not_every_database_reads_alike_is_refused(string pattern) =>
        Assert.Throws<InvalidRequestException>(() => SearchPattern.Translate(pattern));

    [Fact]
    public void Every_pattern_that_is_taken_is_one_that_never_tries_again() =>
        Gen.String[Gen.Char[@"ab01(){}[]|*+?^$.\-,:dws&#"], 0, 20]
            .Sample(
                static pattern =>
                {
                    try
                    {
                        _ = new Regex(SearchPattern.Translate(pattern), RegexOptions.NonBacktracking);
                    }
                    catch (InvalidRequestException)
                    {
                        // Refused.
                    }
                },
                iter: 20_000
            );
}
