using System.Net;

namespace Orchestrator;

/// <summary>
/// An external system responded to an HTTP request with an error. The message is the reason phrase; the status, body and headers are stored
/// with the failed step and shown to operators.
/// </summary>
public class HttpResponseException : HttpRequestException
{
    private const int MaxBodyLength = 10_000;
    private const int MaxAddressLength = 2_000;

    // Stored and shown, so nothing that lets someone in.
    private static readonly string[] Secret = ["Set-Cookie", "WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info"];

    /// <summary>Creates an exception for a response.</summary>
    /// <param name="statusCode">The status code.</param>
    /// <param name="reasonPhrase">The reason phrase; null for the default of the status code.</param>
    /// <param name="body">The body; null for none. At most 10,000 characters are kept.</param>
    /// <param name="headers">The headers; null for none.</param>
    public HttpResponseException(
        HttpStatusCode statusCode,
        string? reasonPhrase = null,
        string? body = null,
        IReadOnlyDictionary<string, string>? headers = null
    )
        : base(string.IsNullOrEmpty(reasonPhrase) ? DefaultReasonPhrase(statusCode) : reasonPhrase, inner: null, statusCode)
    {
        Body = body is null ? null : StorableText.Start(body, MaxBodyLength);
        Headers = headers ?? new Dictionary<string, string>();
    }

    /// <summary>
    /// The address of the request without its query and user, which may be secret, at most 2,000 characters; null if it is not known.
    /// <see cref="ThrowIfFailedAsync"/> sets it.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>The body of the response, at most 10,000 characters; null for none.</summary>
    public string? Body { get; }

    /// <summary>The headers of the response.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Throws if a response is not a success, with its details except cookies and credentials.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Cancels the read of the body.</param>
    /// <returns>A task that completes when the response is a success.</returns>
    /// <exception cref="HttpResponseException">The response is not a success.</exception>
    public static async Task ThrowIfFailedAsync(HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new HttpResponseException(
            response.StatusCode,
            response.ReasonPhrase,
            body.Length == 0 ? null : body,
            response
                .Headers.Concat(response.Content.Headers)
                .Where(static header => !Secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(
                    static header => header.Key,
                    static header => string.Join(", ", header.Value),
                    StringComparer.OrdinalIgnoreCase
                )
        )
        {
            Address = response.RequestMessage?.RequestUri is { IsAbsoluteUri: true } address
                ? StorableText.Start(
                    address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
                    MaxAddressLength
                )
                : null,
        };
    }

    /// <summary>The words that go with a status; the number where there are none.</summary>
    internal static string DefaultReasonPhrase(HttpStatusCode statusCode)
    {
        using var response = new HttpResponseMessage(statusCode);
        return response.ReasonPhrase is { Length: > 0 } phrase ? phrase : $"HTTP status {(int)statusCode}";
    }
}
