using System.Text.Json;
using CsCheck;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalResources;

public sealed class ComparisonTests
{
    private const string Secret = "§";

    private static readonly StateShape<Rack> Shape = new RackResource().ShapeOfState;

    private static readonly Gen<RackPlace> Places = Gen.Select(
        Gen.String.AlphaNumeric,
        Gen.Int,
        static (street, number) => new RackPlace(street, number)
    );

    private static readonly Gen<RackSlot[]> Slots = Gen.Dictionary(Gen.Int[0, 99], Gen.Int[1, 4094])[0, 6]
        .Select(static slots =>
            slots
                .Select(static slot => new RackSlot
                {
                    Id = slot.Key,
                    Vlan = slot.Value,
                    Assigned = $"{slot.Key}",
                })
                .ToArray()
        );

    internal static readonly Gen<Rack> Racks =
        from name in Gen.String.AlphaNumeric
        from numbers in Gen.Select(Gen.Int.Nullable(), Gen.Int[-9_999, 9_999], Gen.Bool)
        from places in Gen.Select(Places, Places, Gen.Bool)
        from slots in Slots
        from lists in Gen.Select(Gen.Int.List[0, 5], Gen.String.AlphaNumeric.Array[0, 5], Gen.Int.HashSet[0, 5])
        from named in Gen.Dictionary(Gen.String[Gen.Char['a', 'z'], 1, 3], Places)[0, 4]
        from image in Gen.Byte.Array[0, 8]
        from secret in Gen.String.AlphaNumeric
        select new Rack(
            name,
            numbers.Item1,
            numbers.Item2 / 100m,
            numbers.Item3 ? RackMode.Open : RackMode.Locked,
            places.Item1,
            places.Item3 ? places.Item2 : null,
            places.Item3 ? new RackSize(numbers.Item2, 1) : null,
            slots,
            lists.Item1,
            lists.Item2,
            lists.Item3,
            named,
            image,
            new(Secret + secret, 1),
            Secret + secret,
            numbers.Item2,
            Secret
        );

    /// <summary>Every compared place, how it is spoiled, and what is found.</summary>
    private static readonly (Func<Rack, Rack> Spoil, Func<Rack, string?> Path, DifferenceKind Kind)[] Spoils =
    [
        (static rack => rack with { Name = rack.Name + "x" }, static _ => "name", DifferenceKind.Changed),
        (static rack => rack with { Speed = rack.Speed is { } speed ? speed ^ 1 : 1 }, static rack => "speed", DifferenceKind.Changed),
        (static rack => rack with { Price = rack.Price + 0.01m }, static _ => "price", DifferenceKind.Changed),
        (static rack => rack with { Mode = rack.Mode ^ RackMode.Locked }, static _ => "mode", DifferenceKind.Changed),
        (
            static rack => rack with { Place = rack.Place with { Street = rack.Place.Street + "x" } },
            static _ => "place.road",
            DifferenceKind.Changed
        ),
        (
            static rack => rack with { Spare = rack.Spare is { } spare ? spare with { Number = spare.Number ^ 1 } : null },
            static rack => rack.Spare is null ? null : "spare.number",
            DifferenceKind.Changed
        ),
        (static rack => rack with { Spare = null }, static rack => rack.Spare is null ? null : "spare", DifferenceKind.Missing),
        (
            static rack => rack with { Size = rack.Size is { } size ? size with { Depth = 2 } : null },
            static rack => rack.Size is null ? null : "size.depth",
            DifferenceKind.Changed
        ),
        (
            static rack =>
                rack with
                {
                    Slots = [.. rack.Slots.Select(static (slot, at) => Copy(slot, at == 0 ? slot.Vlan ^ 1 : slot.Vlan))],
                },
            static rack => rack.Slots is [var slot, ..] ? $"slots[{slot.Id}].vlan" : null,
            DifferenceKind.Changed
        ),
        (
            static rack => rack with { Slots = [.. rack.Slots.Skip(1)] },
            static rack => rack.Slots is [var slot, ..] ? $"slots[{slot.Id}]" : null,
            DifferenceKind.Missing
        ),
        (
            static rack => rack with { Slots = [.. rack.Slots, new RackSlot { Id = 100 }] },
            static _ => "slots[100]",
            DifferenceKind.Unexpected
        ),
        (
            static rack => rack with { Steps = [.. rack.Steps!.Select(static (step, at) => at == 0 ? step ^ 1 : step)] },
            static rack => rack.Steps!.Count == 0 ? null : "steps[0]",
            DifferenceKind.Changed
        ),
        (static rack => rack with { Steps = [.. rack.Steps!, 1] }, static rack => $"steps[{rack.Steps!.Count}]", DifferenceKind.Unexpected),
        (static rack => rack with { Tags = [.. rack.Tags, "x"] }, static _ => "tags[]", DifferenceKind.Unexpected),
        (
            static rack => rack with { Members = [.. rack.Members.Skip(1)] },
            static rack => rack.Members.Count == 0 ? null : "members[]",
            DifferenceKind.Missing
        ),
        (
            static rack => rack with { Named = new Dictionary<string, RackPlace>(rack.Named) { ["long"] = new("", 1) } },
            static _ => "named[long]",
            DifferenceKind.Unexpected
        ),
        (
            static rack =>
                rack with
                {
                    Named = rack.Named.ToDictionary(
                        static pair => pair.Key,
                        pair => pair.Key == rack.Named.Keys.First() ? pair.Value with { Number = pair.Value.Number ^ 1 } : pair.Value
                    ),
                },
            static rack => rack.Named.Count == 0 ? null : $"named[{rack.Named.Keys.First()}].number",
            DifferenceKind.Changed
        ),
        (static rack => rack with { Image = [.. rack.Image, 1] }, static _ => "image", DifferenceKind.Changed),
        (static rack => rack with { Vault = rack.Vault with { Number = 2 } }, static _ => "vault", DifferenceKind.Changed),
        (static rack => rack with { Secret = rack.Secret + "x" }, static _ => "secret", DifferenceKind.Changed),
        (static rack => rack with { Secret = null }, static _ => "secret", DifferenceKind.Missing),
        (static rack => rack with { Uplink = ("", [1]) }, static _ => "uplink.item2[0]", DifferenceKind.Unexpected),
    ];

