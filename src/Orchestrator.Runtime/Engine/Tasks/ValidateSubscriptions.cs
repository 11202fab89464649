using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Forms;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Tasks;

/// <summary>
/// Starts every validate workflow of every subscription in use, or of those of one product type. A validation changes nothing, so a host that dies in the middle may begin again from the first.
/// </summary>
internal sealed class ValidateSubscriptions(ProcessService processes, TaskRecords records, IOptions<OrchestratorOptions> options) : ISystemStep
{
    internal const string ProductTypeKey = "product_type";

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var productType = execution.State.ContainsKey(ProductTypeKey) ? execution.State.Get<string>(ProductTypeKey) : null;
        var (started, refused) = (0, 0);
        foreach (var (subscriptionId, workflow) in await records.FindValidationsAsync(productType, options.Value.ValidateOutOfSyncSubscriptions, cancellationToken))
        {
            if (await TryStartAsync(subscriptionId, workflow, execution.Claim.User, cancellationToken))
            {
                started++;
            }
            else
            {
                refused++;
            }
        }

        return StepWork.Of(new StepOutcome.Success(execution.State.With("started_validations", started).With("refused_validations", refused)));
    }

    private async Task<bool> TryStartAsync(Guid subscriptionId, string workflow, string user, CancellationToken cancellationToken)
    {
        try
        {
            await processes.StartAsync(workflow, [JsonSerializer.SerializeToElement(new { subscription_id = subscriptionId }, StateJson.Options)], user, cancellationToken);
            return true;
        }
        catch (OrchestratorException refused) when (refused is FormInvalidException or ForbiddenException or PreconditionException)
        {
            return false;
        }
    }
}
