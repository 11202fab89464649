using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Catalog;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Schema;

namespace Orchestrator.DriftPolicies;

/// <summary>The policies that hold: what an operator has stored, otherwise what the settings say, otherwise what the code does.</summary>
internal sealed class HostDriftPolicies(
    WorkflowCatalog catalog,
    DeclaredDriftPolicies declared,
    DriftPolicyStore store,
    IOptions<OrchestratorOptions> options
)
{
    /// <summary>Whether a product can have a policy.</summary>
    internal bool CanReconcile(string product) => catalog.CanReconcile(product);

    /// <summary>The policy of a product as the code and the settings say it.</summary>
    internal DriftPolicy GetOwn(string product) => Of(product, stored: null);

    /// <summary>
    /// The products whose policy, as the code or the settings say it, corrects drift in rounds that only a person starts: no times are set.
    /// </summary>
    internal IEnumerable<string> FindWithoutTimes() =>
        declared
            .ByProduct.Keys.Union(options.Value.DriftPolicies.Keys, StringComparer.Ordinal)
            .Where(product => GetOwn(product) is { Heal: DriftHealing.Heal, Trigger: null })
            .Order(StringComparer.Ordinal);

    /// <summary>Says where the windows of a product come from for which no operator has set any.</summary>
    internal MaintenanceWindowOrigin FindOriginOfWindows(string product) =>
        !options.Value.MaintenanceWindows.TryGetValue(product, out var windows) ? MaintenanceWindowOrigin.None
        // The same objects: those that the code declares are written into the settings where these have none.
        : declared.ByProduct.GetValueOrDefault(product)?.Windows is { } own && windows.SequenceEqual(own) ? MaintenanceWindowOrigin.Code
        : MaintenanceWindowOrigin.Settings;

    /// <summary>Reads the policy of a product.</summary>
    internal async Task<DriftPolicy> GetAsync(string product, CancellationToken cancellationToken) =>
        Of(product, await store.FindAsync(product, cancellationToken));

    /// <summary>Reads the policy of a product inside a transaction that holds its row, so that no one sets another.</summary>
    internal async Task<DriftPolicy> GetAsync(OrchestratorDbContext database, string product, CancellationToken cancellationToken) =>
        Of(product, await DriftPolicyStore.FindAsync(database, product, cancellationToken));

    /// <summary>Reads all policies with what is stored of them, by product.</summary>
    internal async Task<IReadOnlyList<(string Product, DriftPolicy Policy, StoredDriftPolicy? Stored)>> ListAsync(
        CancellationToken cancellationToken
    ) => Of(await store.ListAsync(cancellationToken));

    private IReadOnlyList<(string Product, DriftPolicy Policy, StoredDriftPolicy? Stored)> Of(IReadOnlyList<StoredDriftPolicy> policies)
    {
        var stored = policies.ToDictionary(static policy => policy.Product, StringComparer.Ordinal);
        return
        [
            .. catalog
                .Products.Select(static product => product.Name)
                .Where(CanReconcile)
                .Order(StringComparer.Ordinal)
                .Select(product => (product, Of(product, stored.GetValueOrDefault(product)), stored.GetValueOrDefault(product))),
        ];
    }

    /// <summary>The schedules that the policies declare, inside a transaction in which no one sets another.</summary>
    internal async Task<IReadOnlyList<DeclaredSchedule>> ToSchedulesAsync(
        OrchestratorDbContext database,
        CancellationToken cancellationToken
    ) =>
        [
            .. Of(await DriftPolicyStore.ListAsync(database, cancellationToken))
                .Select(static policy => ToSchedule(policy.Product, policy.Policy))
                .OfType<DeclaredSchedule>(),
        ];

    /// <summary>The key of the schedule of a product's checks.</summary>
    internal static string KeyOf(string product)
    {
        var key = $"orchestrator.check_drift.{product}";
        return key.Length <= DeclaredSchedule.MaxKeyLength
            ? key
            : $"orchestrator.check_drift.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(product)))}";
    }

    /// <summary>The schedule that a policy declares; null when it has no times.</summary>
    internal static DeclaredSchedule? ToSchedule(string product, DriftPolicy policy) =>
        policy.Trigger is not { } trigger ? null
        : policy.Heal == DriftHealing.Heal
            ? new(
                KeyOf(product),
                BulkReconcileWorkflow.HealName,
                NameOf($"Correct the drift of {product}"),
                trigger,
                [HealWorkflow.PageOf(product)]
            )
        : new(KeyOf(product), BulkCheckWorkflow.Name, NameOf($"Check {product} for drift"), trigger, [BulkCheckWorkflow.PageOf(product)]);

    private static string NameOf(string name) => StorableText.Start(name, Limits.MaxNameLength);

    /// <summary>Writes the part of a policy that is JSON text.</summary>
    internal static StoredDriftPolicy ToStored(string product, DriftPolicy policy, string by, DateTimeOffset at) =>
        new(
            product,
            string.IsNullOrWhiteSpace(policy.Check) ? null : policy.Check,
            WireName.Of(policy.Heal),
            policy.MaxDriftPercent,
            JsonSerializer.Serialize(policy.Brakes, StateJson.Options),
            policy.Windows is { } windows ? StoredDriftPolicy.Write(windows) : null,
            by,
            at
        );

    private DriftPolicy Of(string product, StoredDriftPolicy? stored)
    {
        // The windows of the code are among those of the settings, unless these have others.
        var own = declared.Of(product, options.Value.DriftPolicies.TryGetValue(product, out var settings) ? settings : null) with
        {
            Windows = null,
        };
        if (stored is null)
        {
            return own;
        }

        try
        {
            var policy = new DriftPolicy
            {
                Check = stored.CheckCron,
                Heal = WireName.Parse<DriftHealing>(stored.Heal),
                MaxDriftPercent = stored.MaxDriftPercent,
                Brakes = JsonSerializer.Deserialize<BulkReconcileBrakes>(stored.Brakes, StateJson.Options) ?? throw new JsonException(),
                Windows = stored.ReadWindows(),
            };
            policy.Validate();
            return policy;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidRequestException)
        {
            // Written by a newer version or a person. What cannot be read corrects nothing.
            return own with { Heal = DriftHealing.Report };
        }
    }
}
