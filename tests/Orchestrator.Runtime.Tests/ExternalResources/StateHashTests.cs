using System.Net.NetworkInformation;
using System.Numerics;
using CsCheck;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalResources;

public sealed class StateHashTests
{
    private static readonly StateShape<Rack> Shape = new RackResource().ShapeOfState;

    private static readonly StateHasher Hasher = new([1, 2, 3]);

    /// <summary>Few values of each member, so that two states are often equal, and often differ in one place.</summary>
    private static readonly Gen<Rack> Racks =
        from name in Texts
        from numbers in Gen.Select(Gen.Int[0, 1].Nullable(), Gen.OneOf(1m, 1.0m, 1.00m, 2m, 0m, -0.0m), Gen.Bool)
        from places in Gen.Select(Places, Places.Null(), Gen.Int[0, 1].Nullable())
        from slots in Slots
        from lists in Gen.Select(Gen.Int[0, 1].List[0, 3].Null(), Texts.Array[0, 3], Gen.Int[0, 2].HashSet[0, 3])
        from named in Gen.Dictionary(Gen.String[Gen.Char['a', 'b'], 1, 1], Places)[0, 2]
        from image in Gen.OneOf<byte[]>([], [0], [1])
        from secret in Gen.Select(Places, Texts.Null())
        from ignored in Gen.Select(Gen.Int[0, 1], Texts)
        select new Rack(
            name,
            numbers.Item1,
            numbers.Item2,
            numbers.Item3 ? RackMode.Open : RackMode.Locked,
            places.Item1,
            places.Item2,
            places.Item3 is { } depth ? new RackSize(1, depth) : null,
            slots,
            lists.Item1,
            lists.Item2,
            lists.Item3,
            named,
            image,
            secret.Item1,
            secret.Item2,
            ignored.Item1,
            ignored.Item2
        );

    private static Gen<string> Texts => Gen.OneOf("", "a", "b", "\ud800", "\ud801");

    private static Gen<RackPlace> Places => Gen.Select(Texts, Gen.Int[0, 1], static (street, number) => new RackPlace(street, number));

    private static Gen<RackSlot[]> Slots =>
        Gen.Select(
            Gen.Int[0, 1],
            Gen.Int[0, 1],
            Texts,
            static (id, vlan, assigned) =>
                new RackSlot
                {
                    Id = id,
                    Vlan = vlan,
                    Assigned = assigned,
                }
        ).Array[0, 3];

    /// <summary>Replaces one member by that of another state: two random states hardly ever differ in one place only.</summary>
    private static readonly Func<Rack, Rack, Rack>[] Replacements =
    [
        static (rack, other) => rack with { Name = other.Name },
        static (rack, other) => rack with { Speed = other.Speed },
        static (rack, other) => rack with { Price = other.Price },
        static (rack, other) => rack with { Mode = other.Mode },
        static (rack, other) => rack with { Place = other.Place },
        static (rack, other) => rack with { Spare = other.Spare },
        static (rack, other) => rack with { Size = other.Size },
        static (rack, other) => rack with { Slots = other.Slots },
        static (rack, _) => rack with { Slots = [.. rack.Slots.Reverse()] },
        static (rack, other) => rack with { Steps = other.Steps },
        static (rack, other) => rack with { Tags = other.Tags },
        static (rack, _) => rack with { Tags = [.. rack.Tags.Reverse()] },
        static (rack, other) => rack with { Members = other.Members },
        static (rack, other) => rack with { Named = other.Named },
        static (rack, other) => rack with { Image = other.Image },
        static (rack, other) => rack with { Vault = other.Vault },
        static (rack, other) => rack with { Secret = other.Secret },
        static (rack, _) => rack with { Uplink = ("", []) },
        static (rack, _) => rack with { Uplink = ("", [1]) },
        static (rack, other) => rack with { Revision = other.Revision, Password = other.Password, Scratch = rack.Scratch + 1 },
    ];

    [Fact]
    public void Two_states_have_one_hash_exactly_when_nothing_differs() =>
        Gen.Select(Racks, Racks, Gen.Int[0, Replacements.Length - 1])
            .Sample(
                (rack, other, index) =>
                {
                    var changed = Replacements[index](rack, other);
                    Assert.Equal(Shape.Compare(rack, changed).Count == 0, HaveOneHash(Shape, rack, changed));
                    Assert.Equal(Shape.Compare(rack, other).Count == 0, HaveOneHash(Shape, rack, other));
                },
                iter: 3_000
            );

