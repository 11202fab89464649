namespace ExampleOrchestrator.Nrm;

/// <summary>The network resource manager.</summary>
public interface INrmClient
{
    /// <summary>Makes the resource manager hold exactly this; doing it again changes nothing.</summary>
    Task PutAsync<T>(string kind, string id, T desired, CancellationToken cancellationToken)
        where T : class;

    /// <summary>What the resource manager holds; null when it has no such object.</summary>
    Task<T?> FindAsync<T>(string kind, string id, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Removes an object; one that is not there is fine.</summary>
    Task DeleteAsync(string kind, string id, CancellationToken cancellationToken);
}
