using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// The members of a page, or of an object inside one: what the serializer reads of it, so that what is asked is what arrives, and its
/// elements.
/// </summary>
/// <param name="Type">The record.</param>
/// <param name="Title">The heading: its display name, otherwise the literal <c>unknown</c>.</param>
/// <param name="Members">The members, those of base records first, in the order of declaration.</param>
/// <param name="Rules">The validation attributes of the record as a whole.</param>
internal sealed record PageFields(Type Type, string Title, IReadOnlyList<PageField> Members, IReadOnlyList<ValidationAttribute> Rules)
{
    /// <summary>The place of an error that is about a page as a whole.</summary>
    internal const string Root = "__root__";

    private static readonly ConcurrentDictionary<Type, PageFields> Known = new();

    /// <summary>What is asked for: what gives keys to the state.</summary>
    internal IReadOnlyList<PageField> Fields { get; } = [.. Members.Where(static member => member.Kind != FieldKind.Element)];

    /// <summary>What is shown or known, and not asked for.</summary>
    internal IReadOnlyList<PageField> Elements { get; } = [.. Members.Where(static member => member.Kind == FieldKind.Element)];

    /// <summary>Whether a field of it, or of an object in it, is secret.</summary>
    internal bool HoldsSecrets => HoldSecrets([]);

    /// <exception cref="IncorrectFormException">A form cannot ask for one of the fields.</exception>
    internal static PageFields Of(Type type) =>
        Known.GetOrAdd(
            type,
            static type =>
                new(
                    type,
                    type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? TitleOf(type),
                    [
                        .. StateJson
                            .Options.GetTypeInfo(type)
                            .Properties.Where(PageField.IsAsked)
                            .OrderBy(static property => property.Order)
                            .ThenBy(property => Depth(type, ((MemberInfo)property.AttributeProvider!).DeclaringType!))
                            .ThenBy(static property => ((MemberInfo)property.AttributeProvider!).MetadataToken)
                            .Select(property => PageField.Of(type, property)),
                    ],
                    [.. type.GetCustomAttributes<ValidationAttribute>()]
                )
        );

    /// <summary>
    /// The heading of a page that has none of its own: the words of its name. The engine's first page is called "Page", and its heading is
    /// the contract's.
    /// </summary>
    private static string TitleOf(Type type)
    {
        var name = TypeText.NameOf(type);
        var title = name.EndsWith("Page", StringComparison.Ordinal) ? name[..^"Page".Length] : name;
        return title is "" ? "unknown" : PageField.ToTitle(JsonNamingPolicy.SnakeCaseLower.ConvertName(title));
    }

    /// <summary>The member of a name; null when there is none.</summary>
    internal PageField? Find(string member) => Members.FirstOrDefault(field => field.Member == member);

    /// <summary>A record that has what its own initialisers and parameters give.</summary>
    internal object Create()
    {
        var empty = RuntimeHelpers.GetUninitializedObject(Type);
        if (
            (StateJson.Options.GetTypeInfo(Type).ConstructorAttributeProvider ?? Type.GetConstructor(Type.EmptyTypes))
            is ConstructorInfo constructor
        )
        {
            constructor.Invoke(
                empty,
                [.. constructor.GetParameters().Select(static parameter => parameter.HasDefaultValue ? parameter.DefaultValue : null)]
            );
        }

        return empty;
    }

    private bool HoldSecrets(HashSet<Type> above) =>
        above.Add(Type) && Fields.Any(field => field.IsSecret || (ObjectIn(field.Type) is { } inner && Of(inner).HoldSecrets(above)));

    private static Type? ObjectIn(Type type) =>
        FieldKinds.ItemType(type) is { } item ? ObjectIn(item)
        : FieldKinds.Of(type) == FieldKind.Object ? type
        : null;

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
