using System.Text.Json;
using Orchestrator.Api.Processes;

namespace Orchestrator.Api.Tests.Processes;

/// <summary>What the answer to an awaited start reads from the log of the steps.</summary>
public sealed class AppliedResourcesTests
{
    private const string Report = """{"name": "port", "effect": "change", "differences": [], "difference_count": 2}""";

    [Fact]
    public void What_was_done_to_resources_of_other_subscriptions_is_left_out() =>
        Assert.Equal(
            [("port", "change", 2)],
            Of($$"""{"Port": {{Report}}, "Port of {{Guid.NewGuid()}}": {{Report}}}""")!
                .Select(static resource => (resource.Name, resource.Effect, resource.DifferenceCount))
        );

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"name": "port"}""")]
    [InlineData("""{"name": "port", "effect": 1, "differences": [], "difference_count": 2}""")]
    [InlineData("""{"name": "port", "effect": "change", "differences": {}, "difference_count": 2}""")]
    [InlineData("""{"name": "port", "effect": "change", "differences": [], "difference_count": "2"}""")]
    [InlineData("""{"name": "port", "effect": "change", "differences": [], "difference_count": 2.5}""")]
    public void A_report_that_another_version_has_written_in_another_form_is_left_out(string report) =>
        Assert.Single(Of($$"""{"Port": {{report}}, "Line": {{Report}}}""")!);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_log_that_cannot_be_read_says_nothing(string log) => Assert.Null(Of(log));

    private static IReadOnlyList<AppliedResourceDto>? Of(string log) =>
        AppliedResources.Of(State.FromJson(JsonElement.Parse($$"""{"__external_resources__": {{log}}}""")));
}
