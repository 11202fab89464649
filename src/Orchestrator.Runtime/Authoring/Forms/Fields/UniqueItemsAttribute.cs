using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Orchestrator;

/// <summary>The field is a list without duplicate items.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class UniqueItemsAttribute() : ValidationAttribute("List must be unique")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value)
    {
        var seen = new HashSet<object?>();
        return value is not IEnumerable items || items.Cast<object?>().All(seen.Add);
    }
}
