using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Forms.Fields;

/// <summary>One field of a page, or an element that it shows.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Member">The name in code.</param>
/// <param name="Declared">The type as it is declared.</param>
/// <param name="IsRequired">Whether it must be posted, whatever the page is filled with, as far as its declaration says.</param>
/// <param name="Nullability">Whether it may be null, as far as its declaration says.</param>
/// <param name="Attributes">What the author says of it, of a record's parameter too.</param>
/// <param name="Get">Reads its value from a page.</param>
/// <param name="Set">Writes its value to a page; null for one that cannot be written.</param>
internal sealed record PageField(
    string Name,
    string Member,
    Type Declared,
    bool IsRequired,
    NullabilityState Nullability,
    IReadOnlyList<Attribute> Attributes,
    Func<object, object?> Get,
    Action<object, object?>? Set
)
{
    /// <summary>The type, without the nullability.</summary>
    internal Type Type { get; } = Nullable.GetUnderlyingType(Declared) ?? Declared;

    internal FieldKind Kind { get; } = FieldKinds.Of(Nullable.GetUnderlyingType(Declared) ?? Declared);

    /// <summary>The validation attributes.</summary>
    internal IReadOnlyList<ValidationAttribute> Rules { get; } = [.. Attributes.OfType<ValidationAttribute>()];

    /// <summary>The label that the author gives; null for one that is made of the name.</summary>
    internal string? OwnTitle { get; } = Attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetName();

    /// <summary>The label.</summary>
    internal string Title => OwnTitle ?? ToTitle(Name);

    /// <summary>The help text; null for none.</summary>
    internal string? Description => Find<DisplayAttribute>()?.GetDescription();

    /// <summary>Whether null may be posted.</summary>
    internal bool IsNullable => Nullability == NullabilityState.Nullable;

    /// <summary>Whether it stays as it is filled and is not shown.</summary>
    internal bool IsHidden { get; } = Attributes.Any(static attribute => attribute is HiddenAttribute);

    /// <summary>Whether it is shown and stays as it is filled.</summary>
    internal bool IsReadOnly { get; } = Attributes.Any(static attribute => attribute is ReadOnlyAttribute { IsReadOnly: true });

    /// <summary>Whether clients cover what is typed.</summary>
    internal bool IsPassword { get; } = Attributes.Any(static attribute => attribute is DataTypeAttribute { DataType: DataType.Password });

    /// <summary>Whether what is posted is repeated nowhere.</summary>
    internal bool IsSecret => IsPassword || Find<SensitiveAttribute>() is not null;

    /// <summary>Whether clients see it: what can be chosen, and limits, are seen at the fields that name them.</summary>
    internal bool IsShown { get; } = !Declared.IsAssignableTo(typeof(IFormChoices)) && !Declared.IsAssignableTo(typeof(IFormLimits));

    /// <summary>The attribute of a type; null when the author does not say it.</summary>
    internal T? Find<T>()
        where T : Attribute => Attributes.OfType<T>().FirstOrDefault();

    /// <summary>True for a member that the serializer both writes and reads, and for an element: the others are computed.</summary>
    internal static bool IsAsked(JsonPropertyInfo property) =>
        property is { IsExtensionData: false, Get: not null, AttributeProvider: MemberInfo }
        && (
            property.Set is not null
            || property.AssociatedParameter is not null
            || property.PropertyType.IsAssignableTo(typeof(FormElement))
        );

    /// <exception cref="IncorrectFormException">A form cannot ask for it.</exception>
    internal static PageField Of(Type page, JsonPropertyInfo property)
    {
        if (property.CustomConverter is { } converter)
        {
            throw new IncorrectFormException(
                $"A form cannot ask for '{TypeText.Of(page)}.{property.Name}': it is read by '{TypeText.Of(converter.GetType())}', "
                    + "whose shape is not known. Ask for a text and convert it in the form."
            );
        }

        var member = (MemberInfo)property.AttributeProvider!;
        Attribute[] attributes =
        [
            .. member.GetCustomAttributes(),
            .. (property.AssociatedParameter?.AttributeProvider as ParameterInfo)?.GetCustomAttributes() ?? [],
        ];
        try
        {
            return new(
                property.Name,
                member.Name,
                property.PropertyType,
                property.IsRequired || attributes.Any(static attribute => attribute is RequiredAttribute),
                NullabilityOf(member),
                attributes,
                property.Get!,
                property.Set
            );
        }
        catch (IncorrectFormException unknown)
        {
            throw new IncorrectFormException($"'{TypeText.Of(page)}.{member.Name}': {unknown.Message}", unknown);
        }
    }

    private static NullabilityState NullabilityOf(MemberInfo member) =>
        member switch
        {
            PropertyInfo property => new NullabilityInfoContext().Create(property).ReadState,
            FieldInfo field => new NullabilityInfoContext().Create(field).ReadState,
            _ => NullabilityState.Unknown,
        };

    /// <summary>The words of a name in snake_case, as a title.</summary>
    internal static string ToTitle(string name) =>
        string.Join(
            ' ',
            name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
