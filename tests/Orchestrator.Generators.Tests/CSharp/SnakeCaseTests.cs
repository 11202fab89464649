using System.Text.Json;
using CsCheck;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Tests;

public sealed class SnakeCaseTests
{
    private static readonly Gen<string> Identifiers = Gen.Char["abzABZ019_éÉßǅΣς "]
        .Array[0, 12]
        .Select(static characters => new string(characters));

    [Theory]
    [InlineData("NrmStatus", "nrm_status")]
    [InlineData("NrmID2", "nrm_id2")]
    [InlineData("NRMStatus", "nrm_status")]
    [InlineData("speedPolicer", "speed_policer")]
    [InlineData("ModifyL2vpn", "modify_l2vpn")]
    [InlineData("_private", "_private")]
    [InlineData("", "")]
    public void A_name_becomes_snake_case(string name, string expected) => Assert.Equal(expected, SnakeCase.Convert(name));

    [Fact]
    public void Names_are_written_as_the_runtime_writes_them() =>
        Identifiers.Sample(static name => Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Convert(name)));

    [Fact]
    public void Any_text_is_written_as_the_runtime_writes_it() =>
        Gen.String.Sample(static name => Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Convert(name)));
}
