using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>Shows what people have changed. Entries are written with the change itself, and nothing changes one.</summary>
public interface IAudit
{
    /// <summary>Lists entries, the newest first.</summary>
    /// <param name="search">Which, and which part of them.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>That part, and how many there are in all.</returns>
    /// <exception cref="ForbiddenException">The user may not read the audit, or does not see every customer.</exception>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<AuditPage> SearchAsync(AuditSearch search, Caller user, CancellationToken cancellationToken = default);
}
