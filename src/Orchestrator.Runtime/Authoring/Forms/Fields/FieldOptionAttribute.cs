namespace Orchestrator;

/// <summary>An option of the field's widget.</summary>
/// <param name="name">The name that the client knows it by, such as <c>customerKey</c>.</param>
/// <param name="value">The value: a text, number, bool, or array of texts.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class FieldOptionAttribute(string name, object? value) : Attribute
{
    /// <summary>The name that the client knows it by.</summary>
    public string Name { get; } = name;

    /// <summary>The value.</summary>
    public object? Value { get; } = value;
}
