namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides whether a workflow can be started. Register any number of implementations as services; each is called for every start, including
/// scheduled starts. Two concurrent starts can both be allowed: to allow only one unfinished process, use <see
/// cref="WorkflowDeclarationAttribute.OneAtATime"/>, which the database enforces.
/// </summary>
public interface IStartPrecondition
{
    /// <summary>Decides.</summary>
    /// <param name="request">The workflow to start, and its caller.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if it can be started; otherwise the reason, as a sentence for the user.</returns>
    ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken);
}

/// <summary>A workflow that is about to be started.</summary>
/// <param name="WorkflowName">The workflow's name.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="User">The user who starts it: the signed-in user, even if the request names a reporter.</param>
public sealed record StartRequest(string WorkflowName, Target Target, string User);
