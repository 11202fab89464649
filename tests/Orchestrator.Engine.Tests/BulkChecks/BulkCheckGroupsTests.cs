using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.Drift;

namespace Orchestrator.Tests.BulkChecks;

/// <summary>How often the groups of a bulk check are made.</summary>
public sealed class BulkCheckGroupsTests
{
    private static readonly Guid Bulk = Guid.NewGuid();

    private readonly FakeTimeProvider _clock = new();
    private readonly BulkCheckGroups _groups;
    private TimeSpan _takes = TimeSpan.Zero;
    private int _made;

    public BulkCheckGroupsTests() => _groups = new(_clock);

    [Fact]
    public async Task While_a_check_runs_its_groups_are_made_once_a_second_at_most()
    {
        foreach (var drifted in Enumerable.Range(1, 50))
        {
            await GetAsync(drifted, found: 100);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(5, _made);
    }

    [Fact]
    public async Task Groups_that_take_long_to_make_are_made_less_often()
    {
        _takes = TimeSpan.FromSeconds(1);
        await GetAsync(1, found: 100);
        _clock.Advance(TimeSpan.FromSeconds(19));
        await GetAsync(2, found: 100);
        var before = _made;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(3, found: 100);

        Assert.Equal((1, 2), (before, _made));
    }

    [Fact]
    public async Task Those_of_a_check_that_has_ended_are_exact_and_made_once()
    {
        await GetAsync(1, found: 100);
        var last = await GetAsync(100, found: 100);

        Assert.Equal(100, Assert.Single(last).Subscriptions);
        Assert.Same(last, await GetAsync(100, found: 100));
        Assert.Equal(2, _made);
    }

    private Task<IReadOnlyList<DriftGroup>> GetAsync(int drifted, int found) =>
        _groups.GetAsync(
            Bulk,
            scope: null,
            new(found, NoDrift: 0, drifted, Unknown: 0, Unsupported: 0, Refused: 0),
            () =>
            {
                _made++;
                _clock.Advance(_takes);
                return Task.FromResult<IReadOnlyList<DriftGroup>>([
                    new("object", new("size", DifferenceKind.Changed, default, default), drifted),
                ]);
            }
        );
}
