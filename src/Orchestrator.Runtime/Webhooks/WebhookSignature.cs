using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Webhooks;

/// <summary>The headers of Standard Webhooks: an id, a time, and a signature over both and the body.</summary>
internal static class WebhookSignature
{
    internal const string IdHeader = "webhook-id";
    internal const string TimestampHeader = "webhook-timestamp";
    internal const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const int MinKeySize = 24;
    private const int MaxKeySize = 64;

    /// <summary>Signs a body.</summary>
    internal static string Sign(byte[] key, string id, DateTimeOffset time, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{Timestamp(time)}.{body}")))}";

    /// <summary>A time as the header has it.</summary>
    internal static string Timestamp(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the key of a secret.</summary>
    /// <returns>The key; null when it is not a secret.</returns>
    internal static byte[]? FindKey(string? secret)
    {
        if (secret is null || !secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var key = new byte[MaxKeySize + 1];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var size) && size is >= MinKeySize and <= MaxKeySize
            ? key[..size]
            : null;
    }
}
