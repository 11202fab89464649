using System.Net;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The example answers under its own names only: a page whose domain is made to lead to it is told nothing.</summary>
[Collection<SharedExample>]
public sealed class HostNameTests(Example example)
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("pages.example.org", HttpStatusCode.BadRequest)]
    [InlineData("localhost.example.org", HttpStatusCode.BadRequest)]
    public async Task A_request_with_the_name_of_another_host_is_refused(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/processes/status-counts");
        request.Headers.Host = host;

        using var answer = await example.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
