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

    /// <summary>Adds what takes a service. Emitted code calls it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="usedBy">The identities of steps and resources; for a form the name of its workflow.</param>
    public void Add(Type service, params string[] usedBy) => Add(service, key: null, usedBy);

    /// <summary>Adds what takes a service that is registered under a key. Emitted code calls it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="key">The key.</param>
    /// <param name="usedBy">The identities of steps and resources; for a form the name of its workflow.</param>
    public void AddKeyed(Type service, object key, params string[] usedBy)
    {
        ArgumentNullException.ThrowIfNull(key);
        Add(service, key, usedBy);
    }

    private void Add(Type service, object? key, string[] usedBy)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(usedBy);
        _uses.UnionWith(usedBy.Select(user => (user, service, key)));
    }

    /// <summary>The services that an application does not have, each with those that take it, in an order of their own.</summary>
    /// <param name="registered">Says whether there is a service without a key.</param>
    /// <param name="keyed">Says whether there is one with a key; null where the container has no keys.</param>
    internal IEnumerable<MissingService> FindMissing(IServiceProviderIsService registered, IServiceProviderIsKeyedService? keyed) =>
        _uses
            .Where(use => use.Key is null ? !registered.IsService(use.Service) : keyed is not null && !IsKeyed(keyed, use.Service, use.Key))
            .GroupBy(static use => (use.Service, use.Key), static use => use.UsedBy)
            .Select(static uses => new MissingService(
                uses.Key.Service,
                uses.Key.Key,
                [.. uses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            ))
            .OrderBy(static missing => missing.Service.FullName, StringComparer.Ordinal);

    /// <summary>
    /// Whether a container gives a service for a key. The container of .NET gives one that is registered for any key, but says of an open
    /// generic type that it does not.
    /// </summary>
    private static bool IsKeyed(IServiceProviderIsKeyedService keyed, Type service, object key) =>
        keyed.IsKeyedService(service, key)
        || keyed.IsKeyedService(service, KeyedService.AnyKey)
        || (service.IsConstructedGenericType && keyed.IsKeyedService(service.GetGenericTypeDefinition(), KeyedService.AnyKey));
}

/// <summary>A service that an application does not have.</summary>
/// <param name="Service">The service.</param>
/// <param name="Key">The key under which it is looked for; null for none.</param>
/// <param name="UsedBy">The steps, resources and workflows that take it.</param>
internal sealed record MissingService(Type Service, object? Key, IReadOnlyList<string> UsedBy);
