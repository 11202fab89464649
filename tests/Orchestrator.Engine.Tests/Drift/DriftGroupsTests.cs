using System.Text.Json;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Storage.Drift;

namespace Orchestrator.Tests.Drift;

public sealed class DriftGroupsTests
{
    [Fact]
    public void When_there_is_no_room_for_more_groups_those_that_are_counted_already_are_counted_on()
    {
        var groups = new DriftGroups();
        for (var number = 0; number < DriftGroups.MaxCounted; number++)
        {
            groups.Add([Differing($"p{number}")]);
        }

        for (var repeat = 0; repeat < 3; repeat++)
        {
            groups.Add([Differing("one more")]);
            groups.Add([Differing("p7")]);
        }

        var most = groups.Most();
        Assert.Equal(DriftGroups.MaxShown, most.Count);
        Assert.Equal(("p7", 4), (most[0].Difference.Path, most[0].Subscriptions));
        Assert.DoesNotContain(most, static group => group.Difference.Path == "one more");
    }

    [Fact]
    public void A_group_names_its_subscriptions_as_long_as_a_bulk_task_can_name_them()
    {
        var groups = new DriftGroups();
        Guid[] ids = [.. Enumerable.Range(0, Limits.MaxNamedSubscriptions + 1).Select(static _ => Guid.NewGuid())];
        foreach (var id in ids[..^1])
        {
            groups.Add([Differing("as many as can be named")], id);
        }

        foreach (var id in ids)
        {
            groups.Add([Differing("one more")], id);
        }

        groups.Add([Differing("counted only")]);

        var found = groups.Most().ToDictionary(static group => group.Difference.Path, StringComparer.Ordinal);
        Assert.Equal(ids[..^1], found["as many as can be named"].SubscriptionIds);
        Assert.Equal((null, ids.Length), (found["one more"].SubscriptionIds, found["one more"].Subscriptions));
        Assert.Equal((null, 1), (found["counted only"].SubscriptionIds, found["counted only"].Subscriptions));
    }

    private static ResourceDrift Differing(string path)
    {
        var value = JsonElement.Parse("1");
        return new("r", "resource", "system", DriftStatus.Drifted, Error: null, [new(path, DifferenceKind.Changed, value, value)], 1);
    }
}
