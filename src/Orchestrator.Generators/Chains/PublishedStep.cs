using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>
/// A step of a chain of another assembly, as that assembly's metadata says: its methods are mostly private and not to be seen.
/// </summary>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Flow">What it takes and gives.</param>
/// <param name="Asks">True when it waits for a person.</param>
/// <param name="SetsStatus">True when it moves the subscription to another lifecycle.</param>
/// <param name="LinksProcess">True when it links the process to its subscription.</param>
/// <param name="Around">What stands around it in its chain; the groups are in its identity.</param>
internal sealed record PublishedStep(
    string Id,
    string Name,
    StepFlow Flow,
    bool Asks,
    bool SetsStatus,
    bool LinksProcess,
    ChainSurroundings Around
)
{
    private const string NeedsMark = "needs";
    private const string TakesMark = "takes";
    private const string AsksNeedMark = "condition-needs";
    private const string AsksTakeMark = "condition-takes";
    private const string AsksAnythingMark = "condition-takes anything";
    private const string GivesMark = "gives";
    private const string Anything = "gives anything";
    private const string AsksMark = "asks";
    private const string StatusMark = "sets the status";
    private const string LinkMark = "links the process";
    private const string ConditionMark = "on a condition";
    private const string FocusMark = "on a part of the state";
    private const string FocusKeyMark = "focuses";
    private const string RemovesMark = "removes";
    private const string ResourceMark = "resource";
    private const string CallbackMark = "awaits a callback";
    private const string SubscriptionShape = "Subscription<";

    /// <summary>
    /// The version of the texts. A change of their meaning increments it; a reader ignores what another version wrote.
    /// </summary>
    public const int FormatVersion = 1;

    /// <summary>What it does with which external resource, as <see cref="ResourceUse.Reference"/> says it; null for another step.</summary>
    public string? Resource { get; init; }

    /// <summary>Whether it is a step on a resource that waits for a callback after a write.</summary>
    public bool AwaitsCallback { get; init; }

    /// <summary>The step as texts that <see cref="Read"/> understands.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var need in Flow.Needs.Where(static need => !need.IsInBody))
        {
            yield return Describe(need, TakesMark, NeedsMark);
        }

        foreach (
            var need in Around.Conditions.Where(static condition => !condition.IsInBody).SelectMany(static condition => condition.Needs)
        )
        {
            yield return Describe(need, AsksTakeMark, AsksNeedMark);
        }

        if (Around.Conditions.Any(static condition => condition.IsInBody || condition.AsksAnything))
        {
            yield return AsksAnythingMark;
        }

        foreach (var gift in Flow.Gives)
        {
            yield return $"{GivesMark} "
                + $"{gift.Key}:{ShapeOf(gift.Product, gift.Shape)}{(gift.CanBeAbsent ? "??" : gift.CanBeNull ? "?" : "")}:{gift.Type}";
        }

        foreach (var key in Flow.Removes)
        {
            yield return $"{RemovesMark} {key}";
        }

        if (Resource is { } resource)
        {
            yield return $"{ResourceMark} {resource}";
        }

        if (Around.FocusKey is { } focus)
        {
            yield return $"{FocusKeyMark} {focus}";
        }

        (bool Holds, string Mark)[] marks =
        [
            (Flow.GivesAnything, Anything),
            (Asks, AsksMark),
            (SetsStatus, StatusMark),
            (LinksProcess, LinkMark),
            (Around.IsConditional, ConditionMark),
            (Around.IsFocused, FocusMark),
            (AwaitsCallback, CallbackMark),
        ];
        foreach (var (_, mark) in marks.Where(static pair => pair.Holds))
        {
            yield return mark;
        }
    }

    private static string Describe(StepNeed need, string optional, string required) =>
        $"{(need.IsOptional ? optional : required)} "
        + $"{need.Key}:{ShapeOf(need.Product, need.Shape)}{(need.RejectsNull ? "" : "?")}:{need.Parameter}:{need.Type}";

    /// <summary>
    /// Reads the attribute in which an assembly published a step; null when another version wrote it. A text that is not understood gives
    /// anything.
    /// </summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="converters">Those that the reading application sees: a value that has one may have any shape.</param>
    public static PublishedStep? TryRead(AttributeData attribute, JsonConverters converters) =>
        attribute.NamedValue("Version") is FormatVersion
        && attribute.PositionalValue(2) is string id
        && attribute.PositionalValue(3) is string name
            ? Read(id, name, [.. attribute.PositionalValues(4).Select(static value => value.Scalar()).OfType<string>()], converters)
            : null;

    private static PublishedStep Read(string id, string name, ImmutableArray<string> texts, JsonConverters converters)
    {
        var needs = ImmutableArray.CreateBuilder<StepNeed>();
        var gives = ImmutableArray.CreateBuilder<StepGift>();
        var removes = ImmutableArray.CreateBuilder<string>();
        var asks = ImmutableArray.CreateBuilder<StepNeed>();
        string? focus = null;
        string? resource = null;
        var isUnderstood = true;
        foreach (var text in texts)
        {
            if (TryReadNeed(text, TakesMark, NeedsMark, converters) is { } need)
            {
                needs.Add(need);
            }
            else if (TryReadNeed(text, AsksTakeMark, AsksNeedMark, converters) is { } asked)
            {
                asks.Add(asked with { IsReadByCode = true });
            }
            else if (TryReadGift(text, converters) is { } gift)
            {
                gives.Add(gift);
            }
            else if (Rest(text, RemovesMark) is { } removed)
            {
                removes.Add(removed);
            }
            else if (Rest(text, FocusKeyMark) is { } key)
            {
                focus = key;
            }
            else if (Rest(text, ResourceMark) is { } used)
            {
                resource = used;
            }
            else
            {
                isUnderstood &=
                    text
                        is Anything
                            or AsksMark
                            or AsksAnythingMark
                            or StatusMark
                            or LinkMark
                            or ConditionMark
                            or FocusMark
                            or CallbackMark;
            }
        }

        return new(
            id,
            name,
            new(name, needs.ToImmutable(), gives.ToImmutable(), GivesAnything: !isUnderstood || texts.Contains(Anything))
            {
                Removes = removes.ToImmutable(),
            },
            texts.Contains(AsksMark),
            texts.Contains(StatusMark),
            texts.Contains(LinkMark),
            new(texts.Contains(ConditionMark), texts.Contains(FocusMark), focus, Group: "", GroupName: null)
            {
                Conditions = ConditionsOf(asks.ToImmutable(), texts.Contains(AsksAnythingMark)),
            }
        )
        {
            Resource = resource,
            AwaitsCallback = texts.Contains(CallbackMark),
        };
    }

    private static ImmutableArray<ChainCondition> ConditionsOf(ImmutableArray<StepNeed> asks, bool asksAnything) =>
        asks.IsEmpty && !asksAnything ? [] : [new(Syntax: null, asks) { AsksAnything = asksAnything }];

    private static StepNeed? TryReadNeed(string text, string optional, string required, JsonConverters converters)
    {
        var (mark, parts) = Split(text, 4);
        return parts is [var key, var shape, var parameter, var type] && (mark == optional || mark == required)
            ? new(key, parameter, type, ShapeOf(shape, type, converters))
            {
                Product = ProductOf(shape),
                IsOptional = mark == optional,
                RejectsNull = !shape.EndsWith("?", StringComparison.Ordinal),
            }
            : null;
    }

    private static StepGift? TryReadGift(string text, JsonConverters converters)
    {
        var (mark, parts) = Split(text, 3);
        return parts is [var key, var shape, var type] && mark == GivesMark
            ? new(key, type, ShapeOf(shape, type, converters))
            {
                Product = ProductOf(shape),
                CanBeNull = shape.EndsWith("?", StringComparison.Ordinal),
                CanBeAbsent = shape.EndsWith("??", StringComparison.Ordinal),
            }
            : null;
    }

    private static string? Rest(string text, string mark) =>
        text.Length > mark.Length && text[mark.Length] == ' ' && text.StartsWith(mark, StringComparison.Ordinal)
            ? text.Substring(mark.Length + 1)
            : null;

    private static (string Mark, string[] Parts) Split(string text, int count)
    {
        var space = text.IndexOf(' ');
        return space < 0 ? (text, []) : (text.Substring(0, space), text.Substring(space + 1).Split([':'], count));
    }

    private static string ShapeOf(string? product, JsonShape shape) =>
        product is null ? shape.ToString() : $"{SubscriptionShape}{product}>";

    private static string? ProductOf(string shape) =>
        shape.StartsWith(SubscriptionShape, StringComparison.Ordinal)
            ? shape.Substring(SubscriptionShape.Length).TrimEnd('?').TrimEnd('>')
            : null;

    private static JsonShape ShapeOf(string shape, string type, JsonConverters converters) =>
        converters.MayConvert(type) ? JsonShape.Unknown : JsonShape.Parse(shape.TrimEnd('?'));
}
