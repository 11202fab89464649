using Microsoft.Extensions.Options;
using Orchestrator.Diagnostics;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Asks the application's policies and its authorizer, if it has one, refuses with the words that clients know, and logs both: who is
/// signed in beside who is recorded.
/// </summary>
internal sealed class AuthorizationService(
    IEnumerable<IWorkflowAuthorizer> authorizers,
    PolicyDecisions policies,
    IOptions<OrchestratorOptions> options,
    EngineLogger<AuthorizationService> logger
)
{
    /// <summary>Whether the policy is satisfied and every authorizer allows something.</summary>
    internal async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        if (PolicyOf(request) is { } policy)
        {
            if (!(await policies.DecideAsync(request, policy, cancellationToken) ?? authorizers.Any()))
            {
                return false;
            }

            request = request with { Policy = policy };
        }

        foreach (var authorizer in authorizers)
        {
            if (!await authorizer.AllowsAsync(request, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether someone who is asked allows something: what no one was asked about is not granted.</summary>
    internal async ValueTask<bool> GrantsAsync(WorkflowAuthorization request, CancellationToken cancellationToken) =>
        (PolicyOf(request) is not null || authorizers.Any()) && await AllowsAsync(request, cancellationToken);

    /// <summary>Decides about a change that is made if it is allowed, and logs the decision.</summary>
    internal async ValueTask<bool> DecideAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        var allowed = await AllowsAsync(request, cancellationToken);
        var reporter = request.Reporter ?? request.User;
        if (allowed)
        {
            Log.Allowed(logger, request.User, reporter, request.Action, request.WorkflowName, request.ProcessId, request.SubscriptionId);
        }
        else
        {
            Log.Refused(logger, request.User, reporter, request.Action, request.WorkflowName, request.ProcessId, request.SubscriptionId);
        }

        return allowed;
    }

    /// <exception cref="ForbiddenException">It is not allowed.</exception>
    internal async ValueTask DemandAsync(WorkflowAuthorization request, CancellationToken cancellationToken)
    {
        if (await DecideAsync(request, cancellationToken))
        {
            return;
        }

        throw await IsUndecidedAsync(request, cancellationToken)
            ? new ForbiddenException(
                "policy_without_authorizer",
                $"{(request.WorkflowName is { } name ? $"Workflow '{name}'" : $"The action {request.Action}")} is under the policy "
                    + $"'{PolicyOf(request)}', and the application has no policy of this name. Add it with "
                    + $"AddAuthorizationBuilder().AddPolicy, or register an {nameof(IWorkflowAuthorizer)}."
            )
            : new ForbiddenException($"{WireName.Of(request.Action)}_not_allowed", $"User is not authorized to {Describe(request)}");
    }

    private static string Describe(WorkflowAuthorization request) =>
        request.Action switch
        {
            WorkflowAction.Start => $"start '{request.WorkflowName}' workflow",
            WorkflowAction.Resume or WorkflowAction.Retry or WorkflowAction.Skip => $"{WireName.Of(request.Action)} step",
            WorkflowAction.Abort or WorkflowAction.Delete or WorkflowAction.Annotate => $"{WireName.Of(request.Action)} process",
            WorkflowAction.CallBack => "call back process",
            WorkflowAction.PauseBulk => "pause or continue bulk reconcile",
            WorkflowAction.SetInSync => "set subscription in sync",
            WorkflowAction.PauseEngine => "pause or release the engine",
            WorkflowAction.Describe => "describe workflow",
            WorkflowAction.ReadAudit => "read the audit",
            WorkflowAction.Maintain => "maintain the engine",
            WorkflowAction.ChangeProduct => "change product",
            WorkflowAction.DescribeSubscription => "describe subscription",
            WorkflowAction.Check => "check subscription",
            WorkflowAction.ManageDrift => "manage drift",
            WorkflowAction.OverrideWindow => "override the maintenance window",
            WorkflowAction.AcceptDrift => "accept drift",
            _ => throw new InvalidOperationException($"{request.Action} is not an action."),
        };

    /// <summary>
    /// The policy that counts: the author's, and where they name none that of the settings. It is about people: a system that calls back
    /// has the token, which it was given by who may steer the process.
    /// </summary>
    private string? PolicyOf(WorkflowAuthorization request) =>
        (request.Action == WorkflowAction.CallBack ? null : request.Policy)
        ?? (options.Value.Policies.TryGetValue(request.Action.ToString(), out var policy) ? policy : null);

    /// <summary>What an author put under a policy must not be open to everyone because no one was asked.</summary>
    private async ValueTask<bool> IsUndecidedAsync(WorkflowAuthorization request, CancellationToken cancellationToken) =>
        PolicyOf(request) is { } policy && !authorizers.Any() && await policies.DecideAsync(request, policy, cancellationToken) is null;
}
