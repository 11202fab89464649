using Microsoft.AspNetCore.Components.Authorization;
using Orchestrator.Api.Binding;

namespace Orchestrator.Dashboard.Session;

/// <summary>Who looks at the pages of one connection: the same caller that the API makes of their requests.</summary>
internal sealed class DashboardUser(AuthenticationStateProvider authentication)
{
    /// <summary>The network address from which the page was opened, for the audit.</summary>
    internal string? Address { get; set; }

    /// <summary>Finds who it is. Asked each time: the application may let a sign-in end while its page is open.</summary>
    internal async Task<Caller> GetAsync() =>
        RequestCaller.Of((await authentication.GetAuthenticationStateAsync()).User) with
        {
            Address = Address,
        };
}
