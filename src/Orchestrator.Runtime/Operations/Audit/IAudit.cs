using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>
/// Returns the audit log of changes by users. An entry is written in the same transaction as the change, and is never modified.
/// </summary>
public interface IAudit
{
    /// <summary>Lists entries, newest first.</summary>
    /// <param name="search">The filter, and the part of the list.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The requested part, and the total number.</returns>
    /// <exception cref="ForbiddenException">The user is not allowed to read the audit log, or cannot see every customer.</exception>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<AuditPage> SearchAsync(AuditSearch search, Caller user, CancellationToken cancellationToken = default);
}
