using System.Net;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ExampleOrchestrator.Nrm;

public sealed class NrmClient(HttpClient http) : INrmClient
{
    public Task PutAsync<T>(string kind, string id, T desired, CancellationToken cancellationToken)
        where T : class => SendAsync(
            $"{kind}/{id}",
            path => http.PutAsJsonAsync(path, desired, StateJson.Options, cancellationToken),
            cancellationToken);

    public async Task<T?> FindAsync<T>(string kind, string id, CancellationToken cancellationToken)
        where T : class
    {
        var name = $"{kind}/{id}";
        using var response = await AskAsync(name, path => http.GetAsync(path, cancellationToken), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<T>(response, name, cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(kind, path => http.GetAsync(path, cancellationToken), cancellationToken);
        return [.. (await ReadAsync<NrmObject[]>(response, kind, cancellationToken)).Select(static item => item.Id)];
    }

    public Task DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
        SendAsync($"{kind}/{id}", path => http.DeleteAsync(path, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<NrmInterface>> ReadInterfacesAsync(Guid node, CancellationToken cancellationToken)
    {
        var name = $"nodes/{node}/interfaces";
        using var response = await AskAsync(name, path => http.GetAsync(path, cancellationToken), cancellationToken);
        return await ReadAsync<NrmInterface[]>(response, name, cancellationToken);
    }

    public Task StartTestAsync(Guid coreLink, string callback, CancellationToken cancellationToken) => SendAsync(
        $"core-links/{coreLink}/tests",
        path => http.PostAsJsonAsync(path, new { callback }, StateJson.Options, cancellationToken),
        cancellationToken);

    private async Task SendAsync(string name, Func<Uri, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(name, send, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, string name, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.NotFound
            ? throw new HttpRequestException($"The resource manager has no {name}.", inner: null, response.StatusCode)
            : await response.Content.ReadFromJsonAsync<T>(StateJson.Options, cancellationToken)
                ?? throw new JsonException($"The resource manager answered {name} with null.");

    /// <summary>Sends a request. That something is not there is an answer; any other refusal is an error, and so is silence.</summary>
    private async Task<HttpResponseMessage> AskAsync(
        string name,
        Func<Uri, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await send(new($"nrm/{name}", UriKind.Relative));
        }
        catch (Exception exception)
            when (exception is HttpRequestException { StatusCode: null } or TimeoutRejectedException or BrokenCircuitException)
        {
            throw new HttpRequestException(
                $"The resource manager at {http.BaseAddress} does not answer: {exception.Message} Start it, or correct Nrm:BaseUrl; "
                    + "then retry.",
                exception);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
        {
            return response;
        }

        using (response)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException(
                $"The resource manager refused {name} with {(int)response.StatusCode}: {answer}",
                inner: null,
                response.StatusCode);
        }
    }

    private sealed record NrmObject(Guid Id);
}
