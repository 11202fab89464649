using System.Globalization;
using Orchestrator.BulkReconciles;
using Orchestrator.Catalog;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Storage;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.DriftPolicies;

/// <inheritdoc cref="IDriftPolicies"/>
internal sealed class DriftPolicyService(
    HostDriftPolicies policies,
    MaintenanceWindows windows,
    DriftPauseStore pauses,
    DeclaredScheduleStore schedules,
    WriteTransactions transactions,
    AuthorizationService authorization,
    ChangePublisher changes,
    WorkflowCatalog catalog,
    TimeProvider time
) : IDriftPolicies
{
    public async Task<IReadOnlyList<ProductDriftPolicy>> ListAsync(CancellationToken cancellationToken = default)
    {
        var paused = (await pauses.ListOfProductsAsync(cancellationToken)).ToDictionary(
            static pause => pause.Target.Product!,
            StringComparer.Ordinal
        );
        return [.. (await policies.ListAsync(cancellationToken)).Select(found => Show(found.Product, found.Policy, found.Stored))];

        ProductDriftPolicy Show(string product, DriftPolicy policy, StoredDriftPolicy? stored)
        {
            var set = stored?.ReadWindows();
            return new(product, policy)
            {
                ChangedBy = stored?.ChangedBy,
                ChangedAt = stored?.ChangedAt,
                EffectiveWindows = windows.Of(product, set),
                WindowsFrom = set is null ? policies.FindOriginOfWindows(product) : MaintenanceWindowOrigin.Policy,
                Pause = paused.GetValueOrDefault(product),
            };
        }
    }

    public async Task<ProductDriftPolicy> SetAsync(
        string product,
        DriftPolicy policy,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        await DemandAsync(product, user, cancellationToken);
        policy.Validate();
        var stored = HostDriftPolicies.ToStored(product, policy, user.AuthenticatedName, time.GetUtcNow());
        return await ReplaceAsync(
                product,
                policy,
                (database, token) => DriftPolicyStore.SetAsync(database, stored, token),
                new(AuditAction.SetDriftPolicy) { Reason = Describe(product, policy) },
                user,
                cancellationToken
            ) ?? throw NotFound(product);
    }

    public async Task<ProductDriftPolicy> ResetAsync(string product, Caller user, CancellationToken cancellationToken = default)
    {
        await DemandAsync(product, user, cancellationToken);
        return await ReplaceAsync(
                product,
                policies.GetOwn(product),
                (database, token) => DriftPolicyStore.DeleteAsync(database, product, time.GetUtcNow(), token),
                new(AuditAction.ResetDriftPolicy) { Reason = $"Product '{product}'" },
                user,
                cancellationToken
            )
            ?? throw new NotFoundException(
                "drift_policy_not_found",
                $"No operator has set the policy of product '{product}', so it is the one of the code and the settings."
            );
    }

    private async Task DemandAsync(string product, Caller user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(user);
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.ManageDrift), cancellationToken);
        if (!policies.CanReconcile(product))
        {
            throw NotFound(product);
        }
    }

    /// <summary>Writes which policy a product has, together with the schedule of its checks and who has done it.</summary>
    /// <returns>The policy that holds now; null when nothing was written.</returns>
    private async Task<ProductDriftPolicy?> ReplaceAsync(
        string product,
        DriftPolicy policy,
        Func<OrchestratorDbContext, CancellationToken, Task<Guid?>> writeAsync,
        AuditedChange change,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var written = await transactions.RunAsync(
            async (database, token) =>
            {
                await schedules.LockAsync(database, token);
                if (await writeAsync(database, token) is not { } productId)
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
                        $"The task that checks product '{product}' was deleted from the database. Restart a host, which writes it again."
                    );
                }

                await HealStore.WakeAsync(database, ProductQuery.Of(productId), BulkReconcileWorkflow.HealName, now, token);
                await AuditLog.WriteAsync(database, user, change with { ObjectId = productId }, now, token);
                return productId;
            },
            cancellationToken
        );
        if (written is not { } changed)
        {
            return null;
        }

        changes.Publish(ChangeKind.Drift, changed);
        changes.Publish(ChangeKind.Schedules);
        return (await ListAsync(cancellationToken)).Single(found => found.Product == product);
    }

    /// <summary>Says it for the audit.</summary>
    private static string Describe(string product, DriftPolicy policy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Product '{product}': {WireName.Of(policy.Heal)}, check {policy.Check ?? "not at set times"}, at most "
                + $"{policy.MaxDriftPercent} percent, brakes: {policy.Brakes.Describe()}, windows: {Describe(policy.Windows)}"
        );

    private static string Describe(IReadOnlyList<MaintenanceWindowOptions>? windows) =>
        windows switch
        {
            null => "of the settings",
            [] => "none",
            _ => string.Join(
                "; ",
                windows.Select(static window =>
                    $"{(window.Deny ? "not " : "")}for {window.Duration:c} from {window.Cron} ({window.TimeZone})"
                )
            ),
        };

    private NotFoundException NotFound(string product) => new("product_not_found", catalog.DescribeUnreconcilableProduct(product));
}
