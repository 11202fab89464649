using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Options;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Webhooks;

/// <summary>
/// Sends what the store has for the webhooks of the settings. Each webhook has a loop of its own, so that one whose receiver is slow delays
/// no other. A delivery belongs to one host until it is noted what became of it, or the host is lost.
/// </summary>
internal sealed class WebhookService(
    WebhookStore store,
    WebhookSender sender,
    HostIdentity host,
    EngineInstruments instruments,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<WebhookService> logger
) : BackgroundService
{
    /// <summary>How many deliveries of a webhook are sent at once.</summary>
    private const int BatchSize = 10;

    /// <summary>How long a delivery belongs to a host that is lost: longer than a receiver may take to answer.</summary>
    private TimeSpan Lease => 4 * sender.AnswerTimeout;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            options.Value.Webhooks.Select(webhook =>
                BackgroundLoop.RunAsync(
                    token => RunPassAsync(webhook.Key, webhook.Value, token),
                    exception => Log.WebhookFailed(logger, exception, webhook.Key),
                    stoppingToken
                )
            )
        );

    private async Task RunPassAsync(string name, WebhookOptions webhook, CancellationToken cancellationToken)
    {
        var next = Task.Delay(Timers.Of(options.Value.RecoveryInterval), time, cancellationToken);
        while (await store.AcquireAsync(name, host.Name, BatchSize, Lease, cancellationToken) is { Count: > 0 } deliveries)
        {
            await Task.WhenAll(deliveries.Select(delivery => SendAsync(name, webhook, delivery, cancellationToken)));
        }

        await next;
    }

    private async Task SendAsync(string name, WebhookOptions webhook, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(webhook, delivery, cancellationToken);
        if (answer.Error is not { } error)
        {
            // It was received, also if the host stops now.
            await store.CompleteAsync(delivery, host.Name, CancellationToken.None);
            instruments.CountAttempt(name, "received");
            return;
        }

        var next = time.GetUtcNow() + WebhookRetries.DelayAfter(delivery.Attempts, answer.RetryAfter, Random.Shared.NextDouble());
        var isGivenUp = answer.IsGone || next > delivery.CreatedAt + options.Value.WebhookRetryTime;
        await store.FailAsync(delivery, host.Name, error, isGivenUp ? null : next, cancellationToken);
        instruments.CountAttempt(name, isGivenUp ? "given_up" : "failed");
        if (answer.IsGone)
        {
            await store.DisableAsync(name, webhook, error, cancellationToken);
            Log.WebhookDisabled(logger, name);
        }
        else if (isGivenUp)
        {
            Log.DeliveryGivenUp(logger, name, delivery.DeliveryId, delivery.Attempts, error);
        }
        else
        {
            Log.DeliveryFailed(logger, name, delivery.DeliveryId, delivery.Attempts, error, next);
        }
    }
}
