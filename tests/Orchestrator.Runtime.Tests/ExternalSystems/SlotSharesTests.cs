using CsCheck;
using Orchestrator.Storage.ExternalSystems;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>How hosts divide the concurrent calls of an external system, each for itself.</summary>
public sealed class SlotSharesTests
{
    private static readonly string[] Hosts = ["a", "b", "c"];

    private static readonly Gen<(int Host, int Individual, int Background)[]> Turns = Gen.Select(
        Gen.Int[0, Hosts.Length - 1],
        Gen.Int[0, 6],
        Gen.Int[0, 6]
    ).Array[0, 60];

    [Fact]
    public void All_hosts_together_never_have_more_than_the_limit() =>
        Gen.Select(Gen.Int[1, 8], Turns)
            .Sample(
                static (limit, turns) =>
                {
                    var demands = Hosts.Select(static host => new HostDemand(host, 0, 0, 0, DateTimeOffset.UnixEpoch)).ToArray();
                    var turn = 0;
                    foreach (var (host, individual, background) in turns)
                    {
                        // Of what it has, a host may run all, and then can give back none of it.
                        Ask(demands, host, limit, individual, background, running: Math.Min(demands[host].Slots, individual), turn++);
                        Assert.InRange(demands.Sum(static demand => demand.Slots), 0, limit);
                    }
                }
            );

    [Fact]
    public void What_was_started_individually_has_all_that_it_wants_before_the_rest_has_any() =>
        Gen.Select(Gen.Int[1, 8], Gen.Select(Gen.Int[0, 4], Gen.Int[0, 12]).Array[Hosts.Length])
            .Sample(
                static (limit, wanted) =>
                {
                    var demands = Settle(limit, wanted);
                    if (wanted.Sum(static host => host.Item1 + host.Item2) <= limit)
                    {
                        Assert.All(
                            demands.Zip(wanted),
                            static pair => Assert.True(pair.First.Slots >= pair.Second.Item1 + pair.Second.Item2)
                        );
                    }

                    if (wanted.Sum(static host => host.Item1) <= limit)
                    {
                        Assert.All(demands.Zip(wanted), static pair => Assert.True(pair.First.Slots >= pair.Second.Item1));
                    }
                }
            );

    [Fact]
    public void Hosts_that_want_the_same_take_turns()
    {
        var demands = Hosts.Select(static host => new HostDemand(host, 0, 0, 0, DateTimeOffset.UnixEpoch)).ToArray();
        var had = new HashSet<int>();
        for (var turn = 0; turn < 30; turn++)
        {
            Ask(demands, turn % Hosts.Length, limit: 1, individual: 0, background: 5, running: 0, turn);
            had.UnionWith(Enumerable.Range(0, Hosts.Length).Where(host => demands[host].Slots > 0));
        }

        Assert.Equal(Hosts.Length, had.Count);
    }

    [Fact]
    public void A_host_alone_keeps_what_it_has_until_another_wants_it()
    {
        var alone = new HostDemand("a", Slots: 4, Individual: 0, Wanted: 1, DateTimeOffset.UnixEpoch);
        var other = new HostDemand("b", Slots: 0, Individual: 0, Wanted: 3, DateTimeOffset.UnixEpoch);

        Assert.Equal(4, SlotShares.Compute(alone, running: 1, [], limit: 4));
        Assert.Equal(1, SlotShares.Compute(alone, running: 1, [other], limit: 4));
        Assert.Equal(3, SlotShares.Compute(alone, running: 3, [other], limit: 4));
    }

    private static HostDemand[] Settle(int limit, (int Individual, int Background)[] wanted)
    {
        var demands = Hosts.Select(static host => new HostDemand(host, 0, 0, 0, DateTimeOffset.UnixEpoch)).ToArray();
        for (var turn = 0; turn < 4 * Hosts.Length; turn++)
        {
            var host = turn % Hosts.Length;
            Ask(demands, host, limit, wanted[host].Individual, wanted[host].Background, running: 0, turn);
        }

        return demands;
    }

    private static void Ask(HostDemand[] demands, int host, int limit, int individual, int background, int running, int turn)
    {
        var own = demands[host] with { Individual = Math.Min(individual, limit), Wanted = Math.Min(individual + background, limit) };
        var slots = SlotShares.Compute(own, running, [.. demands.Where(other => other.Host != own.Host)], limit);
        demands[host] = own with { Slots = slots, Since = slots < own.Slots ? DateTimeOffset.UnixEpoch.AddSeconds(turn) : own.Since };
    }
}
