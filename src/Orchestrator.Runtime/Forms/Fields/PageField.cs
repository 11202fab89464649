using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Forms.Fields;

/// <summary>One field of a page.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Title">The label: the display name, otherwise made of the name.</param>
/// <param name="Description">The help text; null for none.</param>
/// <param name="Member">The name in code.</param>
/// <param name="Declared">The type as it is declared.</param>
/// <param name="IsRequired">Whether it must be posted, whatever the page is filled with.</param>
/// <param name="Nullability">Whether it may be null, as far as its declaration says.</param>
/// <param name="Rules">The validation attributes, of a record's parameter too.</param>
/// <param name="Get">Reads its value from a page.</param>
internal sealed record PageField(
    string Name,
    string Title,
    string? Description,
    string Member,
    Type Declared,
    bool IsRequired,
    NullabilityState Nullability,
    IReadOnlyList<ValidationAttribute> Rules,
    Func<object, object?> Get
)
{
    /// <summary>The type, without the nullability.</summary>
    internal Type Type { get; } = Nullable.GetUnderlyingType(Declared) ?? Declared;

    internal FieldKind Kind { get; } = FieldKinds.Of(Nullable.GetUnderlyingType(Declared) ?? Declared);

    /// <summary>Whether null may be posted.</summary>
    internal bool IsNullable => Nullability == NullabilityState.Nullable;

    /// <summary>Whether it must be posted: there is nothing that counts for it otherwise.</summary>
    /// <param name="standing">What the page is filled with.</param>
    internal bool MustBePosted(JsonElement standing) =>
        IsRequired
        || (
            Nullability == NullabilityState.NotNull && standing.TryGetProperty(Name, out var value) && value.ValueKind == JsonValueKind.Null
        );

    /// <summary>True for a member that the serializer both writes and reads: the others are computed.</summary>
    internal static bool IsAsked(JsonPropertyInfo property) =>
        property is { IsExtensionData: false, Get: not null, AttributeProvider: MemberInfo }
        && (property.Set is not null || property.AssociatedParameter is not null);

    internal static PageField Of(Type page, JsonPropertyInfo property)
    {
        if (property.CustomConverter is { } converter)
        {
            throw new InvalidOperationException(
                $"A form cannot ask for '{page.Name}.{property.Name}': it is read by '{converter.GetType().Name}', whose shape is not known. Ask for a text and convert it in the form."
            );
        }

        var member = (MemberInfo)property.AttributeProvider!;
        var parameter = property.AssociatedParameter?.AttributeProvider as ParameterInfo;
        var display = member.GetCustomAttribute<DisplayAttribute>() ?? parameter?.GetCustomAttribute<DisplayAttribute>();
        ValidationAttribute[] rules =
        [
            .. member.GetCustomAttributes<ValidationAttribute>(),
            .. parameter?.GetCustomAttributes<ValidationAttribute>() ?? [],
        ];
        return new(
            property.Name,
            display?.GetName() ?? ToTitle(property.Name),
            display?.GetDescription(),
            member.Name,
            property.PropertyType,
            property.IsRequired || rules.Any(static rule => rule is RequiredAttribute),
            NullabilityOf(member),
            rules,
            property.Get!
        );
    }

    private static NullabilityState NullabilityOf(MemberInfo member) =>
        member switch
        {
            PropertyInfo property => new NullabilityInfoContext().Create(property).ReadState,
            FieldInfo field => new NullabilityInfoContext().Create(field).ReadState,
            _ => NullabilityState.Unknown,
        };

    private static string ToTitle(string name) =>
        string.Join(
            ' ',
            name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
