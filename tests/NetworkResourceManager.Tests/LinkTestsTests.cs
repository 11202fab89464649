using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NetworkResourceManager.Tests;

/// <summary>The test of a core link is reported to the address that was given.</summary>
public sealed class LinkTestsTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_result_that_was_refused_is_posted_again()
    {
        using var receiver = new HttpListener();
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}/";
        receiver.Prefixes.Add(address);
        receiver.Start();
        (await _service.Http.PutAsJsonAsync("/nrm/core-links/a", new { speed = 1 })).EnsureSuccessStatusCode();

        using var ordered = await _service.Http.PostAsJsonAsync("/nrm/core-links/a/tests", new { callback = address });
        await AnswerAsync(receiver, HttpStatusCode.NotFound);
        var result = await AnswerAsync(receiver, HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        Assert.True(result.GetProperty("passed").GetBoolean());
        Assert.Equal(0, result.GetProperty("loss_percent").GetDouble());
    }

    private static async Task<JsonElement> AnswerAsync(HttpListener receiver, HttpStatusCode status)
    {
        var context = await receiver.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        var body = (await JsonDocument.ParseAsync(context.Request.InputStream)).RootElement;
        context.Response.StatusCode = (int)status;
        context.Response.Close();
        return body;
    }
}
