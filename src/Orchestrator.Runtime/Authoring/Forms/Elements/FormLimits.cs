namespace Orchestrator;

/// <summary>
/// The limits of the fields that are marked <see cref="LimitedByAttribute"/>. The form creates them when it shows the page.
/// </summary>
/// <typeparam name="T">The type of the field: a number, <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>.</typeparam>
/// <param name="minimum">The minimum value; null for none.</param>
/// <param name="maximum">The maximum value; null for none.</param>
public sealed class FormLimits<T>(T? minimum = null, T? maximum = null) : FormElement, IFormLimits
    where T : struct, IComparable<T>
{
    /// <summary>The minimum value; null for none.</summary>
    public T? Minimum { get; } = minimum;

    /// <summary>The maximum value; null for none.</summary>
    public T? Maximum { get; } = maximum;

    Type IFormLimits.ValueType => typeof(T);

    object? IFormLimits.Minimum => Minimum;

    object? IFormLimits.Maximum => Maximum;
}

/// <summary>Limits of whatever type.</summary>
internal interface IFormLimits
{
    Type ValueType { get; }

    object? Minimum { get; }

    object? Maximum { get; }
}
