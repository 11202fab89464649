using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ExampleOrchestrator.Nrm;

public sealed class NrmClient(HttpClient http) : INrmClient
{
    public Task<NrmApplied> PutAsync(NrmObject desired, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        using var response = await http.PutAsJsonAsync(
            PathOf(desired),
            JsonSerializer.SerializeToNode(desired, desired.GetType(), StateJson.Options),
            cancellationToken);
        await ThrowIfRefusedAsync(response, desired, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<NrmApplied>(StateJson.Options, cancellationToken))!;
    });

    public Task<JsonObject?> FindAsync(NrmObject desired, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        using var response = await http.GetAsync(PathOf(desired), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await ThrowIfRefusedAsync(response, desired, cancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonObject>(StateJson.Options, cancellationToken);
    });

    public Task DeleteAsync(NrmObject unwanted, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        using var response = await http.DeleteAsync(PathOf(unwanted), cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await ThrowIfRefusedAsync(response, unwanted, cancellationToken);
        }

        return true;
    });

    private static Uri PathOf(NrmObject item) => new($"nrm/{item.Kind}/{item.Id}", UriKind.Relative);

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, NrmObject item, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"The resource manager refused {item.Kind}/{item.Id} with {(int)response.StatusCode}: {answer}", inner: null, response.StatusCode);
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
                $"The resource manager at {http.BaseAddress} does not answer: {exception.Message} Start it, or correct Nrm:BaseUrl; then retry.",
                exception);
        }
    }
}
