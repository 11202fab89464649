namespace Orchestrator.Storage.ExternalSystems;

/// <summary>What a host has of the concurrent calls of an external system, and would use.</summary>
/// <param name="Host">The host.</param>
/// <param name="Slots">How many calls it may run at once now.</param>
/// <param name="Individual">How many calls of processes that were started individually it runs or has waiting.</param>
/// <param name="Wanted">How many calls it runs or has waiting, these included.</param>
/// <param name="Since">Since when it has wanted slots, or when it has last given back one.</param>
internal sealed record HostDemand(string Host, int Slots, int Individual, int Wanted, DateTimeOffset Since);

/// <summary>
/// Divides the concurrent calls of an external system among the hosts. Each host computes its own part from the demands of all, under the
/// lock of the system, and takes only what the others have given back: so what all of them have together is never above the limit.
/// </summary>
internal static class SlotShares
{
    /// <summary>Computes how many calls a host may run at once.</summary>
    /// <param name="own">The demand of the host.</param>
    /// <param name="running">How many calls it runs: these cannot be taken back.</param>
    /// <param name="others">The demands of all other hosts.</param>
    /// <param name="limit">The limit of the system.</param>
    internal static int Compute(HostDemand own, int running, IReadOnlyCollection<HostDemand> others, int limit)
    {
        HostDemand[] demands = [own, .. others];
        var shares = Divide(demands, limit);
        // What no one wants stays where it is, so that a host alone does not ask for each call.
        var kept = Math.Min(own.Slots, shares[0] + limit - shares.Sum());
        var free = limit - others.Sum(static other => other.Slots);
        return Math.Max(Math.Min(Math.Max(shares[0], kept), free), running);
    }

    /// <summary>
    /// One each in turn, first to those who have calls of processes that were started individually. Of the last ones, those get more that
    /// have fewer now, and then those that have waited longest: hosts that share one call take turns.
    /// </summary>
    private static int[] Divide(HostDemand[] demands, int limit)
    {
        var shares = new int[demands.Length];
        int[] order =
        [
            .. Enumerable
                .Range(0, demands.Length)
                .OrderBy(index => demands[index].Slots)
                .ThenBy(index => demands[index].Since)
                .ThenBy(index => demands[index].Host, StringComparer.Ordinal),
        ];
        var left = Fill(limit, index => demands[index].Individual);
        Fill(left, index => demands[index].Wanted);
        return shares;

        int Fill(int amount, Func<int, int> wanted)
        {
            for (var given = true; given && amount > 0; )
            {
                given = false;
                foreach (var index in order.Where(index => shares[index] < wanted(index)).Take(amount).ToArray())
                {
                    shares[index]++;
                    amount--;
                    given = true;
                }
            }

            return amount;
        }
    }
}
