using System.Collections;
using System.Net;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Forms.Fields;

/// <summary>How a field is shown, posted and checked.</summary>
internal enum FieldKind
{
    Text,
    Boolean,
    Integer,
    Number,
    Uuid,
    Date,
    Timestamp,
    Address,
    Network,
    Url,
    Choice,
    List,
    Object,
    Element,
}

/// <summary>Tells the kind of a type.</summary>
internal static class FieldKinds
{
    /// <summary>The kind of a type.</summary>
    /// <exception cref="IncorrectFormException">A form cannot ask for it.</exception>
    internal static FieldKind Of(Type type) =>
        Find(type)
        ?? throw new IncorrectFormException(
            $"A form cannot ask for a '{TypeText.Of(type)}'. Ask for text, a number, bool, Guid, DateOnly, DateTimeOffset, IP address, IP "
                + "network, Uri, enum, record, or a list of them."
        );

    /// <summary>What a list holds; null when the type is not a list of values that are posted one by one.</summary>
    internal static Type? ItemType(Type type) =>
        type == typeof(string) || type == typeof(byte[]) ? null
        : type.IsSZArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var item] ? item
        : null;

    /// <summary>True for a collection that holds everything once.</summary>
    internal static bool IsSet(Type type) =>
        type.IsGenericType
        && type.GetInterfaces()
            .Append(type)
            .Any(static contract =>
                contract.IsGenericType
                && (contract.GetGenericTypeDefinition() == typeof(ISet<>) || contract.GetGenericTypeDefinition() == typeof(IReadOnlySet<>))
            );

    private static FieldKind? Find(Type type) =>
        type switch
        {
            _ when type.IsAssignableTo(typeof(FormElement)) => FieldKind.Element,
            _ when type == typeof(string) => FieldKind.Text,
            _ when type == typeof(bool) => FieldKind.Boolean,
            _ when type == typeof(decimal) || type == typeof(double) || type == typeof(float) => FieldKind.Number,
            _ when type == typeof(Guid) => FieldKind.Uuid,
            _ when type == typeof(DateOnly) => FieldKind.Date,
            _ when type == typeof(DateTimeOffset) => FieldKind.Timestamp,
            _ when type == typeof(IPAddress) => FieldKind.Address,
            _ when type == typeof(IPNetwork) => FieldKind.Network,
            _ when type == typeof(Uri) => FieldKind.Url,
            { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute), inherit: false)
            || type.IsDefined(typeof(JsonConverterAttribute), inherit: false)
                ? null
                : FieldKind.Choice,
            _ when IsInteger(type) => FieldKind.Integer,
            _ when ItemType(type) is { } item => Find(item) is null or FieldKind.Element ? null : FieldKind.List,
            _ => IsRecord(type) ? FieldKind.Object : null,
        };

    private static bool IsInteger(Type type) =>
        Type.GetTypeCode(type)
            is TypeCode.SByte
                or TypeCode.Byte
                or TypeCode.Int16
                or TypeCode.UInt16
                or TypeCode.Int32
                or TypeCode.UInt32
                or TypeCode.Int64
                or TypeCode.UInt64;

    // What the serializer reads as an object with members, and not by a converter: that would take another shape than the schema shows.
    private static bool IsRecord(Type type) =>
        !type.IsAbstract
        && Nullable.GetUnderlyingType(type) is null
        && StateJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info
        && info.Properties.Any(PageField.IsAsked);
}
