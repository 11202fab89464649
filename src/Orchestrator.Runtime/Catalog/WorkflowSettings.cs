using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Catalog;

/// <summary>
/// Refuses settings about workflows and resource types that the application does not have, and a reconcile workflow that could run on a
/// subscription out of sync.
/// </summary>
internal sealed class WorkflowSettings(WorkflowCatalog catalog) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        var types = catalog.Blocks.SelectMany(static block => block.ResourceTypes).ToHashSet(StringComparer.Ordinal);
        string[] problems =
        [
            .. FindUnknown(nameof(options.DefaultWorkflows), options.DefaultWorkflows),
            .. FindUnknown(nameof(options.UsableWhileOutOfSync), options.UsableWhileOutOfSync),
            .. FindUnknown(nameof(options.UsableStatuses), options.UsableStatuses.Keys),
            .. FindUnknown(nameof(options.BlockedByUsers), options.BlockedByUsers.Keys),
            .. options
                .UsableWhileOutOfSync.Where(workflow => catalog.FindWorkflow(workflow)?.Target == Target.Reconcile)
                .Order(StringComparer.Ordinal)
                .Select(static workflow =>
                    $"{OrchestratorOptions.Section}:{nameof(options.UsableWhileOutOfSync)} has the reconcile workflow '{workflow}': "
                    + "a reconcile needs a subscription that is in sync. Take it out."
                ),
            .. options
                .RelationResourceTypes.Where(type => !types.Contains(type))
                .Order(StringComparer.Ordinal)
                .Select(type =>
                    $"{OrchestratorOptions.Section}:{nameof(options.RelationResourceTypes)} has '{type}', which is not a resource "
                    + $"type of any registered product block. {NameSuggestion.Suggest(type, types, "Resource types")}"
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> FindUnknown(string setting, IEnumerable<string> workflows) =>
        workflows
            .Where(workflow => catalog.FindWorkflow(workflow) is null)
            .Order(StringComparer.Ordinal)
            .Select(workflow =>
                $"{OrchestratorOptions.Section}:{setting} has '{workflow}', which is not a registered workflow. "
                + catalog.SuggestWorkflow(workflow)
            );
}
