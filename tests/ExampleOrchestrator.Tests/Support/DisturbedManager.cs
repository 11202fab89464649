using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// A server between the example and its resource manager. It passes requests on, or answers reads itself with what a broken system, or a
/// proxy in front of it, answers.
/// </summary>
public sealed class DisturbedManager : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _client = new();

    private DisturbedManager()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => new(_server.Urls.Single());

    /// <summary>Where the resource manager listens.</summary>
    internal Func<Uri> Manager { get; set; } = static () => throw new InvalidOperationException("It has no resource manager.");

    /// <summary>What reads are answered with, given the right answer; null for that.</summary>
    internal Func<HttpResponse, string, Task>? Read { get; set; }

    internal static async Task<DisturbedManager> StartAsync()
    {
        var manager = new DisturbedManager();
        await manager._server.StartAsync();
        return manager;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>Answers 200 with a body of a content type.</summary>
    internal static Func<HttpResponse, string, Task> Body(string contentType, string body) =>
        (response, _) =>
        {
            response.ContentType = contentType;
            return response.WriteAsync(body);
        };

    /// <summary>Answers the half of the right answer, and closes the connection.</summary>
    internal static async Task CutOffAsync(HttpResponse response, string right)
    {
        response.ContentType = "application/json";
        response.ContentLength = Encoding.UTF8.GetByteCount(right);
        await response.WriteAsync(right[..(right.Length / 2)]);
        await response.Body.FlushAsync();
        response.HttpContext.Abort();
    }

    /// <summary>Answers what is right in two parts, the second of which takes three seconds.</summary>
    internal static async Task AnswerSlowlyAsync(HttpResponse response, string right)
    {
        response.ContentType = "application/json";
        await response.WriteAsync(right[..1]);
        await response.Body.FlushAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        await response.WriteAsync(right[1..]);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var sent = new HttpRequestMessage(new(request.Method), new Uri(Manager(), $"{request.Path}{request.QueryString}"));
        if (!HttpMethods.IsGet(request.Method))
        {
            sent.Content = new StreamContent(request.Body);
            if (request.ContentType is { } type)
            {
                sent.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }
        }

        using var answer = await _client.SendAsync(sent, context.RequestAborted);
        var body = await answer.Content.ReadAsStringAsync(context.RequestAborted);
        if (HttpMethods.IsGet(request.Method) && Read is { } read)
        {
            await read(context.Response, body);
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (body.Length > 0)
        {
            await context.Response.WriteAsync(body);
        }
    }
}