    [Fact]
    public void What_is_not_there_has_another_hash_than_everything_that_is() =>
        Racks.Sample(rack => Assert.False(HaveOneHash(Shape, rack, null)));

    [Fact]
    public void The_same_state_has_another_hash_under_another_key() =>
        Racks.Sample(rack => Assert.NotEqual(Shape.Hash(rack, Hasher), Shape.Hash(rack, new([3, 2, 1]))));

    [Fact]
    public void Values_that_are_equal_have_one_hash_however_they_are_written()
    {
        AssertOneHash(79228162514264337593543950335m, 79228162514264337593543950335.0m);
        AssertOneHash(100m, 100.000m);
        AssertOneHash(0d, -0d);
        AssertOneHash(float.NaN, -float.NaN);
        AssertOneHash((Half)0, -(Half)0);
        AssertOneHash(
            new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 1, 14, 0, 0, TimeSpan.FromHours(2))
        );
        AssertOneHash(Noon, Noon.ToLocalTime());
        AssertOneHash<DateTime?>(Noon, Noon.ToLocalTime());
        AssertOneHash(Noon, DateTime.SpecifyKind(Noon, DateTimeKind.Unspecified));
        AssertOneHash(new Uri("HTTP://Example.org/a#b"), new Uri("http://example.org:80/a#b"));
        AssertOneHash((1.0m, "a"), (1.00m, "a"));
        AssertOneHash(DayOfWeek.Friday, (DayOfWeek)5);
    }

    [Fact]
    public void Values_that_are_not_equal_have_different_hashes()
    {
        Assert.False(HaveOneHash(new ValueShape<double>(), 1, double.BitIncrement(1)));
        Assert.False(HaveOneHash(new ValueShape<DateTimeOffset>(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1)));
        Assert.False(HaveOneHash(new ValueShape<Uri>(), new Uri("http://example.org/a"), new Uri("http://example.org/A")));
        Assert.False(HaveOneHash(new ValueShape<DayOfWeek>(), (DayOfWeek)17, (DayOfWeek)18));
        AssertDifferent(new Uri("https://wiki/x#port-1"), new Uri("https://wiki/x#port-2"));
        AssertDifferent(new Uri("https://ann@wiki/"), new Uri("https://bob@wiki/"));
        AssertDifferent(new Uri("/x#port-1", UriKind.Relative), new Uri("/x#port-2", UriKind.Relative));
        AssertDifferent(Noon, Noon.AddTicks(1));
        AssertDifferent<DateTime?>(Noon, null);
        Assert.False(HaveOneHash(new ValueShape<string>(), "", null));
        Assert.False(HaveOneHash(new ValueShape<TimeSpan>(), TimeSpan.FromTicks(1), TimeSpan.FromTicks(2)));

        // Neither shows its value in JSON.
        Assert.False(HaveOneHash(new ValueShape<PhysicalAddress>(), PhysicalAddress.Parse("00-11"), PhysicalAddress.Parse("00-12")));
        Assert.False(HaveOneHash(new ValueShape<BigInteger>(), 3, 5));
    }

    /// <summary>A time is another text in another zone, and of a host that is in UTC the local one is the same.</summary>
    [Fact]
    public void A_time_of_another_zone_is_another_one_exactly_where_it_is_another_instant()
    {
        var local = DateTime.SpecifyKind(Noon, DateTimeKind.Local);

        Assert.Equal(local.ToUniversalTime() == Noon, new ValueShape<DateTime>().AreEqual(Noon, local));
    }

    private static DateTime Noon { get; } = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static void AssertDifferent<T>(T left, T right)
    {
        Assert.False(new ValueShape<T>().AreEqual(left, right));
        Assert.False(HaveOneHash(new ValueShape<T>(), left, right));
    }

    private static void AssertOneHash<T>(T left, T right)
    {
        Assert.True(new ValueShape<T>().AreEqual(left, right));
        Assert.Equal(new ValueShape<T>().Hash(left), new ValueShape<T>().Hash(right));
        Assert.True(HaveOneHash(new ValueShape<T>(), left, right), $"{left} {right}");
    }

    private static bool HaveOneHash<T>(StateShape<T> shape, T? left, T? right) =>
        shape.Hash(left, Hasher).AsSpan().SequenceEqual(shape.Hash(right, Hasher));
}
