using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.OpenApi;

/// <summary>What holds every other test's exchanges against the document finds what is wrong with one.</summary>
public sealed class DocumentedExchangeTests
{
    private readonly OpenApiContract _contract = new(OpenApiFile.Read());

    [Theory]
    [InlineData(200, "application/json", """{"global_lock": true, "global_status": "PAUSED", "running_processes": 0}""", null)]
    [InlineData(200, "application/json", """{"global_lock": true, "global_status": "PAUSED"}""", "running_processes")]
    [InlineData(200, "application/json", """{"global_lock": "yes", "global_status": "PAUSED", "running_processes": 0}""", "/global_lock")]
    [InlineData(200, "application/json", """{"global_lock": true, "global_status": "PAUSED", "running_processes": 0, "x": 1}""", "/x")]
    [InlineData(200, "text/plain", "paused", "text/plain")]
    [InlineData(200, "application/json", "", "JSON")]
    [InlineData(418, "application/json", "{}", "418")]
    public void An_answer_is_of_a_declared_status_and_of_its_schema(int status, string mediaType, string body, string? fault) =>
        Check(fault, FindFault(status, mediaType, body, """{"global_lock": true}"""));

    [Theory]
    [InlineData("""{"global_lock": true, "more": 1}""", null)]
    [InlineData("""{"global_lock": "true"}""", "the request")]
    [InlineData("", "the request")]
    public void A_request_that_succeeds_is_of_its_schema(string sent, string? fault) =>
        Check(
            fault,
            FindFault(200, "application/json", """{"global_lock": true, "global_status": "PAUSED", "running_processes": 0}""", sent)
        );

    [Fact]
    public void An_operation_is_found_by_its_address_and_by_no_other()
    {
        Assert.Equal("CountProcesses", Name(_contract.Find("GET", "/api/processes/status-counts")));
        Assert.Equal("GetProcess", Name(_contract.Find("GET", $"/api/processes/{Guid.NewGuid()}/")));
        Assert.Null(_contract.Find("GET", "/api/nothing"));
        Assert.Null(_contract.Find("PUT", "/api/processes/status-counts"));
    }

    private static string? Name(JsonNode? operation) => (string?)operation?["operationId"];

    private static void Check(string? expected, string? fault)
    {
        if (expected is null)
        {
            Assert.Null(fault);
        }
        else
        {
            Assert.Contains(expected, fault, StringComparison.Ordinal);
        }
    }

    private string? FindFault(int status, string mediaType, string answered, string sent) =>
        _contract.FindFault(
            _contract.Find("PUT", "/api/settings/status")!,
            status,
            mediaType,
            Encoding.UTF8.GetBytes(answered),
            Encoding.UTF8.GetBytes(sent)
        );
}
