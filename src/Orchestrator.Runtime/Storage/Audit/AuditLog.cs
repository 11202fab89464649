using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Audit;

/// <summary>
/// Notes what people change, in the transaction that changes it. What is done on behalf of someone who is not there is not a person's
/// change: the schedule or the process that does it was. The processes of a bulk retry or abort, which someone has asked about, are.
/// </summary>
internal static class AuditLog
{
    /// <summary>The end of the statement that makes a process: notes its start if it was made.</summary>
    internal const string InsertStart = """
        INSERT INTO audit_entries (entry_id, occurred_at, authenticated_name, reporter, address, action, pid, subscription_id,
            workflow_name)
        SELECT @entry, @now, @as, @reporter, @address, 'start_process', pid, @subject, @workflow FROM processes WHERE pid = @pid
        """;

    /// <summary>Gives the statement that notes a start what the statement before it has not.</summary>
    internal static void WithStart(this Statement statement, Caller user, Guid? subscriptionId, DateTimeOffset now) =>
        statement
            .With("entry", Guid.CreateVersion7(now))
            .With("reporter", ReporterOf(user))
            .With("address", AddressOf(user))
            .With("subject", subscriptionId);

    /// <summary>Notes a change, inside the transaction that makes it.</summary>
    internal static Task WriteAsync(
        OrchestratorDbContext database,
        Caller user,
        AuditedChange change,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        user.IsRecorded && !change.IsOfPerson
            ? Task.CompletedTask
            : new RowInsert(
                "audit_entries",
                ("entry_id", Guid.CreateVersion7(now)),
                ("occurred_at", now),
                ("authenticated_name", user.AuthenticatedName),
                ("reporter", ReporterOf(user)),
                ("address", AddressOf(user)),
                ("action", WireName.Of(change.Action)),
                ("pid", change.ProcessId),
                ("subscription_id", change.SubscriptionId),
                ("object_id", change.ObjectId),
                ("workflow_name", change.WorkflowName),
                ("reason", Shorten(change.Reason is { } reason ? CallbackSecrets.Hide(reason) : null, Limits.MaxNoteLength))
            ).InsertAsync(database, cancellationToken);

    /// <summary>Notes the same change of many processes, inside the transaction that makes it.</summary>
    internal static async Task WriteAsync(
        OrchestratorDbContext database,
        Caller user,
        AuditAction action,
        IReadOnlyList<Guid> processIds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (user.IsRecorded || processIds.Count == 0)
        {
            return;
        }

        var rows = string.Join(
            ", ",
            processIds.Select(static (_, index) => $"(@entry{index}, @now, @as, @reporter, @address, @action, @pid{index})")
        );
        await using var insert = await database.CommandAsync(
            $"INSERT INTO audit_entries (entry_id, occurred_at, authenticated_name, reporter, address, action, pid) VALUES {rows}",
            cancellationToken
        );
        insert
            .With("now", now)
            .With("as", user.AuthenticatedName)
            .With("reporter", ReporterOf(user))
            .With("address", AddressOf(user))
            .With("action", WireName.Of(action));
        foreach (var (index, processId) in processIds.Index())
        {
            insert.With($"entry{index}", Guid.CreateVersion7(now)).With($"pid{index}", processId);
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string? ReporterOf(Caller user) => user.Name == user.AuthenticatedName ? null : Shorten(user.Name, Limits.MaxNameLength);

    private static string? AddressOf(Caller user) => Shorten(user.Address, Limits.MaxShortNameLength);

    private static string? Shorten(string? text, int maxLength) => text is null ? null : StorableText.Start(text, maxLength);
}

/// <summary>A change that a person makes.</summary>
/// <param name="Action">What.</param>
internal sealed record AuditedChange(AuditAction Action)
{
    internal Guid? ProcessId { get; init; }

    internal Guid? SubscriptionId { get; init; }

    internal Guid? ObjectId { get; init; }

    internal string? WorkflowName { get; init; }

    internal string? Reason { get; init; }

    /// <summary>Whether a person has asked for this very change, although it is made later and no one is there.</summary>
    internal bool IsOfPerson { get; init; }

    /// <summary>A change of a process.</summary>
    internal static AuditedChange Of(AuditAction action, StoredProcess process, string? reason = null) =>
        new(action)
        {
            ProcessId = process.ProcessId,
            SubscriptionId = process.SubscriptionIds is [var only] ? only : null,
            WorkflowName = process.WorkflowName,
            Reason = reason,
        };
}
