using System.Net;
using Orchestrator;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ExampleOrchestrator.Nrm;

public sealed class NrmClient(HttpClient http) : INrmClient
{
    public Task PutAsync<T>(string kind, string id, T desired, CancellationToken cancellationToken)
        where T : class => CallAsync(async () =>
    {
        using var response = await http.PutAsJsonAsync(PathOf(kind, id), desired, StateJson.Options, cancellationToken);
        await ThrowIfRefusedAsync(response, kind, id, cancellationToken);
        return true;
    });

    public Task<T?> FindAsync<T>(string kind, string id, CancellationToken cancellationToken)
        where T : class => CallAsync(async () =>
    {
        using var response = await http.GetAsync(PathOf(kind, id), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await ThrowIfRefusedAsync(response, kind, id, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(StateJson.Options, cancellationToken);
    });

    public Task DeleteAsync(string kind, string id, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        using var response = await http.DeleteAsync(PathOf(kind, id), cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await ThrowIfRefusedAsync(response, kind, id, cancellationToken);
        }

        return true;
    });

    private static Uri PathOf(string kind, string id) => new($"nrm/{kind}/{id}", UriKind.Relative);

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, string kind, string id, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException(
                $"The resource manager refused {kind}/{id} with {(int)response.StatusCode}: {answer}",
                inner: null,
                response.StatusCode);
        }
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception)
            when (exception is HttpRequestException { StatusCode: null } or TimeoutRejectedException or BrokenCircuitException)
        {
            throw new HttpRequestException(
                $"The resource manager at {http.BaseAddress} does not answer: {exception.Message} Start it, or correct Nrm:BaseUrl; "
                    + "then retry.",
                exception);
        }
    }
}
