namespace Orchestrator.Options;

/// <summary>An address that receives events, signed according to Standard Webhooks.</summary>
public sealed class WebhookOptions
{
    /// <summary>The address, with the scheme <c>https</c> or <c>http</c>. Redirects are not followed.</summary>
    public string? Url { get; set; }

    /// <summary>The secret for the signature: <c>whsec_</c> and 24 to 64 bytes in Base64.</summary>
    public string? Secret { get; set; }

    /// <summary>The events that are sent. Default: all.</summary>
    public ISet<string> Events { get; } = new HashSet<string>(StringComparer.Ordinal);
}
