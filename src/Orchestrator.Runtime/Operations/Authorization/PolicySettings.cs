using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>Refuses a policy for an action that does not exist: what an operator wanted to protect would be open.</summary>
internal sealed class PolicySettings : IValidateOptions<OrchestratorOptions>
{
    private static readonly string[] Actions = Enum.GetNames<WorkflowAction>();

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. options
                .Policies.Where(static policy => !Actions.Contains(policy.Key, StringComparer.OrdinalIgnoreCase))
                .Select(static policy =>
                    $"{OrchestratorOptions.Section}:Policies:{policy.Key} is not an action. Actions: {string.Join(", ", Actions)}."
                ),
            .. options
                .Policies.Where(static policy => string.IsNullOrWhiteSpace(policy.Value))
                .Select(static policy => $"{OrchestratorOptions.Section}:Policies:{policy.Key} names no policy."),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
