namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides whether a workflow may be started as things stand. Register any number of them as services; each is asked at every start,
/// scheduled ones included. Two starts at once may both be let through: where only one process may run, say
/// <see cref="WorkflowDeclarationAttribute.OneAtATime"/>, which the database keeps.
/// </summary>
public interface IStartPrecondition
{
    /// <summary>Decides.</summary>
    /// <param name="request">The workflow to start, and its caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it may be started; otherwise why not, in a sentence for the person who wants it.</returns>
    ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken);
}

/// <summary>A workflow that is about to be started.</summary>
/// <param name="WorkflowName">The workflow's name.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="User">The user who starts it: the signed-in user, even if the request names a reporter.</param>
public sealed record StartRequest(string WorkflowName, Target Target, string User);
