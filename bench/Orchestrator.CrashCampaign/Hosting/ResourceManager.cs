namespace Orchestrator.CrashCampaign.Hosting;

/// <summary>The external system, as steps see it.</summary>
internal interface IResourceManager
{
    Task PutAsync(string kind, Guid id, Guid processId, CancellationToken cancellationToken);
}

/// <summary>
/// The external system over HTTP. Every write says which process made it, on which host, so that the journal can be held against the
/// tables.
/// </summary>
internal sealed class ResourceManager(HttpClient http) : IResourceManager
{
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
