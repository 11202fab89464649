namespace Orchestrator.Products;

/// <summary>Shows the rows of workflows, and lets operators say what a workflow does.</summary>
public interface IWorkflowDirectory
{
    /// <summary>Shows a workflow.</summary>
    /// <param name="workflowId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The workflow, also when it is deleted.</returns>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    Task<WorkflowSummary> GetAsync(Guid workflowId, CancellationToken cancellationToken = default);

    /// <summary>Writes the description of a workflow. That of the code is the first one only; from then on it is the database's.</summary>
    /// <param name="workflowId">The id of its row.</param>
    /// <param name="description">The text for menus, at most 2,000 characters; null to leave it as it is.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The workflow as it is now.</returns>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is longer.</exception>
    Task<WorkflowSummary> DescribeAsync(Guid workflowId, string? description, Caller user, CancellationToken cancellationToken = default);

    /// <summary>The description of each workflow that is not deleted, by name.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The descriptions.</returns>
    Task<IReadOnlyDictionary<string, string>> GetDescriptionsAsync(CancellationToken cancellationToken = default);
}

/// <summary>A workflow as the database has it.</summary>
/// <param name="WorkflowId">The id of its row.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="IsTask">Whether it does the system's own work.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="CreatedAt">When its row was made.</param>
public sealed record WorkflowSummary(
    Guid WorkflowId,
    string Name,
    Target Target,
    bool IsTask,
    string Description,
    DateTimeOffset CreatedAt
);
