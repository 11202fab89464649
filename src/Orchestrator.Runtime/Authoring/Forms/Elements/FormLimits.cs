namespace Orchestrator;

/// <summary>The limits of the fields that are marked <see cref="LimitedByAttribute"/>. The form makes them when it asks the page.</summary>
/// <typeparam name="T">The type of the field: a number, <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>.</typeparam>
/// <param name="minimum">The least value; null where none is too small.</param>
/// <param name="maximum">The largest value; null where none is too large.</param>
public sealed class FormLimits<T>(T? minimum = null, T? maximum = null) : FormElement, IFormLimits
    where T : struct, IComparable<T>
{
    /// <summary>The least value; null where none is too small.</summary>
    public T? Minimum { get; } = minimum;

    /// <summary>The largest value; null where none is too large.</summary>
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
