using System.Net.NetworkInformation;
using System.Numerics;
using System.Text.Json;
using Orchestrator.ExternalResources;

namespace Orchestrator.Tests.ExternalResources;

/// <summary>What keys are in paths, and values in differences, whose JSON does not say what they are.</summary>
public sealed class KeyTests
{
    private static readonly PhysicalAddress One = PhysicalAddress.Parse("00-11");

    private static readonly PhysicalAddress Other = PhysicalAddress.Parse("00-12");

    [Fact]
    public void Each_key_of_a_dictionary_has_a_path_of_its_own()
    {
        Assert.Equal(["[0011]", "[0012]"], PathsOf(One, Other));
        Assert.Equal(["[3]", "[5]"], PathsOf(new BigInteger(3), new BigInteger(5)));
        Assert.Equal(["[99]", "[98]"], PathsOf((DayOfWeek)99, (DayOfWeek)98));
        Assert.Equal(["[NaN]", "[1]"], PathsOf(double.NaN, 1));
        Assert.Equal(["[a]", "[b c]"], PathsOf("a", "b c"));
    }

    [Fact]
    public void A_text_that_could_be_the_path_of_another_key_is_in_quotes()
    {
        var list = StateShapes.Keyed<string?[], string?, string?>(StateShapes.Value<string?>(), static text => text);

        Assert.Equal(
            ["[null]", "[\"null\"]", "[a]", "[a#2]", "[\"a#2\"]", "[a#b]"],
            list.Compare([null, "null", "a", "a", "a#2", "a#b"], []).Select(static difference => difference.Path)
        );
    }

    [Fact]
    public void A_dictionary_with_keys_of_one_text_is_shown_with_all_its_values()
    {
        var map = new Dictionary<Hidden, int> { [new(1)] = 1, [new(2)] = 2 };
        var shape = StateShapes.Dictionary<Dictionary<Hidden, int>, Hidden, int>(StateShapes.Value<int>());

        Assert.Equal("""{"{}":1,"{}#2":2}""", shape.Write(map).GetRawText());
    }

    [Fact]
    public void A_value_whose_JSON_is_what_it_is_made_of_is_shown_by_its_text()
    {
        Assert.Equal("0011", new ValueShape<PhysicalAddress>().Write(One).GetString());
        Assert.Equal("12", new ValueShape<BigInteger>().Write(12).GetString());
        Assert.Equal(JsonValueKind.Object, new ValueShape<Hidden>().Write(new(1)).ValueKind);
    }

    [Fact]
    public void Elements_are_found_again_by_a_time_of_another_zone()
    {
        var noon = new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        var list = StateShapes.Keyed<DateTime[], DateTime, DateTime>(StateShapes.Value<DateTime>(), static time => time);

        Assert.Empty(list.Compare([noon], [noon.ToLocalTime()]));
    }

    private static IEnumerable<string> PathsOf<TKey>(params TKey[] keys)
        where TKey : notnull =>
        StateShapes
            .Dictionary<Dictionary<TKey, int>, TKey, int>(StateShapes.Value<int>())
            .Compare(keys.ToDictionary(static key => key, static _ => 1), null)
            .Select(static difference => difference.Path);

    private readonly struct Hidden(int number) : IEquatable<Hidden>
    {
        private readonly int _number = number;

        public bool Equals(Hidden other) => _number == other._number;

        public override bool Equals(object? obj) => obj is Hidden other && Equals(other);

        public override int GetHashCode() => _number;
    }
}
