using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Catalog;

/// <summary>The rows of workflows.</summary>
internal sealed class WorkflowStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    internal async Task<WorkflowSummary?> FindAsync(Guid workflowId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return
            await database
                .Set<WorkflowEntity>()
                .AsNoTracking()
                .SingleOrDefaultAsync(workflow => workflow.WorkflowId == workflowId, cancellationToken)
                is { } found
            ? Summarize(found)
            : null;
    }

    internal async Task SetDescriptionAsync(WorkflowSummary workflow, string description, Caller user, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "UPDATE workflows SET description = @description WHERE workflow_id = @id",
            cancellationToken
        );
        await command.With("description", description).With("id", workflow.WorkflowId).ExecuteNonQueryAsync(cancellationToken);
        var change = new AuditedChange(AuditAction.DescribeWorkflow)
        {
            ObjectId = workflow.WorkflowId,
            WorkflowName = workflow.Name,
            Reason = description,
        };
        await AuditLog.WriteAsync(database, user, change, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads the descriptions of the workflows that are not deleted, by name.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> GetDescriptionsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Set<WorkflowEntity>()
            .AsNoTracking()
            .Where(static workflow => workflow.DeletedAt == null)
            .ToDictionaryAsync(
                static workflow => workflow.Name,
                static workflow => workflow.Description,
                StringComparer.Ordinal,
                cancellationToken
            );
    }

    /// <summary>Shows the workflows that are not deleted.</summary>
    internal async Task<IReadOnlyList<WorkflowSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database
            .Set<WorkflowEntity>()
            .AsNoTracking()
            .Where(static workflow => workflow.DeletedAt == null)
            .ToListAsync(cancellationToken);
        return [.. found.Select(Summarize)];
    }

    /// <summary>Shows a row. What of it cannot be read is said before its description.</summary>
    internal static WorkflowSummary Summarize(WorkflowEntity workflow)
    {
        var target = WireName.TryParse<Target>(workflow.Target);
        var known = target is null
            ? $"This workflow cannot be read: target is '{workflow.Target}'. Correct its row. {workflow.Description}"
            : workflow.Description;
        return new(
            workflow.WorkflowId,
            workflow.Name,
            target ?? Target.System,
            workflow.IsTask,
            known,
            StoredValues.Known(workflow.CreatedAt) ?? DateTimeOffset.UnixEpoch
        );
    }
}
