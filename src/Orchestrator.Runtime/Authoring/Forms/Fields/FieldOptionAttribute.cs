namespace Orchestrator;

/// <summary>An option of the field's widget.</summary>
/// <param name="name">The client's name of the option, such as <c>customerKey</c>.</param>
/// <param name="value">The value: a string, number, bool, or array of strings.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class FieldOptionAttribute(string name, object? value) : Attribute
{
    /// <summary>The client's name of the option.</summary>
    public string Name { get; } = name;

    /// <summary>The value.</summary>
    public object? Value { get; } = value;
}
