using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Layout;

/// <summary>The pages by their addresses.</summary>
public sealed partial class Routes : ComponentBase
{
    /// <summary>The network address from which the document was requested; null where it is not known.</summary>
    [Parameter]
    public string? Address { get; set; }

    [Inject]
    internal CurrentUser CurrentUser { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => CurrentUser.Address = Address;
}
