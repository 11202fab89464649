using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Orchestrator.Options;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Webhooks;

/// <summary>Sends deliveries to the addresses of the settings, and to no other: redirects are not followed.</summary>
internal sealed class WebhookSender(TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>How long a receiver may take to answer.</summary>
    internal TimeSpan AnswerTimeout
    {
        get => _client.Timeout;
        init => _client.Timeout = value;
    }

    /// <summary>Sends a delivery once.</summary>
    internal async Task<WebhookAnswer> SendAsync(WebhookOptions webhook, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = $"msg_{delivery.DeliveryId:N}";
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Payload)) { Headers = { ContentType = Json } },
        };
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Timestamp(now));
        request.Headers.Add(
            WebhookSignature.SignatureHeader,
            WebhookSignature.Sign(WebhookSignature.FindKey(webhook.Secret)!, id, now, delivery.Payload)
        );
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? WebhookAnswer.Received
                : new(
                    $"The receiver answered {(int)response.StatusCode}.",
                    response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                        ? RetryAfter(response.Headers.RetryAfter, now)
                        : null,
                    response.StatusCode == HttpStatusCode.Gone
                );
        }
        catch (HttpRequestException exception)
        {
            // The message would name the host and port, which are the operator's; the address may contain a secret.
            return new($"The receiver cannot be reached ({exception.HttpRequestError}).", RetryAfter: null, IsGone: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new($"The receiver did not answer within {AnswerTimeout.TotalSeconds} seconds.", RetryAfter: null, IsGone: false);
        }
    }

    public void Dispose() => _client.Dispose();

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? header?.Date - now;
}
