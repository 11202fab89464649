using Microsoft.EntityFrameworkCore;
using Orchestrator.Domain;
using Orchestrator.Storage.Entities;

namespace Orchestrator.Storage;

/// <summary>Shows and describes the rows of workflows.</summary>
internal sealed class WorkflowDirectory(IDbContextFactory<OrchestratorDbContext> databases) : IWorkflowDirectory
{
    private const int LongestDescription = 2_000;

    public async Task<WorkflowSummary> GetAsync(Guid workflowId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database.Set<WorkflowEntity>().AsNoTracking().SingleOrDefaultAsync(workflow => workflow.WorkflowId == workflowId, cancellationToken) ?? throw NotFound(workflowId);
        return new(found.WorkflowId, found.Name, WireName.Parse<Target>(found.Target), found.IsTask, found.Description, found.CreatedAt);
    }

    public async Task<WorkflowSummary> DescribeAsync(Guid workflowId, string description, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.Length > LongestDescription)
        {
            throw new InvalidRequestException("workflow_description_too_long", $"The description of a workflow has at most {LongestDescription} characters, not {description.Length}.");
        }

        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            await using var command = await database.CommandAsync("UPDATE workflows SET description = @description WHERE workflow_id = @id", cancellationToken);
            await command.With("description", description).With("id", workflowId).ExecuteNonQueryAsync(cancellationToken);
        }

        return await GetAsync(workflowId, cancellationToken);
    }

    private static NotFoundException NotFound(Guid workflowId) => new("workflow_not_found", $"Workflow id {workflowId} not found");
}
