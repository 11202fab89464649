using Orchestrator.Search;

namespace Orchestrator.Api.Search;

/// <summary>What the values of each kind can be compared with.</summary>
internal static class SearchDefinitions
{
    internal const string Component = "component";

    private static readonly string[] Ordering = ["eq", "neq", "lt", "lte", "gt", "gte"];

    internal static IReadOnlyDictionary<string, SearchDefinitionDto> All { get; } =
        new Dictionary<string, SearchDefinitionDto>(StringComparer.Ordinal)
        {
            ["string"] = Define("string", ["eq", "neq", "like"]),
            ["number"] = DefineOrdered("number"),
            ["boolean"] = Define("boolean", ["eq", "neq"]),
            ["datetime"] = DefineOrdered("datetime"),
            [Component] = Define(Component, ["has_component", "not_has_component"]),
        };

    /// <summary>What clients call a kind of value.</summary>
    internal static string NameOf(SearchKind kind) =>
        kind switch
        {
            SearchKind.Number => "number",
            SearchKind.Boolean => "boolean",
            SearchKind.Time => "datetime",
            _ => "string",
        };

    private static SearchDefinitionDto Define(string kind, IReadOnlyList<string> operators) =>
        new(operators, operators.ToDictionary(static name => name, _ => new SearchValueSchemaDto(kind)));

    private static SearchDefinitionDto DefineOrdered(string kind)
    {
        var schema = Ordering.ToDictionary(static name => name, _ => new SearchValueSchemaDto(kind));
        schema["between"] = new(
            "object",
            new Dictionary<string, SearchValueSchemaDto>(StringComparer.Ordinal) { ["start"] = new(kind), ["end"] = new(kind) }
        );
        return new([.. Ordering, "between"], schema);
    }
}
