using Microsoft.EntityFrameworkCore;
using Orchestrator.Operations.Authorization;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Catalog;

/// <summary>Shows and describes the rows of workflows.</summary>
internal sealed class WorkflowDirectory(IDbContextFactory<OrchestratorDbContext> databases, AuthorizationService authorization) : IWorkflowDirectory
{
    private const int MaxDescriptionLength = 2_000;

    public async Task<WorkflowSummary> GetAsync(Guid workflowId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(database, workflowId, cancellationToken) ?? throw NotFound(workflowId);
    }

    public async Task<WorkflowSummary> DescribeAsync(Guid workflowId, string? description, Caller user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var workflow = await FindAsync(database, workflowId, cancellationToken);
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.Describe, workflow?.Name, workflow?.Target), cancellationToken);
        if (workflow is null)
        {
            throw NotFound(workflowId);
        }

        if (description is null)
        {
            return workflow;
        }

        if (description.Length > MaxDescriptionLength)
        {
            throw new InvalidRequestException("workflow_description_too_long", $"The description of a workflow has at most {MaxDescriptionLength} characters, not {description.Length}.");
        }

        await using var command = await database.CommandAsync("UPDATE workflows SET description = @description WHERE workflow_id = @id", cancellationToken);
        await command.With("description", description).With("id", workflowId).ExecuteNonQueryAsync(cancellationToken);
        return workflow with { Description = description };
    }

    public async Task<IReadOnlyDictionary<string, string>> GetDescriptionsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Set<WorkflowEntity>().AsNoTracking()
            .Where(static workflow => workflow.DeletedAt == null)
            .ToDictionaryAsync(static workflow => workflow.Name, static workflow => workflow.Description, StringComparer.Ordinal, cancellationToken);
    }

    private static async Task<WorkflowSummary?> FindAsync(OrchestratorDbContext database, Guid workflowId, CancellationToken cancellationToken) =>
        await database.Set<WorkflowEntity>().AsNoTracking().SingleOrDefaultAsync(workflow => workflow.WorkflowId == workflowId, cancellationToken) is { } found
            ? Summarize(found)
            : null;

    /// <summary>Shows a row. What of it cannot be read is said before its description.</summary>
    private static WorkflowSummary Summarize(WorkflowEntity workflow)
    {
        var target = WireName.TryParse<Target>(workflow.Target);
        var known = target is null ? $"This workflow cannot be read: target is '{workflow.Target}'. Correct its row. {workflow.Description}" : workflow.Description;
        return new(workflow.WorkflowId, workflow.Name, target ?? Target.System, workflow.IsTask, known, workflow.CreatedAt == StoredValues.UnreadableTime ? DateTimeOffset.UnixEpoch : workflow.CreatedAt);
    }

    private static NotFoundException NotFound(Guid workflowId) => new("workflow_not_found", $"Workflow id {workflowId} not found");
}
