using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Audit;

namespace Orchestrator.Operations;

/// <inheritdoc cref="IAudit"/>
internal sealed class AuditService(AuditReader entries, AuthorizationService authorization, ReadAuthorization reads) : IAudit
{
    public async Task<AuditPage> SearchAsync(AuditSearch search, Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(user);
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.ReadAudit), cancellationToken);
        return await reads.SeesEverythingAsync(user, cancellationToken)
            ? await entries.ReadAsync(search, cancellationToken)
            : throw new ForbiddenException("read_audit_not_allowed", "User is not authorized to read the audit of all customers");
    }
}