    [Fact]
    public void A_state_does_not_differ_from_one_that_says_the_same() =>
        Racks.Sample(rack =>
        {
            var same = rack with
            {
                Slots = [.. rack.Slots.Reverse().Select(static slot => Copy(slot, slot.Vlan))],
                Tags = [.. rack.Tags.Reverse()],
                Members = [.. rack.Members.Reverse()],
                Named = new Dictionary<string, RackPlace>(rack.Named.Reverse()),
                Image = [.. rack.Image],
                Price = rack.Price * 1.00m,
                Steps = rack.Steps is [] ? null : [.. rack.Steps!],
                Revision = rack.Revision + 1,
                Password = "other",
                Uplink = ("", []),
                Scratch = 1,
            };
            Assert.Empty(Shape.Compare(rack, same));
            Assert.Empty(Shape.Compare(same, rack));
            Assert.True(Shape.AreEqual(rack, same));
            Assert.Equal(Shape.Hash(rack), Shape.Hash(same));
        });

    [Fact]
    public void Every_place_that_is_spoiled_is_found_as_one_difference_with_its_path() =>
        Gen.Select(Racks, Gen.Int[0, Spoils.Length - 1])
            .Sample(
                (rack, index) =>
                {
                    var (spoil, path, kind) = Spoils[index];
                    if (path(rack) is not { } expected || (expected == "speed" && rack.Speed is null))
                    {
                        return;
                    }

                    var found = Assert.Single(Shape.Compare(rack, spoil(rack)));
                    Assert.Equal((expected, kind), (found.Path, found.Kind));
                    Assert.False(Shape.AreEqual(rack, spoil(rack)));
                }
            );

    [Fact]
    public void No_difference_shows_what_is_sensitive_or_write_only_or_not_compared() =>
        Gen.Select(Racks, Racks)
            .Sample(
                (desired, actual) =>
                {
                    var shown = JsonSerializer.Serialize(
                        new[] { Shape.Compare(desired, actual), Shape.Compare(desired, null), Shape.Compare(null, actual) },
                        StateJson.Options
                    );
                    Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
                    Assert.DoesNotContain("revision", shown, StringComparison.Ordinal);
                    Assert.DoesNotContain("password", shown, StringComparison.Ordinal);
                    Assert.DoesNotContain("assigned", shown, StringComparison.Ordinal);
                    Assert.Contains("•••", shown, StringComparison.Ordinal);
                }
            );

