using Orchestrator.Operations.Authorization;
using Orchestrator.Products;

namespace Orchestrator.Tests.Operations;

/// <summary>When it is on, no customer: a process without a subscription is seen by who runs it.</summary>
internal sealed class OwnProcessesOnly : IReadAuthorizer
{
    public bool IsOn { get; set; }

    public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default) =>
        new(IsOn ? CustomerScope.Only([]) : CustomerScope.All);
}
