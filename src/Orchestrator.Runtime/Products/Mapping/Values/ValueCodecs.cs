using System.ComponentModel;
using System.Globalization;
using System.Net;

namespace Orchestrator.Products.Mapping;

/// <summary>
/// The codecs of the types that a resource type or fixed input can have. The texts are those that orchestrator-core writes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueCodecs
{
    /// <summary>Unchanged text.</summary>
    public static ValueCodec<string> Text { get; } = new("text", static value => value, static text => text);

    /// <summary><c>True</c> or <c>False</c>; read in any case.</summary>
    public static ValueCodec<bool> Boolean { get; } = new("boolean", static value => value ? "True" : "False", bool.Parse);

    /// <summary>A whole number of 32 bits.</summary>
    public static ValueCodec<int> Int32 { get; } =
        new(
            "integer",
            static value => value.ToString(CultureInfo.InvariantCulture),
            static text => int.Parse(text, CultureInfo.InvariantCulture)
        );

    /// <summary>A whole number of 64 bits.</summary>
    public static ValueCodec<long> Int64 { get; } =
        new(
            "integer",
            static value => value.ToString(CultureInfo.InvariantCulture),
            static text => long.Parse(text, CultureInfo.InvariantCulture)
        );

    /// <summary>A decimal number.</summary>
    public static ValueCodec<decimal> Decimal { get; } =
        new(
            "decimal",
            static value => value.ToString(CultureInfo.InvariantCulture),
            static text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture)
        );

    /// <summary>A floating-point number; the shortest text that reads back the same.</summary>
    public static ValueCodec<double> Double { get; } =
        new(
            "number",
            static value => value.ToString("R", CultureInfo.InvariantCulture),
            static text => double.Parse(text, CultureInfo.InvariantCulture)
        );

    /// <summary>A UUID, lower case with hyphens.</summary>
    public static ValueCodec<Guid> Guid { get; } = new("uuid", static value => value.ToString("D"), System.Guid.Parse);

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    public static ValueCodec<DateOnly> Date { get; } =
        new(
            "date",
            static value => value.ToString("O", CultureInfo.InvariantCulture),
            static text => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture)
        );

    /// <summary>A point in time with its offset, ISO 8601.</summary>
    public static ValueCodec<DateTimeOffset> DateTime { get; } =
        new(
            "date and time",
            static value => value.ToString("O", CultureInfo.InvariantCulture),
            static text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        );

    /// <summary>An IPv4 or IPv6 address.</summary>
    public static ValueCodec<IPAddress> Address { get; } = new("IP address", static value => value.ToString(), IPAddress.Parse);

    /// <summary>
    /// An enumeration member, written as in the state: in snake_case, or with the name in <c>[JsonStringEnumMemberName]</c>.
    /// </summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The codec; the same object each time.</returns>
    public static ValueCodec<T> Enumeration<T>()
        where T : struct, Enum => EnumerationCodec<T>.Instance;

    private static class EnumerationCodec<T>
        where T : struct, Enum
    {
        public static readonly ValueCodec<T> Instance = new(
            TypeText.Of(typeof(T)),
            static value => EnumTexts<T>.Instance.Write(value),
            static text => EnumTexts<T>.Instance.Read(text)
        );
    }
}
