using System.Text.Json.Serialization;
using CsCheck;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalResources;

public sealed class AcceptedValuesTests
{
    private static readonly StateShape<Rack> Shape = new RackResource().ShapeOfState;

    [Fact]
    public void What_is_written_has_the_actual_values_at_the_accepted_places_and_the_desired_ones_everywhere_else() =>
        Gen.Select(ComparisonTests.Racks, ComparisonTests.Racks, Gen.ULong)
            .Sample(
                (desired, actual, choice) =>
                {
                    var found = Shape.Find(desired, actual);
                    FoundDifference[] accepted =
                    [
                        .. found.Where((difference, at) => difference.HasFixedPlace && ((choice >> (at % 64)) & 1) == 1),
                    ];

                    var written = AcceptedValues.Keep(Shape, desired, actual, accepted);

                    Assert.NotNull(written);
                    var places = accepted.Select(static difference => difference.Shown.Path).ToHashSet(StringComparer.Ordinal);
                    Assert.Equal(places, Shape.Compare(desired, written).Select(static difference => difference.Path).ToHashSet());
                    Assert.Equal(
                        found.Select(static difference => difference.Shown.Path).Where(path => !places.Contains(path)).Order(),
                        Shape.Compare(written, actual).Select(static difference => difference.Path).Order()
                    );
                    Assert.Equal((desired.Password, desired.Revision), (written.Password, written.Revision));

                    // Its JSON has no such member: what is made of it would have none either.
                    Assert.Null(AcceptedValues.Keep(Shape, desired with { Scratch = 7 }, actual, accepted));
                    Assert.Null(AcceptedValues.Keep(Shape, desired, actual with { Scratch = 7 }, accepted));
                },
                iter: 200
            );

    [Fact]
    public void A_difference_in_a_list_without_keys_has_no_fixed_place()
    {
        var rack = ComparisonTests.Racks.Single() with { Steps = [1], Tags = ["a"] };

        Assert.All(Shape.Find(rack, rack with { Steps = [2], Tags = ["b", "c"] }), static found => Assert.False(found.HasFixedPlace));
    }

    [Fact]
    public void The_hash_of_a_difference_is_that_of_its_two_values()
    {
        var hasher = new StateHasher(new byte[32]);
        var rack = ComparisonTests.Racks.Single() with { Speed = 1, Secret = "one" };

        string HashOf(Rack desired, Rack actual) => Assert.Single(Shape.Find(desired, actual)).HashValues(hasher);

        var speed = HashOf(rack, rack with { Speed = 2 });
        Assert.Equal(speed, HashOf(rack with { Name = "x" }, rack with { Name = "x", Speed = 2 }));
        Assert.NotEqual(speed, HashOf(rack, rack with { Speed = 3 }));
        Assert.NotEqual(speed, HashOf(rack with { Speed = 3 }, rack with { Speed = 2 }));
        Assert.NotEqual(speed, HashOf(rack, rack with { Speed = null }));
        Assert.NotEqual(HashOf(rack, rack with { Secret = "two" }), HashOf(rack, rack with { Secret = "three" }));
    }

    [Fact]
    public void A_state_with_a_value_that_its_json_does_not_hold_is_not_written_without_it()
    {
        Assert.NotNull(KeepSpeed(new()));
        Assert.NotNull(
            KeepSpeed(
                new()
                {
                    Inner = new(),
                    List = [new(), new()],
                    Bag = [1],
                    Named = { ["a"] = new() },
                    Pair = (1, new()),
                }
            )
        );
        Assert.Null(KeepSpeed(new() { Ignored = "x" }));
        Assert.Null(KeepSpeed(new() { Unreadable = "x" }));
        Assert.Null(KeepSpeed(new() { Internal = "x" }));
        Assert.Null(KeepSpeed(new() { Inner = new() { Ignored = "x" } }));
        Assert.Null(KeepSpeed(new() { List = [new(), new() { Unreadable = "x" }] }));
        Assert.Null(KeepSpeed(new() { Bag = new() { Extra = 1 } }));
        Assert.Null(KeepSpeed(new() { Named = { ["a"] = new() { Ignored = "x" } } }));
        Assert.Null(KeepSpeed(new() { Pair = (1, new() { Internal = "x" }) }));

        static LossyState? KeepSpeed(LossyState desired)
        {
            var shape = StateShapes.Object<LossyState>(members =>
                members.Add("speed", static state => state.Speed, StateShapes.Value<int>())
            );
            var actual = new LossyState { Speed = 1 };
            return AcceptedValues.Keep(shape, desired, actual, [Assert.Single(shape.Find(desired, actual))]);
        }
    }

    private sealed class LossyState
    {
        public int Speed { get; init; }

        [JsonIgnore]
        public string? Ignored { get; init; }

        public string? Unreadable { private get; init; }

        internal string? Internal { get; init; }

        public LossyState? Inner { get; init; }

        public IReadOnlyList<LossyState> List { get; init; } = [];

        public LossyBag Bag { get; init; } = [];

        public Dictionary<string, LossyState> Named { get; init; } = [];

        public (int, LossyState?) Pair { get; init; }
    }

    private sealed class LossyBag : List<int>
    {
        public int Extra { get; set; }
    }
}
