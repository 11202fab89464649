using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Resources;

/// <summary>
/// Reads the state of a resource as far as its types go: which members are compared, by what, and what is taken from the actual object.
/// </summary>
internal sealed class StateParser
{
    private const string Shapes = "global::Orchestrator.ExternalResources.StateShapes.";

    private readonly CompilationReader _reader;
    private readonly INamedTypeSymbol _resource;
    private readonly StateMarks _marks;
    private readonly UseDiagnostics _named;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<StateTypeModel>.Builder _types = ImmutableArray.CreateBuilder<StateTypeModel>();
    private readonly ImmutableArray<Refusal>.Builder _refusals = ImmutableArray.CreateBuilder<Refusal>();

    private StateParser(ResourceDeclaration resource, CompilationReader reader)
    {
        _reader = reader;
        _resource = resource.Type;
        _marks = StateMarks.Of(reader);
        _named = new UseDiagnostics(reader).Add(resource.Subscription?.Product);
        foreach (var constructor in resource.Type.InstanceConstructors)
        {
            _named.Add(constructor);
        }
    }

    /// <summary>Reads the state of a resource, or says what of it cannot be compared.</summary>
    public static Parsed<StateShapes> Parse(ResourceDeclaration resource, CompilationReader reader)
    {
        if (resource.State is not { } state)
        {
            return Parsed<StateShapes>.Nothing;
        }

        var parser = new StateParser(resource, reader);
        if (parser._marks.IsMarkedAsWhole(state))
        {
            return new Refusal(
                RefusalKind.StateIsMarked,
                resource.Type,
                state.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
            );
        }

        // The members of the state are compared also if its class has an Equals of its own, which would find one difference at most.
        var root =
            state is INamedTypeSymbol named && StateTypes.IsValue(state, parser._marks) && StateTypes.IsObject(state, parser._marks)
                ? parser.ObjectOf(named)
                : parser.ShapeOf(state, new(state, "", null, IsUnordered: false));
        return parser._refusals.Count > 0 ? parser._refusals.ToImmutable()
            : root is not null && parser._types.Any(type => type.Name == root)
                ? new StateShapes(root, parser._types.ToImmutable(), parser._named.Ids)
            : new Refusal(
                RefusalKind.StateIsNotCompared,
                resource.Type,
                state.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
            );
    }

    /// <summary>How values of a type are compared, as an expression; null for one that cannot be.</summary>
    private string? ShapeOf(ITypeSymbol type, StatePlace place)
    {
        if (TypeUse.FindRefusal(type, _resource, _reader) is { } refusal)
        {
            return Refuse(refusal.Kind is RefusalKind.TypeNotSeen ? RefusalKind.TypeNotSeen : RefusalKind.StateMemberIsNotCompared, place);
        }

        _named.Add(type);
        var name = SymbolFormats.Bare(type);
        if (StateTypes.IsValue(type, _marks))
        {
            return place.HasListMark ? Refuse(RefusalKind.StateMemberIsNoList, place) : $"{Shapes}Value<{name}>()";
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
        {
            return ShapeOf(value, place) is { } optional ? $"{Shapes}Optional({optional})" : null;
        }

        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte })
        {
            return place.HasListMark ? Refuse(RefusalKind.StateMemberIsNoList, place) : $"{Shapes}Bytes";
        }

