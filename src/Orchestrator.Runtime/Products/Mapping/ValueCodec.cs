using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>How values of a type are written as the text of an instance value, and read back.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="TypeName">The name of the type in an error, for example <c>integer</c>.</param>
/// <param name="Format">Writes a value.</param>
/// <param name="Parse">
/// Reads a value; throws <see cref="FormatException"/>, <see cref="OverflowException"/> or <see cref="ArgumentException"/> when the text is
/// not a value of the type.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ValueCodec<T>(string TypeName, Func<T, string> Format, Func<string, T> Parse)
    where T : notnull
{
    /// <summary>Says why a value is outside its limits, null when it is not. Null: there are no limits.</summary>
    public Func<T, string?>? FindProblem { get; init; }
}
