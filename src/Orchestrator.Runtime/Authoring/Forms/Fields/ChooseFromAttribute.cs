namespace Orchestrator;

/// <summary>The field is one of the choices that the form gives when it asks the page; a list holds several of them.</summary>
/// <param name="choices">The property with the choices, a <see cref="FormChoices{T}"/> of the same record or of the page around it:
/// <c>nameof(Ports)</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ChooseFromAttribute(string choices) : Attribute
{
    /// <summary>The property with the choices.</summary>
    public string Choices { get; } = choices;
}
