using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>A page as a form asks it, or an object inside it: its members, what they are filled with, and what is known only now.</summary>
internal sealed class AskedRecord
{
    private readonly AskedRecord? _page;
    private readonly JsonElement? _blank;
    private readonly Dictionary<IFormChoices, ChoiceList> _choices = [];
    private readonly Dictionary<SubscriptionOfAttribute, ChoiceList> _offered = [];

    private AskedRecord(PageFields members, object instance, AskedRecord? page, JsonElement? blank)
    {
        (Members, Instance, _page, _blank) = (members, instance, page, blank);
        Values = blank ?? ToElement(FieldValues.Write(members, instance));
    }

    internal PageFields Members { get; }

    /// <summary>The record itself, with the values that it is filled with.</summary>
    internal object Instance { get; }

    /// <summary>The values that its fields are filled with.</summary>
    internal JsonElement Values { get; private init; }

    /// <summary>What makes its schema: itself, or its type when it is like every other one of its type.</summary>
    internal object Identity => _blank is not null ? Members.Type : Instance;

    /// <summary>The heading.</summary>
    internal string Title => (Instance as FormPage)?.PageTitle ?? Members.Title;

    /// <summary>The fields, and the elements that there are.</summary>
    internal IEnumerable<PageField> Shown =>
        Members.Members.Where(member => member.IsShown && (member.Kind != FieldKind.Element || member.Get(Instance) is not null));

    /// <summary>A page with its initialisers' values.</summary>
    internal static AskedRecord Empty(Type page) => Empty(PageFields.Of(page), null);

    /// <summary>A page with all its values.</summary>
    internal static AskedRecord Filled<TPage>(TPage page)
        where TPage : FormPage => new(PageFields.Of(typeof(TPage)), page, null, blank: null);

    /// <summary>A page of which only some fields are filled.</summary>
    internal static AskedRecord Filled<TPage>(Func<TPage, TPage> fill)
        where TPage : FormPage
    {
        var members = PageFields.Of(typeof(TPage));
        var empty = (TPage)members.Create();
        var blank = ToElement(FieldValues.Write(members, empty));
        var filled = fill(empty);
        return new(members, filled, null, blank) { Values = ToElement(FieldValues.Write(members, filled)) };
    }

    /// <summary>The object that a field holds.</summary>
    internal AskedRecord Inner(PageField field) =>
        field.Get(Instance) is { } filled && !IsBlank(field)
            ? new(PageFields.Of(field.Type), filled, _page ?? this, blank: null)
            : Item(field.Type);

    /// <summary>An object of a list.</summary>
    internal AskedRecord Item(Type type) => Empty(PageFields.Of(type), _page ?? this);

    /// <summary>Whether a field must be posted: there is nothing that counts for it otherwise.</summary>
    internal bool MustBePosted(PageField field) =>
        field is { IsHidden: false, IsReadOnly: false }
        && (
            field.Kind == FieldKind.Element
                ? field.Type == typeof(FormChecklist)
                : field.IsRequired
                    || (field.Nullability == NullabilityState.NotNull && Values.GetProperty(field.Name).ValueKind == JsonValueKind.Null)
        );

    /// <summary>
    /// Whether a field shows what it is filled with. One that must be posted does only where the form filled it: what its type has for
    /// "nothing", such as an enumeration's first member, is not a choice that anyone made.
    /// </summary>
    internal bool ShowsValue(PageField field) =>
        !MustBePosted(field) || (!IsBlank(field) && Values.GetProperty(field.Name).ValueKind != JsonValueKind.Null);

    /// <summary>What a field that is not asked for stays.</summary>
    /// <exception cref="IncorrectFormException">The form has not filled it.</exception>
    internal JsonElement ValueOfFixed(PageField field)
    {
        var value = Values.GetProperty(field.Name);
        return (value.ValueKind == JsonValueKind.Null && !field.IsNullable) || (field.IsRequired && IsBlank(field))
            ? throw new IncorrectFormException(DescribeUnfilled(field))
            : value;
    }

    /// <summary>What the value of a field has to be.</summary>
    internal ValueRules RulesOf(PageField field) =>
        new(
            field.Attributes,
            field.Find<ChooseFromAttribute>() is { } choose ? FindChoices(field, choose.Choices)
                : field.Find<SubscriptionOfAttribute>() is { } subscriptions ? (_page ?? this)._offered.GetValueOrDefault(subscriptions)
                : null,
            field.Find<LimitedByAttribute>() is { } limited
                ? Find<IFormLimits>(field, limited.Limits, nameof(FormLimits<>), static limits => limits.ValueType)
                : null
        );

    /// <summary>Says which subscriptions fields of the page offer.</summary>
    internal void Offer(SubscriptionOfAttribute field, ChoiceList subscriptions) => _offered[field] = subscriptions;

    private static AskedRecord Empty(PageFields members, AskedRecord? page)
    {
        var instance = members.Create();
        return new(members, instance, page, ToElement(FieldValues.Write(members, instance)));
    }

    private static JsonElement ToElement(JsonObject values) => JsonSerializer.SerializeToElement(values, StateJson.Options);

    private string DescribeUnfilled(PageField field)
    {
        var record = TypeText.Of(Members.Type);
        var problem = $"'{record}.{field.Member}' is {(field.IsHidden ? "hidden" : "read-only")} and has no value";
        return Instance is FormPage
            ? $"{problem}, because the form does not fill it. Fill it where the page is asked: "
                + $"AskAsync<{record}>(page => page with {{ {field.Member} = ... }})."
            : $"{problem}, and it is not filled where the page is asked. Fill it there, or give the member an initial value: the objects "
                + "that a user adds to a list have nothing else.";
    }

    private bool IsBlank(PageField field) =>
        _blank is { } blank && JsonElement.DeepEquals(blank.GetProperty(field.Name), Values.GetProperty(field.Name));

    private ChoiceList FindChoices(PageField field, string member)
    {
        var choices = Find<IFormChoices>(field, member, nameof(FormChoices<>), static choices => choices.ValueType);
        var known = (_page ?? this)._choices;
        if (!known.TryGetValue(choices, out var list))
        {
            known[choices] = list = ChoiceList.Of(member, choices);
        }

        return list;
    }

    // What a list's items choose from is held by the page: an item has no value before it is posted.
    private T Find<T>(PageField field, string member, string kind, Func<T, Type> typeOf)
        where T : class
    {
        var found = Members.Find(member) is { } own ? own.Get(Instance) : _page?.Members.Find(member)?.Get(_page.Instance);
        var wanted = field.Kind == FieldKind.List ? FieldKinds.ItemType(field.Type)! : field.Type;
        return found is T element && typeOf(element) == wanted
            ? element
            : throw new IncorrectFormException(
                $"'{TypeText.Of(Members.Type)}.{field.Member}' names '{member}', which is not a {kind}<{TypeText.Of(wanted)}> with a "
                    + "value. Give it one when the page is asked."
            );
    }
}
