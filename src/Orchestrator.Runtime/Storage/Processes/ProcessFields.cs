using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Orchestrator.Engine;

namespace Orchestrator.Storage.Processes;

/// <summary>By what processes can be filtered and ordered: the contract's names, and what they mean in SQL, where <c>p</c> is the process, and in an order <c>w</c> its workflow.</summary>
internal static class ProcessFields
{
    private const string Linked = "processes_subscriptions l JOIN subscriptions s ON s.subscription_id = l.subscription_id JOIN products r ON r.product_id = s.product_id WHERE l.pid = p.pid";

    private const string OfWorkflow = "p.workflow_id IN (SELECT w.workflow_id FROM workflows w WHERE {0})";

    private static readonly FrozenDictionary<string, (string Sql, Func<string, string, string, Condition> Make)> Filters =
        new Dictionary<string, (string, Func<string, string, string, Condition>)>(StringComparer.Ordinal)
        {
            ["assignee"] = ("p.assignee", Text),
            ["created_by"] = ("p.created_by", Text),
            ["customer"] = ($"EXISTS (SELECT 1 FROM {Linked} AND {{0}})", (sql, value, name) => Within(sql, Guid.TryParse(value, out _) ? Text("s.customer_id", value, name) : Condition.Never)),
            ["failed_reason"] = ("p.failed_reason", Text),
            ["is_task"] = ("p.is_task", Flag),
            ["last_modified_at"] = ("p.last_modified_at", Time),
            ["last_status"] = ("p.last_status", Text),
            ["last_step"] = ("p.last_step", Text),
            ["note"] = ("p.note", Text),
            ["process_id"] = ("p.pid", Id),
            ["product"] = ($"EXISTS (SELECT 1 FROM {Linked} AND {{0}})", (sql, value, name) => Within(sql, Text("r.name", value, name))),
            ["product_description"] = ($"EXISTS (SELECT 1 FROM {Linked} AND {{0}})", (sql, value, name) => Within(sql, Text("r.description", value, name))),
            ["started_at"] = ("p.started_at", Time),
            ["subscription_id"] = ("EXISTS (SELECT 1 FROM processes_subscriptions l WHERE l.pid = p.pid AND {0})", (sql, value, name) => Within(sql, Id("l.subscription_id", value, name))),
            ["tag"] = ($"EXISTS (SELECT 1 FROM {Linked} AND {{0}})", (sql, value, name) => Within(sql, Text("r.tag", value, name))),
            ["target"] = (OfWorkflow, (sql, value, name) => Within(sql, Text("w.target", value, name))),
            ["traceback"] = ("p.traceback", Text),
            ["workflow_id"] = ("p.workflow_id", Id),
            ["workflow_name"] = (OfWorkflow, (sql, value, name) => Within(sql, Text("w.name", value, name))),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Orders = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["assignee"] = "LOWER(p.assignee)",
        ["created_by"] = "LOWER(p.created_by)",
        ["failed_reason"] = "LOWER(p.failed_reason)",
        ["is_task"] = "p.is_task",
        ["last_modified_at"] = "p.last_modified_at",
        ["last_status"] = "LOWER(p.last_status)",
        ["last_step"] = "LOWER(p.last_step)",
        ["note"] = "LOWER(p.note)",
        ["process_id"] = "p.pid",
        ["started_at"] = "p.started_at",
        ["traceback"] = "LOWER(p.traceback)",
        ["workflow_id"] = "p.workflow_id",
        ["workflow_name"] = "LOWER(w.name)",
        ["workflow_target"] = "LOWER(w.target)",
        ["subscriptions"] = OfFirst("LOWER(s.description)"),
        ["product_created_at"] = OfFirst("r.created_at"),
        ["product_description"] = OfFirst("LOWER(r.description)"),
        ["product_end_date"] = OfFirst("r.end_date"),
        ["product_id"] = OfFirst("r.product_id"),
        ["product_name"] = OfFirst("LOWER(r.name)"),
        ["product_status"] = OfFirst("LOWER(r.status)"),
        ["product_tag"] = OfFirst("LOWER(r.tag)"),
        ["product_type"] = OfFirst("LOWER(r.product_type)"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The condition that a filter means.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="number">Tells its parameters from those of other filters.</param>
    /// <exception cref="InvalidRequestException">There is no such field, or the value is no time where one is needed.</exception>
    internal static Condition ToCondition(FieldFilter filter, int number)
    {
        var negated = filter.Field.StartsWith('!');
        var field = Normalize(negated ? filter.Field[1..] : filter.Field);
        if (!Filters.TryGetValue(field, out var known))
        {
            throw new InvalidRequestException("filter_field_unknown", $"Invalid filter arguments (invalid_filters=['{filter.Field}'] valid_filter_keys=[{Keys(Filters.Keys)}])");
        }

        // A time and an id have dashes of their own.
        char[] separators = known.Make == Time || field.EndsWith("id", StringComparison.Ordinal) || field == "customer" ? ['|'] : ['|', '-'];
        var alternatives = filter.Value.Split(separators).Select((value, index) => known.Make(known.Sql, value, $"filter{number}_{index}")).ToList();
        return new(
            $"{(negated ? "NOT " : "")}({string.Join(" OR ", alternatives.Select(static alternative => alternative.Sql))})",
            statement =>
            {
                foreach (var alternative in alternatives)
                {
                    alternative.Bind(statement);
                }
            });
    }

    /// <summary>What follows <c>ORDER BY</c>.</summary>
    /// <exception cref="InvalidRequestException">There is no such field.</exception>
    internal static string ToOrder(FieldOrder order) => Orders.TryGetValue(Normalize(order.Field), out var sql)
        ? $"{sql} {(order.Descending ? "DESC" : "ASC")}"
        : throw new InvalidRequestException("sort_field_unknown", $"Invalid sort arguments (invalid_sorting=['{order.Field}'] valid_sort_keys=[{Keys(Orders.Keys)}])");

    private static string OfFirst(string column) => $"(SELECT {column} FROM {Linked} ORDER BY l.created_at LIMIT 1)";

    private static string Normalize(string field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field);

    private static string Keys(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(static name => $"'{name}'"));

    private static Condition Within(string sql, Condition inner) => inner with { Sql = string.Format(CultureInfo.InvariantCulture, sql, inner.Sql) };

    private static Condition Text(string column, string value, string name) =>
        new($"LOWER(COALESCE({column}, '')) = LOWER(@{name})", statement => statement.With(name, value));

    private static Condition Id(string column, string value, string name) =>
        Guid.TryParse(value, out var id) ? new($"{column} = @{name}", statement => statement.With(name, id)) : Condition.Never;

    private static Condition Flag(string column, string value, string name) =>
        bool.TryParse(value, out var flag) ? new($"{column} = @{name}", statement => statement.With(name, flag)) : Condition.Never;

    private static Condition Time(string column, string value, string name)
    {
        var comparison = Array.Find([">=", "<=", ">", "<"], prefix => value.StartsWith(prefix, StringComparison.Ordinal)) ?? "";
        return DateTimeOffset.TryParse(value.AsSpan(comparison.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new($"{column} {(comparison.Length == 0 ? "=" : comparison)} @{name}", statement => statement.With(name, time))
            : throw new InvalidRequestException("filter_value_invalid", $"'{value}' is no time. Write one like 2026-11-24T08:30:00Z, with >=, <=, > or < before it.");
    }

    /// <summary>A condition in SQL.</summary>
    /// <param name="Sql">The condition.</param>
    /// <param name="Bind">Gives a statement the values of its parameters.</param>
    internal sealed record Condition(string Sql, Action<Statement> Bind)
    {
        internal static Condition Never { get; } = new("1 = 0", static _ => { });
    }
}
