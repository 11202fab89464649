using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.BulkChecks;

/// <summary>When the code says that the subscriptions of products are checked. The settings can say something else.</summary>
internal sealed class DeclaredDriftChecks
{
    private readonly Dictionary<string, ScheduleTrigger> _byProduct = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<string> Products => _byProduct.Keys;

    /// <exception cref="CatalogException">The product has one already.</exception>
    internal void Add(string product, ScheduleTrigger trigger)
    {
        if (!_byProduct.TryAdd(product, trigger))
        {
            throw new CatalogException(
                "drift_check_taken",
                $"AddDriftCheck was called twice for the product '{product}'. Remove one of the calls."
            );
        }
    }

    /// <summary>The schedules that these and the settings declare.</summary>
    internal IEnumerable<DeclaredSchedule> ToSchedules(OrchestratorOptions options)
    {
        var triggers = new Dictionary<string, ScheduleTrigger>(_byProduct, StringComparer.Ordinal);
        foreach (var (product, expression) in options.DriftChecks)
        {
            triggers.Remove(product);
            if (!string.IsNullOrWhiteSpace(expression))
            {
                triggers.Add(product, ScheduleTrigger.Cron(expression));
            }
        }

        return triggers.Select(static check => new DeclaredSchedule(
            $"orchestrator.check_drift.{check.Key}",
            BulkCheckWorkflow.Name,
            $"Check {check.Key} for drift",
            check.Value,
            [BulkCheckWorkflow.PageOf(check.Key)]
        ));
    }
}
