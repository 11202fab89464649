using System.Text.Json;
using Orchestrator.Drift;
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

    private static ResourceDrift Differing(string path)
    {
        var value = JsonElement.Parse("1");
        return new("r", "resource", "system", DriftStatus.Drifted, Error: null, [new(path, DifferenceKind.Changed, value, value)], 1);
    }
}
