using System.Collections.Concurrent;
using System.ComponentModel;

namespace Orchestrator.Binding;

/// <summary>The bindings of all external resources, found by class.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResourceBindings
{
    private readonly ConcurrentDictionary<Type, ResourceBinding> _bindings = new();

    /// <summary>Adds a resource. Emitted code calls it, without running code of the class.</summary>
    /// <param name="resource">The class.</param>
    /// <param name="binding">The binding.</param>
    /// <exception cref="CatalogException">Another class has the same identity.</exception>
    public void Add(Type resource, ResourceBinding binding)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(binding);
        if (_bindings.FirstOrDefault(pair => pair.Value.Id == binding.Id && pair.Key != resource).Key is { } other)
        {
            throw new CatalogException(
                "resource_id_taken",
                $"External resources '{TypeText.Clean(other.ToString())}' and '{TypeText.Clean(resource.ToString())}' have the identity "
                    + $"'{binding.Id}' in stored processes. Set another Id in the [ExternalResource] of one of them."
            );
        }

        _bindings[resource] = binding;
    }

    /// <summary>The external systems that the resources name.</summary>
    internal IReadOnlySet<string> Systems =>
        _bindings.Values.Select(static binding => binding.System).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Finds the binding of a resource.</summary>
    /// <param name="resource">The class.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="CatalogException">The class has no emitted binding, or the workflows of its assembly were not added.</exception>
    internal ResourceBinding Find(Type resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return _bindings.TryGetValue(resource, out var binding)
            ? binding
            : throw new CatalogException(
                "resource_not_bound",
                $"The external resource '{TypeText.Of(resource)}' has no emitted binding. Mark the class with [ExternalResource], make it "
                    + $"partial, and register its assembly '{resource.Assembly.GetName().Name}' with the emitted Add…Workflows() method."
            );
    }
}
