using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.DriftPolicies;

/// <summary>The policies that the code declares. The settings and operators can say something else.</summary>
internal sealed class DeclaredDriftPolicies
{
    private readonly Dictionary<string, DriftPolicy> _byProduct = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, DriftPolicy> ByProduct => _byProduct;

    /// <exception cref="CatalogException">The product has one already.</exception>
    internal void Add(string product, DriftPolicy policy)
    {
        if (!_byProduct.TryAdd(product, policy))
        {
            throw new CatalogException(
                "drift_policy_taken",
                $"AddDriftPolicy was called twice for the product '{product}'. Remove one of the calls."
            );
        }
    }

    /// <summary>The policy of a product as the code and the settings say it.</summary>
    internal DriftPolicy Of(string product, DriftPolicyOptions? settings)
    {
        var policy = _byProduct.GetValueOrDefault(product) ?? new();
        return settings is null
            ? policy
            : policy with
            {
                Check = settings.Check ?? policy.Check,
                Heal = settings.Heal ?? policy.Heal,
                MaxDriftPercent = settings.MaxDriftPercent ?? policy.MaxDriftPercent,
                Brakes = policy.Brakes with
                {
                    Canary = Given(settings.Canary, policy.Brakes.Canary),
                    StopAfterFailed = Given(settings.StopAfterFailed, policy.Brakes.StopAfterFailed),
                    StopAfterPercent = Given(settings.StopAfterPercent, policy.Brakes.StopAfterPercent),
                    MinEnded = settings.MinEnded ?? policy.Brakes.MinEnded,
                    WaveSize = Given(settings.WaveSize, policy.Brakes.WaveSize),
                    WaitSeconds = settings.WaitSeconds ?? policy.Brakes.WaitSeconds,
                },
            };
    }

    /// <summary>A setting takes what the code says away by 0.</summary>
    private static int? Given(int? setting, int? declared) =>
        setting is null ? declared
        : setting == 0 ? null
        : setting;
}
