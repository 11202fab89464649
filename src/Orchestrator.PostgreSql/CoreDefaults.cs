using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Orchestrator.Storage.Schema;

namespace Orchestrator.PostgreSql;

/// <summary>The columns' defaults of a database that orchestrator-core has made, so that its programs work on ours too.</summary>
internal static class CoreDefaults
{
    private const string Now = "CURRENT_TIMESTAMP";
    private const string StatementTime = "statement_timestamp()";
    private const string NewId = "gen_random_uuid()";

    /// <summary>
    /// Gives columns the defaults of orchestrator-core. We always write a value; programs that write to such a database leave some out.
    /// </summary>
    internal static void AddTo(IMutableModel model)
    {
        Set<ProductEntity>(NewId, nameof(ProductEntity.ProductId));
        Set<ProductEntity>(Now, nameof(ProductEntity.CreatedAt));
        Set<ProductBlockEntity>(NewId, nameof(ProductBlockEntity.ProductBlockId));
        Set<ProductBlockEntity>(Now, nameof(ProductBlockEntity.CreatedAt));
        Set<ResourceTypeEntity>(NewId, nameof(ResourceTypeEntity.ResourceTypeId));
        Set<FixedInputEntity>(NewId, nameof(FixedInputEntity.FixedInputId));
        Set<FixedInputEntity>(Now, nameof(FixedInputEntity.CreatedAt));
        Set<WorkflowEntity>(NewId, nameof(WorkflowEntity.WorkflowId));
        Set<WorkflowEntity>(Now, nameof(WorkflowEntity.CreatedAt));
        Set<WorkflowEntity>("false", nameof(WorkflowEntity.IsTask));
        Set<SubscriptionEntity>(NewId, nameof(SubscriptionEntity.SubscriptionId));
        Set<SubscriptionInstanceEntity>(NewId, nameof(SubscriptionInstanceEntity.SubscriptionInstanceId));
        Set<SubscriptionInstanceValueEntity>(NewId, nameof(SubscriptionInstanceValueEntity.SubscriptionInstanceValueId));
        Set<SubscriptionCustomerDescriptionEntity>(NewId, nameof(SubscriptionCustomerDescriptionEntity.Id));
        Set<SubscriptionCustomerDescriptionEntity>(Now, nameof(SubscriptionCustomerDescriptionEntity.CreatedAt));
        Set<ProcessEntity>(NewId, nameof(ProcessEntity.ProcessId));
        Set<ProcessEntity>(Now, nameof(ProcessEntity.StartedAt), nameof(ProcessEntity.LastModifiedAt));
        Set<ProcessEntity>("false", nameof(ProcessEntity.IsTask));
        Set<ProcessStepEntity>(NewId, nameof(ProcessStepEntity.StepId));
        Set<ProcessStepEntity>(StatementTime, nameof(ProcessStepEntity.StartedAt), nameof(ProcessStepEntity.CompletedAt));
        Set<ProcessSubscriptionEntity>(NewId, nameof(ProcessSubscriptionEntity.Id));
        Set<ProcessSubscriptionEntity>(Now, nameof(ProcessSubscriptionEntity.CreatedAt));
        Set<ProcessSubscriptionEntity>("'CREATE'", nameof(ProcessSubscriptionEntity.WorkflowTarget));
        Set<InputStateEntity>(NewId, nameof(InputStateEntity.InputStateId));
        Set<InputStateEntity>(Now, nameof(InputStateEntity.InputTime));

        void Set<T>(string sql, params ReadOnlySpan<string> properties)
        {
            foreach (var name in properties)
            {
                var property = model.FindEntityType(typeof(T))!.FindProperty(name)!;
                property.SetDefaultValueSql(sql);
                property.ValueGenerated = ValueGenerated.Never;
            }
        }
    }
}
