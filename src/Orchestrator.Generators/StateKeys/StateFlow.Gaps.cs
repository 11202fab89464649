using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.StateKeys;

/// <content>What is wrong with what a step takes.</content>
internal sealed partial class StateFlow
{
    private StateGap? FindGap(string step, StepNeed need, ChainSurroundings around)
    {
        if (_uncertain.Contains(need.Key))
        {
            return null;
        }

        if (need.IsSubscription)
        {
            return FindSubscriptionGap(step, need, around.IsConditional);
        }

        if (!_keys.TryGetValue(need.Key, out var given))
        {
            // The step does not run without it where its condition asks for the key, and a condition that reads it is reported itself.
            return need.IsOptional ? FindSlip(step, need)
                : around.Asks(need.Key) ? null
                : _removed.TryGetValue(need.Key, out var remover)
                    ? new(step, need, StateGapKind.Missing, Given: null) { RemovedBy = remover }
                : _isOpen ? null
                : new(step, need, StateGapKind.Missing, Given: null)
                {
                    Parts = FindParts(need),
                    Within = KeyPlace.FindWithin(_keys, need.Key, _reader.Known),
                    Nearest = NearNames.Find(need.Key, _keys.Keys) ?? _callback.Find(need.Key),
                };
        }

        if (given.OnlyIn is not null && !_isOpen && !need.IsOptional && !around.IsConditional)
        {
            return new(step, need, StateGapKind.Conditional, given);
        }

        // A case that this workflow never has may read another type, and a condition may well have asked what is there.
        return _isOpen || need is { IsReadByCode: true, IsOptional: true, IsReadWhereThere: false } ? null
            : need.Shape.Refuses(given.Shape)
                ? around.AsksForTypeOf(need.Key) ? null
                    : new(step, need, StateGapKind.OtherType, given)
            : given.CanBeNull && !need.IsOptional && need.RejectsNull && !around.Asks(need.Key)
                ? new(step, need, StateGapKind.Nullable, given)
            : null;
    }

    // A page that a form asks, and a record that a step returns, give each member under a key of its own.
    private ImmutableArray<string> FindParts(StepNeed need)
    {
        if (need.Value is not { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } type)
        {
            return [];
        }

        JsonMember[] members = [.. JsonContract.Of(type).Members.Where(member => !_reader.Known.IsFormElement(member.Type))];
        return members.All(member =>
            _keys.TryGetValue(SnakeCase.Convert(member.Symbol.Name), out var given)
            && SymbolEqualityComparer.Default.Equals(given.Value, member.Type)
        )
            ?
            [
                .. members.Select(static member =>
                    $"{member.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} "
                    + $"{char.ToLowerInvariant(member.Symbol.Name[0])}{member.Symbol.Name.Substring(1)}"
                ),
            ]
            : [];
    }

    // What the engine gives is in every workflow, so that its names say nothing of what is meant.
    private StateGap? FindSlip(string step, StepNeed need) =>
        !_isOpen
        && !need.IsReadByCode
        && !_removed.ContainsKey(need.Key)
        && NearNames.FindSlip(
            need.Key,
            _keys.Where(given => given.Value.Origin != Engine && !need.Shape.Refuses(given.Value.Shape)).Select(static given => given.Key)
        )
            is { } meant
            ? new(step, need, StateGapKind.Misspelt, _keys[meant]) { Nearest = meant }
            : null;

    // The author gives a value and takes it by its name and type; that the type cannot be read, so that a service is asked for, is hardly
    // meant.
    private StateGap? FindServiceGap(string step, StepService service) =>
        _keys.TryGetValue(service.Key, out var given)
        && given.Value is { } value
        && _reader.Compilation.HasImplicitConversion(value, service.Parameter.Type)
            ? new(
                step,
                new(service.Key, service.Parameter.Name, service.Parameter.Type.Name, JsonShape.Unknown),
                StateGapKind.Service,
                given
            )
            : null;

