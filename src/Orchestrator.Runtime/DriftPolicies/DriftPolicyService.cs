using System.Globalization;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Storage;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Drift;

namespace Orchestrator.DriftPolicies;

/// <inheritdoc cref="IDriftPolicies"/>
internal sealed class DriftPolicyService(
    HostDriftPolicies policies,
    DriftPauseStore pauses,
    DeclaredScheduleStore schedules,
    WriteTransactions transactions,
    AuthorizationService authorization,
    ChangePublisher changes,
    TimeProvider time
) : IDriftPolicies
{
    public async Task<IReadOnlyList<ProductDriftPolicy>> ListAsync(CancellationToken cancellationToken = default)
    {
        var paused = (await pauses.ListOfProductsAsync(cancellationToken)).ToDictionary(
            static pause => pause.Target.Product!,
            StringComparer.Ordinal
        );
        return
        [
            .. (await policies.ListAsync(cancellationToken)).Select(found => new ProductDriftPolicy(found.Product, found.Policy)
            {
                ChangedBy = found.Stored?.ChangedBy,
                ChangedAt = found.Stored?.ChangedAt,
                Pause = paused.GetValueOrDefault(found.Product),
            }),
        ];
    }

    public async Task<ProductDriftPolicy> SetAsync(
        string product,
        DriftPolicy policy,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(user);
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.ManageDrift), cancellationToken);
        if (!policies.CanReconcile(product))
        {
            throw NotFound();
        }

        policy.Validate();
        var now = time.GetUtcNow();
        var productId =
            await transactions.RunAsync(
                async (database, token) =>
                {
                    await schedules.LockAsync(database, token);
                    var stored = HostDriftPolicies.ToStored(product, policy, user.AuthenticatedName, now);
                    if (await DriftPolicyStore.SetAsync(database, stored, token) is not { } set)
                    {
                        return (Guid?)null;
                    }

                    if (
                        !await DeclaredScheduleStore.ReplaceAsync(
                            database,
                            HostDriftPolicies.KeyOf(product),
                            HostDriftPolicies.ToSchedule(product, policy),
                            now,
                            token
                        )
                    )
                    {
                        throw new ConflictException(
                            "schedule_without_workflow",
                            $"The task that checks product '{product}' was deleted from the database. Restart a host, which writes "
                                + "it again."
                        );
                    }

                    await AuditLog.WriteAsync(
                        database,
                        user,
                        new(AuditAction.SetDriftPolicy) { ObjectId = set, Reason = Describe(stored) },
                        now,
                        token
                    );
                    return set;
                },
                cancellationToken
            ) ?? throw NotFound();
        changes.Publish(ChangeKind.Drift, productId);
        return (await ListAsync(cancellationToken)).Single(found => found.Product == product);
    }

    /// <summary>Says it for the audit.</summary>
    private static string Describe(StoredDriftPolicy policy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Product '{policy.Product}': {policy.Heal}, check {policy.CheckCron ?? "not at set times"}, at most "
                + $"{policy.MaxDriftPercent} percent, brakes {policy.Brakes}, windows {policy.Windows ?? "of the settings"}"
        );

    private static NotFoundException NotFound() =>
        new("product_not_found", "There is no product of this name that has a reconcile workflow. Give its name to the letter.");
}
