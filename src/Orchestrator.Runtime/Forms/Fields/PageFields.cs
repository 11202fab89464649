using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// The fields of a page, or of an object inside one: what the serializer reads of it, so that what is asked is what arrives.
/// </summary>
/// <param name="Type">The record.</param>
/// <param name="Title">The heading: its display name, otherwise the literal <c>unknown</c>.</param>
/// <param name="Fields">The fields, those of base records first, in the order of declaration.</param>
/// <param name="Rules">The validation attributes of the record as a whole.</param>
internal sealed record PageFields(Type Type, string Title, IReadOnlyList<PageField> Fields, IReadOnlyList<ValidationAttribute> Rules)
{
    /// <summary>The place of an error that is about a page as a whole.</summary>
    internal const string Root = "__root__";

    private static readonly ConcurrentDictionary<Type, PageFields> Known = new();

    // What a page is filled with may lack what its answer must have.
    private static readonly Lazy<JsonSerializerOptions> Lenient = new(static () =>
        new(StateJson.Options) { RespectNullableAnnotations = false }
    );

    /// <exception cref="InvalidOperationException">A form cannot ask for one of the fields.</exception>
    internal static PageFields Of(Type type) =>
        Known.GetOrAdd(
            type,
            static type =>
                new(
                    type,
                    type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? "unknown",
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

    /// <summary>The field of a member; null when it is not asked.</summary>
    internal PageField? Find(string member) => Fields.FirstOrDefault(field => field.Member == member);

    /// <summary>The values that the page's own initialisers and parameters give to the fields that need not be posted.</summary>
    internal JsonElement Defaults() => Write(Create());

    /// <summary>The values that a page is filled with.</summary>
    /// <param name="page">The page.</param>
    internal JsonElement Write(object page) =>
        JsonSerializer.SerializeToElement(
            new JsonObject(
                Fields.Select(field =>
                    KeyValuePair.Create(field.Name, JsonSerializer.SerializeToNode(field.Get(page), field.Declared, Lenient.Value))
                )
            ),
            Lenient.Value
        );

    private object Create()
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
