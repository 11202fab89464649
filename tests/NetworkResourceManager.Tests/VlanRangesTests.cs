using CsCheck;
using ExampleOrchestrator.Products;

namespace NetworkResourceManager.Tests;

/// <summary>The value type of the example for VLANs.</summary>
public sealed class VlanRangesTests
{
    private static readonly Gen<HashSet<int>> Sets = Gen.Int[VlanRanges.First, VlanRanges.First + 40].HashSet[1, 30];

    [Theory]
    [InlineData("10-20,30", "10-20,30")]
    [InlineData(" 30 , 10 - 12 ", "10-12,30")]
    [InlineData("2,3,4", "2-4")]
    [InlineData("5-7,6-9", "5-9")]
    [InlineData("2-4094", "2-4094")]
    public void A_text_is_read_in_any_order_and_written_as_the_shortest_one(string text, string expected) =>
        Assert.Equal(expected, VlanRanges.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10,")]
    [InlineData("ten")]
    [InlineData("-5")]
    [InlineData("1")]
    [InlineData("4095")]
    [InlineData("9-8")]
    [InlineData("2-3-4")]
    [InlineData("99999999999")]
    public void Anything_else_is_refused_with_what_is_wrong(string text)
    {
        Assert.False(VlanRanges.TryParse(text, out _, out var problem));
        Assert.Contains("VLAN", problem, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => VlanRanges.Parse(text));
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same_set() =>
        Sets.Sample(static vlans =>
        {
            var ranges = VlanRanges.Of(vlans);

            Assert.Equal(ranges, VlanRanges.Parse(ranges.ToString()));
            Assert.Equal(vlans.Order(), VlanRanges.Parse(ranges.ToString()).Vlans);
        });

    [Fact]
    public void Sets_are_combined_as_sets_of_numbers_are() =>
        Gen.Select(Sets, Sets)
            .Sample(
                static (one, other) =>
                {
                    var (ranges, others) = (VlanRanges.Of(one), VlanRanges.Of(other));

                    Assert.Equal(one.Intersect(other).Order(), ranges.Intersect(others).Vlans);
                    Assert.Equal(one.Except(other).Order(), ranges.Except(others).Vlans);
                    Assert.Equal(one.Union(other).Order(), VlanRanges.Union([ranges, others]).Vlans);
                    Assert.Equal(!one.Overlaps(other), ranges.Intersect(others).IsEmpty);
                }
            );
}
