using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// By what processes can be filtered and ordered: the contract's names, and what they mean in SQL, where <c>p</c> is the process, and in an
/// order <c>w</c> its workflow.
/// </summary>
internal static class ProcessFields
{
    /// <summary>The most filters of a list.</summary>
    internal const int MaxFilters = 20;

    /// <summary>The most values of a filter, of which one is enough.</summary>
    internal const int MaxAlternatives = 200;

    /// <summary>The most fields by which a list is sorted: each may be a look at other tables for every row.</summary>
    internal const int MaxOrders = 10;

    private const string Linked =
        "processes_subscriptions l JOIN subscriptions s ON s.subscription_id = l.subscription_id JOIN products r "
        + "ON r.product_id = s.product_id WHERE l.pid = p.pid";

    private const string OfSubscription = $"EXISTS (SELECT 1 FROM {Linked} AND {{0}})";

    private const string OfWorkflow = "p.workflow_id IN (SELECT w.workflow_id FROM workflows w WHERE {0})";

    /// <summary>The status with which a process is shown: one that no one knows is inconsistent data.</summary>
    private static readonly string ShownStatus =
        "CASE WHEN LOWER(p.last_status) IN "
        + $"({string.Join(", ", Enum.GetValues<ProcessStatus>().Select(static status => $"'{WireName.Of(status)}'"))}) THEN "
        + $"p.last_status ELSE '{WireName.Of(ProcessStatus.InconsistentData)}' END";

