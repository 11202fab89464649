namespace Orchestrator;

/// <summary>Limits a field to a range that the form provides when it shows the page.</summary>
/// <param name="limits">The property with the limits, a <see cref="FormLimits{T}"/> of the same record or of the page around it:
/// <c>nameof(Window)</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LimitedByAttribute(string limits) : Attribute
{
    /// <summary>The property with the limits.</summary>
    public string Limits { get; } = limits;
}