    [Fact]
    public void What_is_pushed_is_desired_but_for_what_the_external_system_decides() =>
        Gen.Select(Racks, Racks)
            .Sample(
                (desired, actual) =>
                {
                    actual = actual with { Slots = [.. actual.Slots.Select(static slot => Copy(slot, slot.Vlan, "by the system"))] };
                    var pushed = Shape.Take(
                        desired with
                        {
                            Slots = [.. desired.Slots.Select(static slot => Copy(slot, slot.Vlan))],
                        },
                        actual
                    );

                    Assert.Empty(Shape.Compare(desired, pushed));
                    Assert.Equal((actual.Revision, desired.Password), (pushed.Revision, pushed.Password));
                    Assert.All(
                        pushed.Slots,
                        slot => Assert.Equal(actual.Slots.Any(other => other.Id == slot.Id) ? "by the system" : $"{slot.Id}", slot.Assigned)
                    );
                }
            );

    [Fact]
    public void Of_elements_with_one_key_the_first_is_compared_with_the_first()
    {
        var rack = Racks.Single() with { Slots = [new() { Id = 1, Vlan = 1 }, new() { Id = 1, Vlan = 2 }] };

        Assert.Equal(
            "slots[1#2].vlan",
            Assert.Single(Shape.Compare(rack, rack with { Slots = [new() { Id = 1, Vlan = 1 }, new() { Id = 1, Vlan = 3 }] })).Path
        );
    }

    [Fact]
    public void Types_that_hold_each_other_are_compared_as_deep_as_the_state_goes()
    {
        static RackSlot Nest(int vlan) => new() { Id = 1, Below = [new() { Id = 2, Below = [new() { Id = 3, Vlan = vlan }] }] };
        var rack = Racks.Single();

        Assert.Equal(
            "slots[1].below[0].below[0].vlan",
            Assert.Single(Shape.Compare(rack with { Slots = [Nest(1)] }, rack with { Slots = [Nest(2)] })).Path
        );
    }

    [Fact]
    public void A_long_text_is_shown_by_its_beginning()
    {
        var rack = Racks.Single();

        var found = Assert.Single(Shape.Compare(rack with { Name = new('a', 5_000) }, rack with { Name = new('b', 5_000) }));
        Assert.Equal(1_001, found.Desired.GetString()!.Length);
    }

    [Theory]
    [InlineData("x", "y")]
    [InlineData("", "y")]
    [InlineData("\U0001F600", "\U0001F601")]
    public void Long_texts_that_differ_late_are_shown_around_the_first_place_where_they_differ(string desired, string actual)
    {
        var (same, rest) = (new string('a', 4_000), new string('b', 4_000));
        var found = Assert.Single(new ValueShape<string>().Compare(same + desired + rest, same + actual + rest));
        var bytes = Assert.Single(new BytesShape().Compare([.. new byte[5_000], 1], [.. new byte[5_000], 2]));

        Assert.NotEqual(found.Desired.GetString(), found.Actual.GetString());
        Assert.StartsWith($"… 3900 characters …{new string('a', 100)}{desired}b", found.Desired.GetString(), StringComparison.Ordinal);
        Assert.InRange(found.Desired.GetString()!.Length, 900, 1_001);
        Assert.NotEqual(bytes.Desired.GetString(), bytes.Actual.GetString());
    }

    [Fact]
    public void A_character_of_two_units_is_not_parted_where_a_text_is_shortened()
    {
        var shown = new ValueShape<string>().Write(new string('a', 999) + "\U0001F600" + "more").GetString()!;

        Assert.Equal(new string('a', 999) + "…", shown);
    }

    private static RackSlot Copy(RackSlot slot, int vlan, string? assigned = null) =>
        new()
        {
            Id = slot.Id,
            Vlan = vlan,
            Assigned = assigned ?? $"{slot.Id}",
        };
}
