namespace Orchestrator.Processes;

/// <summary>A search for processes.</summary>
/// <param name="Filters">The filters, which must all match; at most 20.</param>
/// <param name="Order">In which order, by at most 10 fields; the newest first when it is empty.</param>
/// <param name="Skip">The number of processes to skip.</param>
/// <param name="Take">The maximum number to return, at most <see cref="Options.OrchestratorOptions.MaxPageSize"/>.</param>
public sealed record ProcessSearch(IReadOnlyList<FieldFilter> Filters, IReadOnlyList<FieldOrder> Order, int Skip, int Take);

/// <summary>A condition on a field.</summary>
/// <param name="Field">
/// The field's name in camelCase or snake_case, preceded by <c>!</c> to exclude processes with the value: <c>assignee</c>,
/// <c>created_by</c>, <c>customer</c>, <c>failed_reason</c>, <c>is_task</c>, <c>last_modified_at</c>, <c>last_status</c>, <c>last_step</c>,
/// <c>note</c>, <c>process_id</c>, <c>product</c>, <c>product_description</c>, <c>started_at</c>, <c>subscription_id</c>, <c>tag</c>,
/// <c>target</c>, <c>traceback</c>, <c>workflow_id</c>, <c>workflow_name</c>.
/// </param>
/// <param name="Value">
/// The value, or up to 200 alternatives separated by <c>|</c>, or for strings also by <c>-</c>. Strings are compared without case. A time
/// can be preceded by <c>&gt;=</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&lt;</c>.
/// </param>
public sealed record FieldFilter(string Field, string Value)
{
    /// <summary>Gets whether the value is a single one, whatever characters it has: it has no alternatives. False by default.</summary>
    public bool IsSingle { get; init; }
}

/// <summary>A field by which to order.</summary>
/// <param name="Field">
/// The field's name in camelCase or snake_case: <c>assignee</c>, <c>created_by</c>, <c>failed_reason</c>, <c>is_task</c>,
/// <c>last_modified_at</c>, <c>last_status</c>, <c>last_step</c>, <c>note</c>, <c>process_id</c>, <c>started_at</c>, <c>traceback</c>,
/// <c>workflow_id</c>, <c>workflow_name</c>, <c>workflow_target</c>; <c>subscriptions</c> for the description of the first subscription;
/// <c>product_created_at</c>, <c>product_description</c>, <c>product_end_date</c>, <c>product_id</c>, <c>product_name</c>,
/// <c>product_status</c>, <c>product_tag</c>, <c>product_type</c> for its product.
/// </param>
/// <param name="Descending">Whether the order is descending.</param>
public sealed record FieldOrder(string Field, bool Descending);