        if (StateTypes.FindDictionary(type) is var (key, mapped))
        {
            return place.HasListMark ? Refuse(RefusalKind.StateMemberIsNoList, place)
                : !StateTypes.IsKey(key, _marks) ? Refuse(RefusalKind.StateMemberIsNotCompared, place)
                : _marks.IsHidden(key)
                    ? Refuse(RefusalKind.DictionaryKeyIsHidden, place, key.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))
                : PartOf(mapped, place) is { } inner
                    ? $"{Shapes}Dictionary<{name}, {SymbolFormats.Bare(key)}, {mapped.ToDisplayString(SymbolFormats.Type)}>({inner})"
                : null;
        }

        return StateTypes.FindElement(type) is { } element ? ListOf(type, element, place)
            : place.HasListMark ? Refuse(RefusalKind.StateMemberIsNoList, place)
            : StateTypes.IsObject(type, _marks) ? ObjectOf((INamedTypeSymbol)type)
            : Refuse(RefusalKind.StateMemberIsNotCompared, place);
    }

    /// <summary>
    /// How the elements of a list or dictionary are compared, whether they may be null or not, and while their own shape is being read too.
    /// </summary>
    private string? PartOf(ITypeSymbol type, StatePlace place) =>
        ShapeOf(type, place.Inside(type)) is { } shape
            ? shape + (type.NullableAnnotation == NullableAnnotation.Annotated || _open.Contains(shape) ? "!" : "")
            : null;

    private string? ListOf(ITypeSymbol type, ITypeSymbol element, StatePlace place)
    {
        var list = StateTypes.ListOf(type, element, place, _marks);
        if (list.KeyName is { } wanted)
        {
            if (list.Key is not { } key || !StateTypes.IsKey(StateTypes.TypeOf(key), _marks))
            {
                return Refuse(RefusalKind.ElementKeyIsMissing, place, wanted);
            }

            if (_marks.IsHidden(key))
            {
                return Refuse(RefusalKind.ElementKeyIsHidden, place, wanted);
            }
        }

        if (PartOf(element, place) is not { } inner)
        {
            return null;
        }

        var types = $"{SymbolFormats.Bare(type)}, {element.ToDisplayString(SymbolFormats.Type)}";
        return list switch
        {
            { Key: { } by } => $"{Shapes}Keyed<{types}, {StateTypes.KeyTypeOf(by, element)}>({inner}, {KeyOf(by, element)})",
            { IsUnordered: true } => $"{Shapes}Unordered<{types}>({inner})",
            _ => $"{Shapes}Indexed<{types}>({inner})",
        };
    }

    /// <summary>The shape of a type with members, which is written once however often it is used.</summary>
    private string ObjectOf(INamedTypeSymbol type)
    {
        if (_names.TryGetValue(type, out var known))
        {
            return known;
        }

        var name = "ShapeOf" + type.Name;
        for (var number = 2; _names.ContainsValue(name); number++)
        {
            name = $"ShapeOf{type.Name}{number.ToString(CultureInfo.InvariantCulture)}";
        }

        _names.Add(type, name);
        _open.Add(name);
        var members = new List<StateMemberModel>();
        var taken = new List<string>();
        var isCopied = type.IsRecord || type.IsValueType;
        if (_marks.ContractOf(type).Twins is var (twins, clash))
        {
            Refuse(RefusalKind.StateMembersHaveOneName, new(type, twins[0], null, IsUnordered: false), clash);
        }
        else if (_marks.FindLost(type) is var (lost, problem))
        {
            foreach (var member in lost)
            {
                Refuse(RefusalKind.StateMemberIsLost, new(type, member.Name, null, IsUnordered: false), problem);
            }
        }

        foreach (var member in _marks.MembersOf(type))
        {
            var place = new StatePlace(type, member.Symbol.Name, _marks.ElementKeyOf(member.Symbol), _marks.IsUnordered(member.Symbol));
            var escaped = SymbolFormats.Escape(member.Symbol.Name);
            if (!member.IsWriteOnly && member.Symbol.IsForbiddenToRead(_reader))
            {
                Refuse(RefusalKind.StateMemberIsObsolete, place);
            }
            else if (!member.IsWriteOnly && !IsSeen(member.Symbol))
            {
                Refuse(RefusalKind.StateMemberIsNotSeen, place);
            }
            else if (member.IsNotCompared)
            {
                _named.Add(member.Symbol);
                Take(member.Symbol, $"actual.{escaped}", place);
            }
            else if (!member.IsWriteOnly && ShapeOf(member.Type, place) is { } read)
            {
                _named.Add(member.Symbol);
                var shape = _open.Contains(read) ? read + "!" : read;
                members.Add(new(escaped, JsonAttributes.NameOf(member.Symbol), shape, member.IsSensitive));
                if (_marks.HasNotCompared(member.Type))
                {
                    Take(member.Symbol, TakenFrom(member.Type, place, shape, escaped), place);
                }
            }
        }

        _open.Remove(name);
        _types.Add(new(name, SymbolFormats.Bare(type), members.ToEquatableArray(), taken.ToEquatableArray(), isCopied));
        return name;

        void Take(ISymbol member, string? value, StatePlace place)
        {
            if (value is not null && StateTypes.IsAssignable(member, isCopied, _resource, _reader))
            {
                taken.Add($"{SymbolFormats.Escape(member.Name)} = {value}");
            }
            else
            {
                Refuse(RefusalKind.StateMemberIsNotTaken, place);
            }
        }
    }

    /// <summary>
    /// What an apply pushes for a member below which the external system decides something; null where that cannot be found.
    /// </summary>
    private string? TakenFrom(ITypeSymbol type, StatePlace place, string shape, string member)
    {
        var (desired, actual) = ($"desired.{member}", $"actual.{member}");
        if (StateTypes.FindInner(type) is null || StateTypes.IsOptionalObject(type))
        {
            return $"{shape}.Take({desired}, {actual})";
        }

        // The elements of a list are taken one by one, those of a list within it are not: neither are the values of a dictionary.
        if (
            StateTypes.FindDictionary(type) is not null
            || StateTypes.FindElement(type) is not { } element
            || (StateTypes.FindInner(element) is not null && !StateTypes.IsOptionalObject(element))
            || !StateTypes.IsListedInBrackets(type, element, _resource, _reader)
        )
        {
            return null;
        }

        var list = StateTypes.ListOf(type, element, place, _marks);
        if (list.IsUnordered || PartOf(element, place) is not { } inner)
        {
            return null;
        }

        var elements = list.Key is { } key
            ? $"{Shapes}TakeKeyed<{element.ToDisplayString(SymbolFormats.Type)}, {StateTypes.KeyTypeOf(key, element)}>({desired}, "
                + $"{actual}, {inner}, {KeyOf(key, element)})"
            : $"{Shapes}TakeIndexed<{element.ToDisplayString(SymbolFormats.Type)}>({desired}, {actual}, {inner})";
        return type.IsValueType ? $"[.. {elements}]" : $"{desired} is null ? null! : [.. {elements}]";
    }

    // [JsonInclude] makes the serializer read what emitted code may not.
    private bool IsSeen(ISymbol member) =>
        _reader.Compilation.IsSymbolAccessibleWithin(member, _resource)
        && (member is not IPropertySymbol { GetMethod: { } getter } || _reader.Compilation.IsSymbolAccessibleWithin(getter, _resource));

    private static string KeyOf(ISymbol key, ITypeSymbol element) =>
        $"static element => element{(element.IsReferenceType ? "?" : "")}.{SymbolFormats.Escape(key.Name)}";

    private string? Refuse(RefusalKind kind, StatePlace place, string name = "")
    {
        if (!_refusals.Any(refusal => refusal.Kind == kind && refusal.Detail == place.ToString()))
        {
            _refusals.Add(new(kind, _resource, place.ToString(), Value: name));
        }

        return null;
    }
}
