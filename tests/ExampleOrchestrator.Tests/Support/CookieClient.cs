namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// Keeps cookies as a browser behind a proxy with HTTPS does. The cookie container of .NET keeps those that are marked secure from an
/// address without HTTPS, which the test's host has.
/// </summary>
internal sealed class CookieClient(Uri host) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host };
    private readonly Dictionary<string, string> _cookies = [];

    internal Task<HttpResponseMessage> GetAsync(Uri address) => SendAsync(new(HttpMethod.Get, address));

    internal Task<HttpResponseMessage> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> form) =>
        SendAsync(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) });

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (!request.RequestUri!.IsAbsoluteUri || request.RequestUri.Authority == host.Authority)
            {
                request.Headers.TryAddWithoutValidation(
                    "Cookie",
                    string.Join("; ", _cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}"))
                );
                request.Headers.Add("Accept", "text/html");
            }

            var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';', 2)[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }

            return response;
        }
    }
}
