using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Binding;

/// <summary>
/// The services that steps, forms and external resources take. The host asks when it starts whether they are registered, and not when the
/// first process needs one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ServiceUses
{
    private readonly HashSet<(string UsedBy, Type Service, object? Key)> _uses = [];

    /// <summary>Adds a service. Emitted code calls it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="usedBy">The class of steps, or the resource.</param>
    /// <param name="key">The key under which the service is registered; null for none.</param>
    public void Add(Type service, string usedBy, object? key = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(usedBy);
        _uses.Add((usedBy, service, key));
    }

    /// <summary>The services that an application does not have, each with those that take it, in an order of their own.</summary>
    /// <param name="registered">Says whether there is a service without a key.</param>
    /// <param name="keyed">Says whether there is one with a key; null where the container has no keys.</param>
    internal IEnumerable<(Type Service, object? Key, IReadOnlyList<string> UsedBy)> FindMissing(
        IServiceProviderIsService registered,
        IServiceProviderIsKeyedService? keyed
    ) =>
        _uses
            .Where(use => use.Key is null ? !registered.IsService(use.Service) : keyed?.IsKeyedService(use.Service, use.Key) == false)
            .GroupBy(static use => (use.Service, use.Key), static use => use.UsedBy)
            .Select(static uses => (uses.Key.Service, uses.Key.Key, (IReadOnlyList<string>)[.. uses.Order(StringComparer.Ordinal)]))
            .OrderBy(static missing => missing.Service.FullName, StringComparer.Ordinal);
}
