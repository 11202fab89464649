namespace Orchestrator;

/// <summary>Limits a field to the choices that the form provides when it shows the page. A list can contain several of them.</summary>
/// <param name="choices">The property with the choices, a <see cref="FormChoices{T}"/> of the same record or of the page around it:
/// <c>nameof(Ports)</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ChooseFromAttribute(string choices) : Attribute
{
    /// <summary>The property with the choices.</summary>
    public string Choices { get; } = choices;
}
