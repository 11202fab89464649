namespace Orchestrator.Products;

/// <summary>Reads workflows, and changes their descriptions.</summary>
public interface IWorkflowDirectory
{
    /// <summary>Returns a workflow.</summary>
    /// <param name="workflowId">The id of its row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The workflow, even if it is deleted.</returns>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    Task<WorkflowSummary> GetAsync(Guid workflowId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes the description of a workflow. The code defines only the initial description; after that, the value in the database is used.
    /// </summary>
    /// <param name="workflowId">The id of its row.</param>
    /// <param name="description">The text for menus, at most 2,000 characters; null to leave it unchanged.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The workflow after the change.</returns>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The description is too long.</exception>
    Task<WorkflowSummary> DescribeAsync(Guid workflowId, string? description, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns the description of each workflow that is not deleted, by name.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The descriptions.</returns>
    Task<IReadOnlyDictionary<string, string>> GetDescriptionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the steps of a workflow as the code has them, including those that the engine adds.</summary>
    /// <param name="workflowName">The workflow.</param>
    /// <returns>The steps, in order.</returns>
    /// <exception cref="NotFoundException">The code has no such workflow.</exception>
    /// <exception cref="CatalogException">The steps of the workflow cannot be built.</exception>
    IReadOnlyList<WorkflowStepSummary> ListSteps(string workflowName);
}

/// <summary>A step of a workflow.</summary>
/// <param name="Id">The identity in stored processes, unique in the workflow.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Kind">What it does.</param>
public sealed record WorkflowStepSummary(string Id, string Name, WorkflowStepKind Kind)
{
    /// <summary>The name of the group that it is in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the state decides if it runs, or on which part of the state it does.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The name of the external resource that it applies, removes or compares; null for any other step.</summary>
    public string? Resource { get; init; }

    /// <summary>The keys of the state that it uses, without those that only its code or its condition names.</summary>
    public DeclaredKeys Keys { get; init; } = DeclaredKeys.None;
}

/// <summary>What a step does.</summary>
public enum WorkflowStepKind
{
    /// <summary>Work of the engine.</summary>
    Engine,

    /// <summary>Runs a method.</summary>
    Method,

    /// <summary>Waits for a person.</summary>
    Input,

    /// <summary>Waits for a call of an external system, or prepares or ends the wait.</summary>
    Callback,

    /// <summary>Applies, removes or compares an external resource.</summary>
    Resource,
}

/// <summary>A workflow in the database.</summary>
/// <param name="WorkflowId">The id of its row.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="IsTask">Whether it is a task of the system.</param>
/// <param name="Description">The description shown in menus.</param>
/// <param name="CreatedAt">The time at which its row was created.</param>
public sealed record WorkflowSummary(
    Guid WorkflowId,
    string Name,
    Target Target,
    bool IsTask,
    string Description,
    DateTimeOffset CreatedAt
);
