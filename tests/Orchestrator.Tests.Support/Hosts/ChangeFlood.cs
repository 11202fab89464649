using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Notifications;

namespace Orchestrator.Tests.Support;

/// <summary>Tells the listeners of a host of changes that never were.</summary>
public static class ChangeFlood
{
    /// <summary>Tells of changes of some processes.</summary>
    public static void Publish(IServiceProvider services, IEnumerable<Guid> processes) =>
        services.GetRequiredService<ChangeFeed>().Publish([.. processes.Select(static process => new Change(ChangeKind.Process, process))]);
}
