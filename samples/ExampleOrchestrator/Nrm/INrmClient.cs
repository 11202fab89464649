using System.Text.Json.Nodes;

namespace ExampleOrchestrator.Nrm;

/// <summary>The network resource manager.</summary>
public interface INrmClient
{
    /// <summary>Makes the resource manager hold exactly this; doing it again changes nothing.</summary>
    Task<NrmApplied> PutAsync(NrmObject desired, CancellationToken cancellationToken);

    /// <summary>What the resource manager holds; null when it has no such object.</summary>
    Task<JsonObject?> FindAsync(NrmObject desired, CancellationToken cancellationToken);

    /// <summary>Removes an object; one that is not there is fine.</summary>
    Task DeleteAsync(NrmObject unwanted, CancellationToken cancellationToken);
}

public sealed record NrmApplied(string Status, int Revision);
