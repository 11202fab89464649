using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>The plans of reconciles. A plan is never changed.</summary>
internal sealed class ReconcilePlanStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    TimeProvider time
)
{
    /// <summary>Stores a plan.</summary>
    internal async Task AddAsync(StoredReconcilePlan plan, CancellationToken cancellationToken) =>
        await transactions.RunCommandAsync(
            async (database, token) =>
            {
                await using var command = await database.CommandAsync(
                    """
                    INSERT INTO reconcile_plans (plan_id, subscription_id, workflow_name, created_at, expires_at, seen, steps)
                    VALUES (@id, @subscription, @workflow, @created, @expires, @seen, @steps)
                    """,
                    token
                );
                command
                    .With("id", plan.PlanId)
                    .With("subscription", plan.SubscriptionId)
                    .With("workflow", plan.WorkflowName)
                    .With("created", plan.CreatedAt)
                    .With("expires", plan.ExpiresAt)
                    .With("seen", plan.Seen)
                    .WithJson("steps", plan.Steps);
                await command.ExecuteNonQueryAsync(token);
                return plan;
            },
            cancellationToken
        );

    /// <summary>Finds a plan, also one that has expired; null when there is none.</summary>
    internal async Task<StoredReconcilePlan?> FindAsync(Guid planId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            "SELECT subscription_id, workflow_name, created_at, expires_at, seen, steps FROM reconcile_plans WHERE plan_id = @id",
            cancellationToken
        );
        await using var row = await command.With("id", planId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(
                planId,
                row.GetStoredGuid(0),
                row.GetString(1),
                row.GetStoredTime(2),
                row.GetStoredTime(3),
                row.GetString(4),
                row.GetString(5)
            )
            : null;
    }

    /// <summary>Finds a plan with which a process may be started now.</summary>
    /// <exception cref="ConflictException">There is none, it has expired, or it is another subscription's or workflow's.</exception>
    internal async Task<StoredReconcilePlan> GetUsableAsync(
        Guid planId,
        string workflowName,
        Guid? subscriptionId,
        CancellationToken cancellationToken
    )
    {
        const string again = "Make a new plan and start the workflow with it.";
        var plan =
            await FindAsync(planId, cancellationToken)
            ?? throw new ConflictException("plan_unknown", $"There is no plan {planId}: it never was, or it has expired. {again}");
        if (plan.ExpiresAt <= time.GetUtcNow())
        {
            throw new ConflictException("plan_expired", $"Plan {planId} has expired. {again}");
        }

        return plan.WorkflowName == workflowName && (subscriptionId is null || plan.SubscriptionId == subscriptionId)
            ? plan
            : throw new ConflictException(
                "plan_of_other_subscription",
                $"Plan {planId} is not one of this workflow and subscription. Start the workflow with a plan of this subscription."
            );
    }

    /// <summary>Deletes the plans that have expired.</summary>
    internal Task DeleteExpiredAsync(CancellationToken cancellationToken) =>
        transactions.DeleteOldAsync("reconcile_plans", "plan_id", "expires_at", time.GetUtcNow(), cancellationToken);
}
