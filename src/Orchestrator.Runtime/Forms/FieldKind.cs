using System.Collections;

namespace Orchestrator.Forms;

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
    Choice,
    List,
    Object,
}

/// <summary>Tells the kind of a type.</summary>
internal static class FieldKinds
{
    internal static FieldKind Of(Type type) => type switch
    {
        _ when type == typeof(string) => FieldKind.Text,
        _ when type == typeof(bool) => FieldKind.Boolean,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) => FieldKind.Integer,
        _ when type == typeof(decimal) || type == typeof(double) || type == typeof(float) => FieldKind.Number,
        _ when type == typeof(Guid) => FieldKind.Uuid,
        _ when type == typeof(DateOnly) => FieldKind.Date,
        _ when type == typeof(DateTimeOffset) => FieldKind.Timestamp,
        { IsEnum: true } => FieldKind.Choice,
        _ when ItemType(type) is not null => FieldKind.List,
        _ => FieldKind.Object,
    };

    /// <summary>What a list holds; null when the type is no list.</summary>
    internal static Type? ItemType(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var item] ? item
        : null;
}
