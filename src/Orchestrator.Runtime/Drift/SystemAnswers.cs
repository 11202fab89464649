using System.Collections.Concurrent;
using System.Globalization;
using Orchestrator.Binding;

namespace Orchestrator.Drift;

/// <summary>
/// Which external systems have stopped answering the checks of many subscriptions. One that has answered none of so many in succession for
/// so long is asked again only now and then: each question would take as long as a system takes to not answer.
/// </summary>
/// <param name="concurrency">How many subscriptions are checked at once: one short interruption is seen by all of those.</param>
/// <param name="before">What was not answered before, by system.</param>
/// <param name="time">The clock.</param>
internal sealed class SystemAnswers(int concurrency, IReadOnlyDictionary<string, SystemSilence> before, TimeProvider time)
{
    /// <summary>The least number of subscriptions in succession.</summary>
    private const int LeastUnanswered = 3;

    /// <summary>How long a system may be away: what restarts in that time is asked all the time.</summary>
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(30);

    /// <summary>How often one is asked that does not answer, to find out whether it does again.</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(10);

    private readonly int _limit = Math.Max(LeastUnanswered, 2 * concurrency);
    private readonly ConcurrentDictionary<string, SystemSilence> _silent = new(before, StringComparer.Ordinal);

    /// <summary>The systems that have not answered last.</summary>
    internal IReadOnlyDictionary<string, SystemSilence> Unanswered => _silent;

    /// <summary>The result for a resource whose system is not asked; null when it is asked.</summary>
    internal ResourceDrift? FindUnasked(ResourceBinding binding)
    {
        var system = NameOf(binding);
        var now = time.GetUtcNow();
        if (
            !_silent.TryGetValue(system, out var silence)
            || silence.Count < _limit
            || now - silence.Since < LeastSilence
            || (now - silence.AskedAt >= ProbeInterval && _silent.TryUpdate(system, silence with { AskedAt = now }, silence))
        )
        {
            return null;
        }

        return ResourceDrift.Unknown(
            binding,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{system} was not asked: it has not answered since {silence.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. "
            ) + "Check the subscription again when it answers."
        );
    }

    /// <summary>Counts a subscription that the system of a resource did not answer about.</summary>
    internal void CountUnanswered(ResourceBinding binding)
    {
        var now = time.GetUtcNow();
        _silent.AddOrUpdate(
            NameOf(binding),
            static (_, now) => new(Count: 1, Since: now, AskedAt: now),
            static (_, silence, now) => silence with { Count = silence.Count + 1, AskedAt = now },
            now
        );
    }

    /// <summary>The system of a resource has answered.</summary>
    internal void Clear(ResourceBinding binding) => _silent.TryRemove(NameOf(binding), out _);

    /// <summary>The system of a resource, or the resource where none is named.</summary>
    internal static string NameOf(ResourceBinding binding) => binding.System ?? binding.Name;
}

/// <summary>An external system that does not answer.</summary>
/// <param name="Count">The number of subscriptions in succession about which it has not answered.</param>
/// <param name="Since">When it did not answer for the first time.</param>
/// <param name="AskedAt">When it was asked last.</param>
internal sealed record SystemSilence(int Count, DateTimeOffset Since, DateTimeOffset AskedAt);
