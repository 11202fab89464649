using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>Converts values of a type to and from the stored text.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="TypeName">The name of the type in error messages, for example <c>integer</c>.</param>
/// <param name="Format">Writes a value.</param>
/// <param name="Parse">
/// Reads a value; throws <see cref="FormatException"/>, <see cref="OverflowException"/> or <see cref="ArgumentException"/> if the text is
/// not a value of the type.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ValueCodec<T>(string TypeName, Func<T, string> Format, Func<string, T> Parse)
    where T : notnull
{
    /// <summary>Returns the reason why a value is outside its limits, or null if it is not. Null if there are no limits.</summary>
    public Func<T, string?>? FindProblem { get; init; }
}
