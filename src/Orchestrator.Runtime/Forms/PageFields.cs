using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>The fields of a page, or of an object inside one, read from its properties once.</summary>
/// <param name="Type">The record.</param>
/// <param name="Title">The heading: its display name, otherwise the literal <c>unknown</c>.</param>
/// <param name="Fields">The fields, those of base records first, in the order of declaration.</param>
internal sealed record PageFields(Type Type, string Title, IReadOnlyList<PageField> Fields)
{
    /// <summary>The place of an error that is about a page as a whole.</summary>
    internal const string Root = "__root__";

    private static readonly ConcurrentDictionary<Type, PageFields> Known = new();

    internal static PageFields Of(Type type) => Known.GetOrAdd(type, static type => new(
        type,
        type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? "unknown",
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.CanRead && property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(type, property.DeclaringType!))
            .ThenBy(static property => property.MetadataToken)
            .Select(PageField.Of)]));

    private static int Depth(Type type, Type declaring)
    {
        var depth = 0;
        for (var current = type; current != declaring; current = current.BaseType!)
        {
            depth--;
        }

        return depth;
    }
}

/// <summary>One field of a page.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Title">The label: the display name, otherwise made of the name.</param>
/// <param name="Description">The help text; null for none.</param>
/// <param name="Type">The type, without the nullability.</param>
/// <param name="IsNullable">Whether null may be posted.</param>
/// <param name="IsRequired">Whether it must be posted.</param>
/// <param name="Rules">The validation attributes.</param>
internal sealed record PageField(
    string Name,
    string Title,
    string? Description,
    Type Type,
    bool IsNullable,
    bool IsRequired,
    IReadOnlyList<ValidationAttribute> Rules)
{
    internal static PageField Of(PropertyInfo property)
    {
        var display = property.GetCustomAttribute<DisplayAttribute>();
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        return new(
            name,
            display?.GetName() ?? ToTitle(name),
            display?.GetDescription(),
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            IsNullableProperty(property),
            property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute)),
            [.. property.GetCustomAttributes<ValidationAttribute>()]);
    }

    private static bool IsNullableProperty(PropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string ToTitle(string name) =>
        string.Join(' ', name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
}
