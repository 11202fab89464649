using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Search;

/// <summary>Reads the two forms in which clients write filters.</summary>
internal sealed class SearchFilterReader
{
    /// <summary>The most groups within each other.</summary>
    internal const int MaxDepth = 10;

    /// <summary>The same of the tree of <c>op</c> and <c>children</c>, for which the contract says it.</summary>
    internal const int MaxTreeDepth = 5;

    private const int MaxPathLength = 255;

    private int _conditions;

    internal SearchFilter Read(JsonElement json) => Read(json, depth: 1);

    private SearchFilter Read(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("A filter is an object.");
        }

        return json.TryGetProperty("children", out var children) ? ReadGroup(json, children, depth)
            : json.TryGetProperty("condition", out var condition) ? ReadLeaf(json, condition)
            : ReadQuery(json, depth);
    }

    private SearchFilter ReadGroup(JsonElement json, JsonElement children, int depth)
    {
        DemandOnly(json, "op", "children");
        DemandDepth(depth, MaxTreeDepth);
        var isAny = TextOf(json, "op").ToUpperInvariant() switch
        {
            "AND" => false,
            "OR" => true,
            _ => throw Invalid("'op' of a group is 'AND' or 'OR'."),
        };
        if (children.ValueKind != JsonValueKind.Array || children.GetArrayLength() == 0)
        {
            throw Invalid("'children' is a list of one or more filters.");
        }

        IReadOnlyList<SearchFilter> parts = [.. children.EnumerateArray().Select(child => Read(child, depth + 1))];
        return isAny ? new SearchFilter.Any(parts) : new SearchFilter.All(parts);
    }

    private SearchFilter ReadLeaf(JsonElement json, JsonElement condition)
    {
        DemandOnly(json, "path", "condition", "value_kind");
        if (condition.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("'condition' is an object with 'op' and 'value'.");
        }

        DemandOnly(condition, "op", "value");
        var kind = json.TryGetProperty("value_kind", out _) ? KindOf(TextOf(json, "value_kind")) : null;
        var path = PathOf(TextOf(json, "path"));
        var value = condition.TryGetProperty("value", out var given) ? given : default;
        return TextOf(condition, "op") switch
        {
            "eq" => Condition(path, SearchComparison.Equal, ValueOf(value, kind)),
            "neq" => Condition(path, SearchComparison.NotEqual, ValueOf(value, kind)),
            "lt" => Condition(path, SearchComparison.Less, ValueOf(value, kind)),
            "lte" => Condition(path, SearchComparison.LessOrEqual, ValueOf(value, kind)),
            "gt" => Condition(path, SearchComparison.Greater, ValueOf(value, kind)),
            "gte" => Condition(path, SearchComparison.GreaterOrEqual, ValueOf(value, kind)),
            "between" => Condition(path, SearchComparison.Between, Member(value, "start", kind), Member(value, "end", kind)),
            "like" => Like(path, ValueOf(value, kind).Text.Replace(@"\", @"\\", StringComparison.Ordinal)),
            "has_component" => Has(ComponentOf(value, path)),
            "not_has_component" => new SearchFilter.Not(Has(ComponentOf(value, path))),
            var other => throw Invalid($"'{other}' is not an operator. GET search/definitions lists them."),
        };
    }

    private SearchFilter ReadQuery(JsonElement json, int depth)
    {
        if (json.EnumerateObject().ToArray() is not [var only])
        {
            throw Invalid("A filter is an object with one of 'bool', 'term', 'range', 'wildcard', 'regexp' and 'exists'.");
        }

        return only.Name switch
        {
            "bool" => ReadBool(only.Value, depth),
            "term" => ReadTerm(only.Value),
            "range" => ReadRange(only.Value),
            "wildcard" => ReadWildcard(only.Value),
            "regexp" => ReadRegexp(only.Value),
            "exists" => Has(PathOf(only.Value.ValueKind == JsonValueKind.Object ? TextOf(only.Value, "field") : "")),
            _ => throw Invalid($"'{only.Name}' is not a filter: it is one of 'bool', 'term', 'range', 'wildcard', 'regexp' and 'exists'."),
        };
    }

    private SearchFilter.All ReadBool(JsonElement json, int depth)
    {
        DemandDepth(depth, MaxDepth);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("'bool' is an object with 'must', 'should' and 'must_not'.");
        }

        DemandOnly(json, "must", "should", "must_not");
        var parts = new List<SearchFilter>(ReadList(json, "must", depth));
        if (ReadList(json, "should", depth) is { Count: > 0 } should)
        {
            parts.Add(new SearchFilter.Any(should));
        }

        parts.AddRange(ReadList(json, "must_not", depth).Select(static part => new SearchFilter.Not(part)));
        return parts.Count > 0 ? new(parts) : throw Invalid("'bool' has at least one filter in 'must', 'should' or 'must_not'.");
    }

    private IReadOnlyList<SearchFilter> ReadList(JsonElement json, string name, int depth) =>
        !json.TryGetProperty(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(part => Read(part, depth + 1))]
        : [Read(list, depth + 1)];

    private SearchFilter.Condition ReadTerm(JsonElement json)
    {
        var (path, value) = Only(json, "term");
        return Condition(path, SearchComparison.Equal, ValueOf(Inner(value), kind: null));
    }

    private SearchFilter ReadRange(JsonElement json)
    {
        var (path, range) = Only(json, "range");
        if (range.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("'range' has an object with 'gt', 'gte', 'lt' or 'lte'.");
        }

        DemandOnly(range, "gt", "gte", "lt", "lte");
        if (range.GetPropertyCount() == 2 && range.TryGetProperty("gte", out var start) && range.TryGetProperty("lte", out var end))
        {
            return Condition(path, SearchComparison.Between, ValueOf(start, kind: null), ValueOf(end, kind: null));
        }

        IReadOnlyList<SearchFilter> parts =
        [
            .. range
                .EnumerateObject()
                .Select(bound =>
                    Condition(
                        path,
                        bound.Name switch
                        {
                            "gt" => SearchComparison.Greater,
                            "gte" => SearchComparison.GreaterOrEqual,
                            "lt" => SearchComparison.Less,
                            _ => SearchComparison.LessOrEqual,
                        },
                        ValueOf(bound.Value, kind: null)
                    )
                ),
        ];
        return parts.Count switch
        {
            0 => throw Invalid("'range' has at least one of 'gt', 'gte', 'lt' and 'lte'."),
            1 => parts[0],
            _ => new SearchFilter.All(parts),
        };
    }

    private SearchFilter.Condition ReadWildcard(JsonElement json)
    {
        var (path, value) = Only(json, "wildcard");
        var pattern = new StringBuilder();
        foreach (var character in ValueOf(Inner(value), kind: null).Text)
        {
            pattern.Append(
                character switch
                {
                    '*' => "%",
                    '?' => "_",
                    '%' or '_' or '\\' => $"\\{character}",
                    _ => character.ToString(),
                }
            );
        }

        return Like(path, pattern.ToString());
    }

    private SearchFilter.Condition ReadRegexp(JsonElement json)
    {
        var (path, value) = Only(json, "regexp");
        var pattern = SearchPattern.Translate(ValueOf(Inner(value), kind: null).Text);
        return Condition(path, SearchComparison.Matches, new(pattern, SearchKind.Text));
    }

    private SearchFilter.Condition Like(string path, string pattern) =>
        Condition(path, SearchComparison.Like, new(pattern, SearchKind.Text));

    /// <summary>Whether a path leads to anything: an index in it stands for every element of its list.</summary>
    private SearchFilter.Has Has(string path)
    {
        Count();
        var segments = path.Split('.').Where(static segment => !segment.All(char.IsAsciiDigit)).ToArray();
        return segments.Length > 0
            ? new(string.Join('.', segments))
            : throw Invalid($"The path '{path}' has no name in it: it is a name, or names separated by dots.");
    }

    private SearchFilter.Condition Condition(string path, SearchComparison comparison, SearchValue value, SearchValue? upper = null)
    {
        Count();
        return new(path, comparison, value, upper);
    }

    private void Count()
    {
        if (++_conditions > SearchFilter.MaxConditions)
        {
            throw Invalid($"A filter has at most {SearchFilter.MaxConditions} conditions. Leave some out.");
        }
    }

    private static (string Path, JsonElement Value) Only(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().ToArray() is [var only]
            ? (PathOf(only.Name), only.Value)
            : throw Invalid($"'{name}' is an object with one path.");

    /// <summary>A value, or one in an object as clients of Elasticsearch may write it.</summary>
    private static JsonElement Inner(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out var inner) ? inner : value;

    private static string ComponentOf(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String ? PathOf(value.GetString()!) : path;

    private static SearchValue Member(JsonElement value, string name, SearchKind? kind) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member)
            ? ValueOf(member, kind)
            : throw Invalid("The value of 'between' is an object with 'start' and 'end'.");

    private static SearchValue ValueOf(JsonElement value, SearchKind? kind) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new(value.GetString()!, kind ?? SearchKind.Text),
            JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => new(
                number.ToString("R", CultureInfo.InvariantCulture),
                kind ?? SearchKind.Number
            ),
            JsonValueKind.True => new("true", kind ?? SearchKind.Boolean),
            JsonValueKind.False => new("false", kind ?? SearchKind.Boolean),
            _ => throw Invalid("A value is a text, a number, or true or false."),
        };

    private static SearchKind? KindOf(string kind) =>
        kind switch
        {
            "string" => SearchKind.Text,
            "number" => SearchKind.Number,
            "boolean" => SearchKind.Boolean,
            "datetime" => SearchKind.Time,
            "component" => null,
            _ => throw Invalid("'value_kind' is 'string', 'number', 'boolean', 'datetime' or 'component'."),
        };

    private static string TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw Invalid($"'{name}' is missing, or not a text.");

    private static string PathOf(string path) =>
        path.Length is > 0 and <= MaxPathLength ? path : throw Invalid($"A path has 1 to {MaxPathLength} characters.");

    private static void DemandOnly(JsonElement json, params ReadOnlySpan<string> known)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw Invalid($"A filter has no '{member.Name}' here: it has {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    private static void DemandDepth(int depth, int maxDepth)
    {
        if (depth > maxDepth)
        {
            throw Invalid($"A filter has at most {maxDepth} groups within each other.");
        }
    }

    private static InvalidRequestException Invalid(string problem) => new("search_filter_invalid", problem);
}