    private static readonly FrozenDictionary<string, Filter> Filters = new Dictionary<string, Filter>(StringComparer.Ordinal)
    {
        ["assignee"] = new("p.assignee", Text),
        ["created_by"] = new("p.created_by", Text),
        ["customer"] = new("s.customer_id", Customer, OfSubscription),
        ["failed_reason"] = new("p.failed_reason", Text),
        ["is_task"] = new("p.is_task", Flag),
        ["last_modified_at"] = new("p.last_modified_at", Time),
        ["last_status"] = new(ShownStatus, Text),
        ["last_step"] = new("p.last_step", Text),
        ["note"] = new("p.note", Text),
        ["process_id"] = new("p.pid", Id),
        ["product"] = new("r.name", Text, OfSubscription),
        ["product_description"] = new("r.description", Text, OfSubscription),
        ["started_at"] = new("p.started_at", Time),
        ["subscription_id"] = new("l.subscription_id", Id, "EXISTS (SELECT 1 FROM processes_subscriptions l WHERE l.pid = p.pid AND {0})"),
        ["tag"] = new("r.tag", Text, OfSubscription),
        ["target"] = new("w.target", Text, OfWorkflow),
        ["traceback"] = new("p.traceback", Text),
        ["workflow_id"] = new("p.workflow_id", Id),
        ["workflow_name"] = new("w.name", Text, OfWorkflow),
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

    /// <summary>The conditions that filters mean.</summary>
    /// <exception cref="InvalidRequestException">They are too many, one names an unknown field, or its value is not a time where one is
    /// needed.</exception>
    internal static IReadOnlyList<Condition> ToConditions(IReadOnlyList<FieldFilter> filters)
    {
        if (filters.Count > MaxFilters)
        {
            throw new InvalidRequestException("filter_too_long", $"A list takes at most {MaxFilters} filters, not {filters.Count}.");
        }

        return [.. filters.Select(ToCondition)];
    }

    /// <summary>The <c>WHERE</c> of a statement about those processes that conditions mean and someone sees.</summary>
    internal static string Where(OrchestratorDbContext database, IReadOnlyList<Condition> conditions, ReadScope? scope)
    {
        string[] all =
        [
            .. conditions.Select(static condition => condition.Sql),
            .. scope is null ? [] : new[] { Visibility.OfProcess(database, "p") },
        ];
        return all.Length == 0 ? "" : $"WHERE {string.Join(" AND ", all)}";
    }

    /// <summary>Gives a statement what its <c>WHERE</c> needs.</summary>
    internal static Statement Bind(Statement statement, IEnumerable<Condition> conditions, ReadScope? scope)
    {
        foreach (var condition in conditions)
        {
            condition.Bind(statement);
        }

        return scope is null ? statement : statement.With(scope);
    }

    /// <summary>What follows <c>ORDER BY</c>.</summary>
    /// <exception cref="InvalidRequestException">They are too many, or one names an unknown field.</exception>
    internal static IReadOnlyList<string> ToOrders(IReadOnlyList<FieldOrder> orders) =>
        orders.Count <= MaxOrders
            ? [.. orders.Select(ToOrder)]
            : throw new InvalidRequestException("sort_too_long", $"A list is sorted by at most {MaxOrders} fields, not {orders.Count}.");

    /// <param name="filter">The filter.</param>
    /// <param name="number">Distinguishes its parameters from those of other filters.</param>
    private static Condition ToCondition(FieldFilter filter, int number)
    {
        var negated = filter.Field.StartsWith('!');
        var field = Normalize(negated ? filter.Field[1..] : filter.Field);
        if (!Filters.TryGetValue(field, out var known))
        {
            throw Unknown(
                "filter_field_unknown",
                field,
                Filters.Keys,
                $"Invalid filter arguments (invalid_filters=['{filter.Field}'] valid_filter_keys=[{Keys(Filters.Keys)}])"
            );
        }

        // A time and an id have dashes of their own.
        char[] separators = known.Make == Time || known.Make == Id || known.Make == Customer ? ['|'] : ['|', '-'];
        string[] values = filter.IsSingle ? [filter.Value] : filter.Value.Split(separators);
        if (values.Length > MaxAlternatives)
        {
            throw new InvalidRequestException(
                "filter_too_long",
                $"The filter '{filter.Field}' takes at most {MaxAlternatives} alternatives, not {values.Length}."
            );
        }

        var condition = known.Make(known.Column, values, $"filter{number}_");
        return condition with
        {
            Sql = $"{(negated ? "NOT " : "")}({string.Format(CultureInfo.InvariantCulture, known.Within, condition.Sql)})",
        };
    }

    private static string ToOrder(FieldOrder order) =>
        Orders.TryGetValue(Normalize(order.Field), out var sql)
            ? $"{sql} {(order.Descending ? "DESC" : "ASC")}"
            : throw Unknown(
                "sort_field_unknown",
                Normalize(order.Field),
                Orders.Keys,
                $"Invalid sort arguments (invalid_sorting=['{order.Field}'] valid_sort_keys=[{Keys(Orders.Keys)}])"
            );

    /// <param name="code">The code of the error.</param>
    /// <param name="field">The field.</param>
    /// <param name="known">Those that there are.</param>
    /// <param name="text">The text that orchestrator-core has for it.</param>
    private static InvalidRequestException Unknown(string code, string field, IEnumerable<string> known, string text) =>
        NameSuggestion.Find(field, known) is { } near
            ? new(code, $"'{field}' is not a field of processes. Did you mean '{near}'?") { ContractText = text }
            : new(code, text);

    private static string OfFirst(string column) => $"(SELECT {column} FROM {Linked} ORDER BY l.created_at LIMIT 1)";

    private static string Normalize(string field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field);

    private static string Keys(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Select(static name => $"'{name}'"));

    private static Condition Text(string column, IReadOnlyList<string> values, string name) =>
        new(
            $"LOWER(COALESCE({column}, '')) IN ({string.Join(", ", values.Select((_, index) => $"LOWER(@{name}{index})"))})",
            statement => Bind(values, (value, index) => statement.With($"{name}{index}", value))
        );

    private static Condition Id(string column, IReadOnlyList<string> values, string name)
    {
        Guid[] ids = [.. values.Where(static value => Guid.TryParse(value, out _)).Select(Guid.Parse)];
        return ids.Length == 0
            ? Condition.Never
            : new(
                $"{column} IN ({string.Join(", ", ids.Select((_, index) => $"@{name}{index}"))})",
                statement => Bind(ids, (id, index) => statement.With($"{name}{index}", id))
            );
    }

    /// <summary>Orchestrator-core compares customers only where they are ids.</summary>
    private static Condition Customer(string column, IReadOnlyList<string> values, string name)
    {
        string[] ids = [.. values.Where(static value => Guid.TryParse(value, out _))];
        return ids.Length == 0 ? Condition.Never : Text(column, ids, name);
    }

    private static Condition Flag(string column, IReadOnlyList<string> values, string name)
    {
        bool[] flags = [.. values.Where(static value => bool.TryParse(value, out _)).Select(bool.Parse).Distinct()];
        return flags.Length == 0
            ? Condition.Never
            : new(
                $"{column} IN ({string.Join(", ", flags.Select((_, index) => $"@{name}{index}"))})",
                statement => Bind(flags, (flag, index) => statement.With($"{name}{index}", flag))
            );
    }

    private static Condition Time(string column, IReadOnlyList<string> values, string name)
    {
        (string Comparison, DateTimeOffset Time)[] times = [.. values.Select(ReadTime)];
        return new(
            string.Join(" OR ", times.Select((time, index) => $"{column} {time.Comparison} @{name}{index}")),
            statement => Bind(times, (time, index) => statement.With($"{name}{index}", time.Time))
        );
    }

    private static (string Comparison, DateTimeOffset Time) ReadTime(string value)
    {
        var comparison = Array.Find([">=", "<=", ">", "<"], prefix => value.StartsWith(prefix, StringComparison.Ordinal)) ?? "";
        return DateTimeOffset.TryParse(
            value.AsSpan(comparison.Length),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? (comparison.Length == 0 ? "=" : comparison, time)
            : throw new InvalidRequestException(
                "filter_value_invalid",
                $"'{value}' is not a time. Write one like 2026-11-24T08:30:00Z, with >=, <=, > or < before it."
            );
    }

    private static void Bind<T>(IReadOnlyList<T> values, Action<T, int> bind)
    {
        foreach (var (index, value) in values.Index())
        {
            bind(value, index);
        }
    }

    /// <summary>What a filter compares.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Make">Makes the condition that the column has one of some values.</param>
    /// <param name="Within">Where the column is, around that condition: once for all values.</param>
    private sealed record Filter(string Column, Func<string, IReadOnlyList<string>, string, Condition> Make, string Within = "{0}");

    /// <summary>A condition in SQL.</summary>
    /// <param name="Sql">The condition.</param>
    /// <param name="Bind">Gives a statement the values of its parameters.</param>
    internal sealed record Condition(string Sql, Action<Statement> Bind)
    {
        internal static Condition Never { get; } = new("1 = 0", static _ => { });
    }
}
