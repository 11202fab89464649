using System.Collections.Concurrent;
using System.Globalization;
using Orchestrator.Binding;

namespace Orchestrator.Drift;

/// <summary>
/// Which external systems have stopped answering the checks of many subscriptions: after so many comparisons in succession that were not
/// answered, a system is not asked again. Each of them would take as long as a system takes to not answer.
/// </summary>
internal sealed class SystemAnswers
{
    /// <summary>The least number of comparisons in succession.</summary>
    private const int LeastUnanswered = 3;

    private readonly int _limit;
    private readonly ConcurrentDictionary<string, int> _unanswered;

    /// <summary>Continues to count.</summary>
    /// <param name="concurrency">How many comparisons are made at once: one short interruption fails all of those.</param>
    /// <param name="before">How many in succession were not answered before, by system.</param>
    internal SystemAnswers(int concurrency, IReadOnlyDictionary<string, int> before)
    {
        _limit = Math.Max(LeastUnanswered, 2 * concurrency);
        _unanswered = new(before, StringComparer.Ordinal);
    }

    /// <summary>How many in succession were not answered, by system; those that have answered last are not there.</summary>
    internal IReadOnlyDictionary<string, int> Unanswered => _unanswered;

    /// <summary>The result for a resource whose system is not asked again; null when it is asked.</summary>
    internal ResourceDrift? FindUnasked(ResourceBinding binding) =>
        _unanswered.GetValueOrDefault(NameOf(binding)) < _limit
            ? null
            : ResourceDrift.Unknown(
                binding,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{NameOf(binding)} was not asked: before this, {_limit} comparisons in succession were not answered. "
                ) + "Check the subscription again when the system answers."
            );

    /// <summary>Counts a comparison that was made.</summary>
    internal void Record(ResourceBinding binding, DriftStatus status)
    {
        if (status == DriftStatus.Unknown)
        {
            _unanswered.AddOrUpdate(NameOf(binding), 1, static (_, count) => count + 1);
        }
        else
        {
            _unanswered.TryRemove(NameOf(binding), out _);
        }
    }

    private static string NameOf(ResourceBinding binding) => binding.System ?? binding.Name;
}
