namespace Orchestrator.CrashCampaign.Hosting;

/// <summary>The external system, as steps see it.</summary>
internal interface IResourceManager
{
    /// <summary>Throws for the subscriptions that it does not take, which are the same every time.</summary>
    void Demand(Guid subscriptionId);

    Task PutAsync(string kind, Guid id, Guid processId, CancellationToken cancellationToken);
}

/// <summary>
/// The external system over HTTP. Every write says which process made it, on which host, so that the journal can be held against the
/// tables.
/// </summary>
internal sealed class ResourceManager(HttpClient http, IConfiguration configuration) : IResourceManager
{
    private readonly int _failing = configuration.GetValue<int>("Nrm:Failing");

    public void Demand(Guid subscriptionId)
    {
        if (_failing > 0 && subscriptionId.ToByteArray()[^1] % _failing == 0)
        {
            throw new InvalidOperationException("This one is broken.");
        }
    }

    public async Task PutAsync(string kind, Guid id, Guid processId, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync(
            $"/nrm/{kind}/{id}",
            new { process_id = processId, host = Environment.ProcessId },
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
    }
}
