using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Tests;

public sealed class NearNamesTests
{
    [Theory]
    [InlineData("tll", "ttl")]
    [InlineData("sined", "signed")]
    [InlineData("status", "nrm_status")]
    [InlineData("nrm_status", "status")]
    [InlineData("zone_nmae", "zone_name")]
    [InlineData("ModifyFrom", "ModifyForm")]
    [InlineData("modifyform", "ModifyForm")]
    public void A_name_with_few_differences_is_meant(string wrong, string meant) =>
        Assert.Equal(meant, NearNames.Find(wrong, ["customer_id", meant, "product", "x"]));

    [Theory]
    [InlineData("size")]
    [InlineData("id")]
    [InlineData("ab")]
    [InlineData("signed")]
    public void A_name_with_many_is_not(string wrong) =>
        Assert.Null(NearNames.Find(wrong, ["customer_name", "product", "ttl", "xy", "signed"]));

    [Fact]
    public void The_nearest_is_asked_for() => Assert.Equal("zones", NearNames.Find("zonee", ["zoness", "zones", "zo"]));
}
