using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>How a row of the step log is written.</summary>
internal static class StepRows
{
    internal const string InsertInto =
        "INSERT INTO process_steps (stepid, pid, name, status, state, created_by, completed_at, started_at, step_key, commit_hash)";

    internal static string Insert(OrchestratorDbContext database) => $"{InsertInto} VALUES ({Values(database)})";

    internal static string Values(OrchestratorDbContext database) =>
        $"@stepid, @pid, @name, @status, {database.Dialect.Json("@state")}, @user, @completed, @started, @key, @commit";

    internal static string Replace(OrchestratorDbContext database) =>
        $"""
            UPDATE process_steps
            SET name = @name, status = @status, state = {database.Dialect.Json(
                "@state"
            )}, created_by = @user, completed_at = @completed, started_at = @started, step_key = @key, commit_hash = @commit
            WHERE stepid = @stepid AND pid = @pid
            """;

    internal static Statement WithStep(
        this Statement command,
        Guid stepId,
        Guid processId,
        string key,
        string name,
        StepStatus status,
        State state,
        string user,
        DateTimeOffset startedAt,
        DateTimeOffset completedAt
    ) =>
        command
            .With("stepid", stepId)
            .With("pid", processId)
            .With("name", name)
            .With("status", WireName.Of(status))
            .WithJson("state", state.ToJson())
            .With("user", user)
            .With("completed", completedAt)
            .With("started", startedAt)
            .With("key", key)
            .With("commit", RunningCode.CommitHash);
}
