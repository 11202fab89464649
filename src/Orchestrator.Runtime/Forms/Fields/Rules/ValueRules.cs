using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Forms.Fields;

/// <summary>What a value has to be: what its author declares, and what is known only when the page is asked.</summary>
/// <param name="Attributes">What the author declares.</param>
/// <param name="Choices">What can be chosen; null for whatever the type allows.</param>
/// <param name="Limits">The limits that the form gives; null for none.</param>
internal sealed record ValueRules(IReadOnlyList<Attribute> Attributes, ChoiceList? Choices, IFormLimits? Limits)
{
    /// <summary>What the items of a list have to be.</summary>
    internal ValueRules Items => new([], Choices, Limits);

    /// <summary>The values that are allowed, whatever the type would allow; null for all.</summary>
    internal AllowedValuesAttribute? Allowed => Find<AllowedValuesAttribute>();

    internal T? Find<T>()
        where T : Attribute => Attributes.OfType<T>().FirstOrDefault();
}