    // A state whose keys are not known may hold any subscription, under any key.
    private StateGap? FindSubscriptionGap(string step, StepNeed need, bool isConditional)
    {
        if (_isOpen)
        {
            return null;
        }

        if (_keys.TryGetValue(need.Key, out var given) && need.Key is not Subject)
        {
            // The id of another subscription, whose product only the database knows, unless a form has asked for one of a product.
            return given.Shape.Kind is not (JsonKind.Text or JsonKind.Guid or JsonKind.Unknown or JsonKind.Object)
                    ? new(step, need, StateGapKind.OtherType, given)
                : given.Reference is { } referred && need.ProductType is { } taken && !MayBe(referred, taken)
                    ? new(step, need, StateGapKind.OtherReference, given) { Products = referred.Name }
                : null;
        }

        // Without one of its product the step gets null.
        if (need.IsOptional)
        {
            return null;
        }

        if (!_hasSubscription)
        {
            return new(step, need, StateGapKind.NoSubscription, Given: null) { Within = _beside, Nearest = FindOnlyKey(need) };
        }

        // A condition may well ask for the product, and what a create workflow makes is its author's choice; but a product that the
        // workflow is not for at all fits in no case.
        SubjectProduct[] others = [.. _products.Where(product => !product.Identities.Contains(need.Product!))];
        if (others.Length == 0 && !_isOtherProduct && FindSubscriptionSlip(need) is { } meant)
        {
            return new(step, need, StateGapKind.Misspelt, _keys[meant]) { Nearest = meant };
        }

        if (others.Length == 0 || _isOtherProduct || (others.Length < _products.Length && (isConditional || _makesSubscription)))
        {
            return null;
        }

        // Two products of one simple name are told apart by where they are.
        var isAmbiguous = others.Any(product => product.Name == need.Type);
        var names = others.Select(product => $"'{(isAmbiguous ? SymbolFormats.FullName(product.Identities[0]) : product.Name)}'");
        return new(
            step,
            isAmbiguous ? need with { Type = SymbolFormats.FullName(need.Product!) } : need,
            StateGapKind.OtherProduct,
            Given: null
        )
        {
            Products = string.Join(", ", names),
            FitsOthers = others.Length < _products.Length,
            Nearest = others.Length == _products.Length ? FindOnlyKey(need) : null,
        };
    }

    /// <summary>The only key that has a subscription of the product that is taken; null for none or several.</summary>
    private string? FindOnlyKey(StepNeed need) => FindKeysOf(need).ToArray() is [var only] ? only : null;

    // Under a name that no key has, a step gets the subscription of its workflow, which may be meant.
    private string? FindSubscriptionSlip(StepNeed need) =>
        need is { Key: not Subject, IsReadByCode: false } ? NearNames.FindSlip(need.Key, FindKeysOf(need)) : null;

    private IEnumerable<string> FindKeysOf(StepNeed need) =>
        _keys
            .Where(given =>
                given.Key != Subject
                && given.Key != need.Key
                && (
                    given.Value.Reference is { } referred
                        ? need.ProductType is { } taken && referred.IsOrDerivesFrom(taken)
                        : given.Value.Product is { } product && product == need.Product
                )
            )
            .Select(static given => given.Key);

    // One of several products that derive from one class may be the one that is taken.
    private static bool MayBe(INamedTypeSymbol referred, INamedTypeSymbol taken) =>
        referred.IsOrDerivesFrom(taken) || taken.IsOrDerivesFrom(referred);

    /// <summary>What is wrong with a step of the engine's that is about the workflow's own subscription.</summary>
    private StateGap[] FindSubjectGap(string step) =>
        _hasSubscription || _isOpen || _keys.ContainsKey(SubjectId) || _keys.ContainsKey(Subject)
            ? []
            :
            [
                new(step, new(Subject, Subject, "", JsonShape.Unknown) { Product = "" }, StateGapKind.NoSubscription, Given: null)
                {
                    Within = _beside,
                },
            ];
}
