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

    /// <summary>The ids of all objects of a kind.</summary>
    Task<IReadOnlyList<Guid>> ListAsync(string kind, CancellationToken cancellationToken);

    /// <summary>Removes an object; one that is not there is fine.</summary>
    Task DeleteAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>The interfaces of a node. It fails while the node does not answer the resource manager.</summary>
    Task<IReadOnlyList<NrmInterface>> ReadInterfacesAsync(Guid node, CancellationToken cancellationToken);

    /// <summary>Starts a test of a core link. The resource manager posts the result to an address when the test has ended.</summary>
    Task StartTestAsync(Guid coreLink, string callback, CancellationToken cancellationToken);
}
