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

    [Theory]
    [InlineData("prioirty", "priority")]
    [InlineData("vlan_ragne", "vlan_range")]
    [InlineData("custmer_note", "customer_note")]
    [InlineData("noode", "node")]
    [InlineData("mtusize", "mtu_size")]
    public void A_letter_more_or_less_or_swapped_is_a_slip(string wrong, string name)
    {
        Assert.Equal(name, NearNames.FindSlip(wrong, ["other", name]));
        Assert.Equal(wrong, NearNames.FindSlip(name, [wrong]));
    }

    [Theory]
    [InlineData("node", "node")]
    [InlineData("nodes", "node")]
    [InlineData("node_ids", "node_id")]
    [InlineData("ports_in_use", "port_in_use")]
    [InlineData("vlan_1", "vlan_2")]
    [InlineData("vlan1", "vlan")]
    [InlineData("port_a", "port_b")]
    [InlineData("port_a", "port_")]
    [InlineData("inbound", "outbound")]
    [InlineData("mtu", "mut")]
    [InlineData("mint", "hint")]
    [InlineData("priority", "speed")]
    public void Names_that_may_both_be_meant_are_not_slips(string one, string other)
    {
        Assert.Null(NearNames.FindSlip(one, [other]));
        Assert.Null(NearNames.FindSlip(other, [one]));
    }
}
