using System.Text.Json;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalResources;

public sealed class SensitiveStateTests
{
    private static readonly StateShape<Safe> Shape = new SafeResource().ShapeOfState;

    [Fact]
    public void Differences_of_what_a_type_marks_as_sensitive_are_found_and_those_of_what_is_write_only_are_not() =>
        Assert.Equal(
            ["room.lock.code", "notes", "codes", "spare", "owner.name"],
            Shape.Compare(Holding("hush1"), Holding("hush2")).Select(static difference => difference.Path)
        );

    [Fact]
    public void No_difference_shows_what_a_type_an_ancestor_or_a_parameter_marks()
    {
        var (desired, actual) = (Holding("hush1"), Holding("hush2"));

        var shown = JsonSerializer.Serialize(
            new[] { Shape.Compare(desired, actual), Shape.Compare(desired, null), Shape.Compare(null, actual) },
            StateJson.Options
        );

        Assert.DoesNotContain("hush", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("pin", shown, StringComparison.Ordinal);
    }

    private static Safe Holding(string secret) =>
        new(
            1,
            new()
            {
                Lock = new()
                {
                    Number = 2,
                    Code = new(secret),
                    Pin = new(secret),
                },
            },
            [secret],
            [new(secret)],
            new(secret),
            new(secret),
            new(secret)
        );
}
