using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>Converts values of a type to and from the stored text.</summary>
/// <typeparam name="T">The value's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueCodec<T>
    where T : notnull
{
    internal ValueCodec(string typeName, Func<T, string> format, Func<string, T> parse)
    {
        TypeName = typeName;
        Format = format;
        Parse = parse;
    }

    /// <summary>The name of the type in error messages, for example <c>integer</c>.</summary>
    internal string TypeName { get; }

    /// <summary>Writes a value.</summary>
    internal Func<T, string> Format { get; }

    /// <summary>
    /// Reads a value; throws <see cref="FormatException"/>, <see cref="OverflowException"/> or <see cref="ArgumentException"/> if the text
    /// is not a value of the type.
    /// </summary>
    internal Func<string, T> Parse { get; }

    /// <summary>Returns the reason why a value is outside its limits, or null if it is not. Null if there are no limits.</summary>
    internal Func<T, string?>? FindProblem { get; private init; }

    /// <summary>The same codec with limits.</summary>
    internal ValueCodec<T> WithLimits(Func<T, string?> findProblem) => new(TypeName, Format, Parse) { FindProblem = findProblem };
}
