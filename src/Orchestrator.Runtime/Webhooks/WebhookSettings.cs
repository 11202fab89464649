using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Webhooks;

/// <summary>Refuses webhooks that could never be sent. It shows neither addresses nor secrets: an address may contain one.</summary>
internal sealed class WebhookSettings : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. options
                .Webhooks.OrderBy(static webhook => webhook.Key, StringComparer.Ordinal)
                .SelectMany(static webhook =>
                    FindProblems($"{OrchestratorOptions.Section}:Webhooks:{webhook.Key}", webhook.Key, webhook.Value)
                ),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblems(string setting, string name, WebhookOptions webhook)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > Limits.MaxShortNameLength)
        {
            yield return $"{setting}: a name has 1 to {Limits.MaxShortNameLength} characters.";
        }

        if (
            !Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0
        )
        {
            yield return $"{setting}:Url has to be an address of https or http, without a user and password.";
        }

        if (WebhookSignature.FindKey(webhook.Secret) is null)
        {
            yield return $"{setting}:Secret has to be 'whsec_' followed by 24 to 64 bytes in Base64.";
        }

        foreach (var type in webhook.Events.Except(NotificationType.All).Order(StringComparer.Ordinal))
        {
            yield return $"{setting}:Events has '{type}', which is not an event. Events: {string.Join(", ", NotificationType.All)}.";
        }
    }
}
