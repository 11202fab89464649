using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>
/// Walks the steps of a workflow as the engine would, and keeps which keys the state has at each of them. Where a result does not say its keys, everything after
/// it may be there, so nothing more is said.
/// </summary>
internal sealed class StateFlow
{
    private const string Engine = "the engine";

    private readonly KnownTypes _known;
    private readonly BindingParser _bindings;
    private readonly ResultParser _results;
    private readonly ImmutableArray<ITypeSymbol> _products;
    private readonly Dictionary<string, StateKey> _keys = new(StringComparer.Ordinal);
    private bool _hasSubscription;
    private bool _isOpen;

    /// <summary>Begins with what the engine and the first page of a workflow give.</summary>
    public StateFlow(KnownTypes known, WorkflowTarget target, ImmutableArray<ITypeSymbol> products)
    {
        _known = known;
        _bindings = new(known);
        _results = new(known);
        _products = products;
        _hasSubscription = target is not (WorkflowTarget.Create or WorkflowTarget.System);
        var text = known.Compilation.GetSpecialType(SpecialType.System_String);
        Give("process_id", known.Guid);
        Give("reporter", text);
        Give("workflow_name", text);
        Give("workflow_target", text);
        if (target == WorkflowTarget.System)
        {
            return;
        }

        Give("product", known.Guid);
        if (target == WorkflowTarget.Create)
        {
            Give("product_name", text);
            return;
        }

        Give("subscription_id", known.Guid);
        Give("customer_id", text);
        Give("version", known.Compilation.GetSpecialType(SpecialType.System_Int32));
        Give("subscription", type: null);

        void Give(string key, ITypeSymbol? type) => _keys[key] = new(type, CanBeNull: false, Engine);
    }

    /// <summary>The keys that are there now.</summary>
    public IReadOnlyDictionary<string, StateKey> Keys => _keys;

    /// <summary>Runs a step, input step or form: what it needs and does not find, then what it gives.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form or input step.</param>
    /// <returns>What is wrong with its parameters.</returns>
    public IReadOnlyList<StateGap> Run(IMethodSymbol method, bool isForm)
    {
        var gaps = method.Parameters.Select(parameter => FindGap(parameter, isForm)).OfType<StateGap>().ToArray();
        if (_results.TryParse(method, isForm, out _) is not { } result)
        {
            _isOpen = true;
            return gaps;
        }

        var origin = $"'{method.Name}'";
        if (result.Kind == ResultKind.State)
        {
            _isOpen = true;
        }
        else if (result.Kind == ResultKind.Subscription)
        {
            GiveSubscription("subscription", origin);
        }

        foreach (var (output, type) in _results.FindTypedKeys(method, isForm))
        {
            if (output.IsSubscription)
            {
                GiveSubscription(output.Key, origin);
            }
            else if (!result.CanBeNull || !_keys.ContainsKey(output.Key))
            {
                // A page that was not asked gives null; a whole result that is null gives nothing, so what was there stays.
                _keys[output.Key] = new(type, result.CanBeNull || IsNullable(type) || output.Path.Contains('?'), origin);
            }
        }

        return gaps;
    }

    /// <summary>Runs one step of a chain, whatever it is. Inside <c>FocusSteps</c> the state is another one, of which nothing is known.</summary>
    /// <param name="step">The step.</param>
    /// <returns>What is wrong with its parameters; nothing for a step that has none.</returns>
    public IReadOnlyList<StateGap> Run(ChainOperand step)
    {
        switch (step)
        {
            case { IsFocused: true }:
                return [];
            case { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method }:
                return Run(method, step.Kind == ChainOperandKind.InputStep);
            case { Kind: ChainOperandKind.OpenCallback }:
                Receive(step.Key, _known.Compilation.GetSpecialType(SpecialType.System_String));
                return [];
            case { Kind: ChainOperandKind.AwaitCallback }:
                Receive(step.Key, type: null);
                return [];
            default:
                return [];
        }
    }

    // A key that is not constant may be any.
    private void Receive(string? key, ITypeSymbol? type)
    {
        _isOpen |= key is null;
        if (key is not null)
        {
            _keys[key] = new(type, CanBeNull: false, "a callback step");
        }
    }

    private void GiveSubscription(string key, string origin)
    {
        _hasSubscription = true;
        _keys[key] = new(null, CanBeNull: false, origin);
        if (!_keys.ContainsKey("subscription_id"))
        {
            _keys["subscription_id"] = new(_known.Guid, CanBeNull: false, origin);
        }
    }

    private StateGap? FindGap(IParameterSymbol parameter, bool isForm)
    {
        if (_bindings.TryParse(parameter, isForm) is not { } binding)
        {
            return null;
        }

        return binding.Kind switch
        {
            ParameterKind.Subscription => FindSubscriptionGap(parameter, binding.Key),
            ParameterKind.Value => FindValueGap(parameter, binding.Key),
            ParameterKind.OptionalValue => _keys.TryGetValue(binding.Key, out var there) ? FindMismatch(parameter, binding.Key, there) : null,
            _ => null,
        };
    }

    private StateGap? FindSubscriptionGap(IParameterSymbol parameter, string key)
    {
        if (_keys.TryGetValue(key, out var given) && key is not "subscription")
        {
            // The id of another subscription, whose product only the database knows.
            return given.Type is { } type && JsonShapes.Of(type) is not (JsonShape.Text or JsonShape.Unknown or JsonShape.Object)
                ? new(parameter, key, StateGapKind.OtherType, given)
                : null;
        }

        if (!_hasSubscription)
        {
            return _isOpen ? null : new(parameter, key, StateGapKind.NoSubscription, Given: null);
        }

        return _products.IsEmpty || _products.Any(product => product.IsOrDerivesFrom(SubscriptionUse.TryRead(parameter.Type, _known)?.Product)) ? null : new(parameter, key, StateGapKind.OtherProduct, Given: null);
    }

    private StateGap? FindValueGap(IParameterSymbol parameter, string key)
    {
        if (!_keys.TryGetValue(key, out var given))
        {
            return _isOpen ? null : new(parameter, key, StateGapKind.Missing, Given: null);
        }

        return FindMismatch(parameter, key, given)
            ?? (given.CanBeNull && !_isOpen && !IsOblivious(parameter.Type) ? new(parameter, key, StateGapKind.Nullable, given) : null);
    }

    private StateGap? FindMismatch(IParameterSymbol parameter, string key, StateKey given) =>
        !_isOpen
        && given.Type is { } type
        && (JsonShapes.Of(type), JsonShapes.Of(parameter.Type)) is var (has, needs)
        && has != JsonShape.Unknown
        && needs != JsonShape.Unknown
        && has != needs
            ? new(parameter, key, StateGapKind.OtherType, given)
            : null;

    private static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;

    private static bool IsOblivious(ITypeSymbol type) => type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
}

/// <summary>What a parameter asks of the state and does not get.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Key">The key.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Given">What the key holds; null when it is not there.</param>
internal sealed record StateGap(IParameterSymbol Parameter, string Key, StateGapKind Kind, StateKey? Given);

internal enum StateGapKind
{
    /// <summary>Nothing gives the key.</summary>
    Missing,

    /// <summary>The key is given with another type.</summary>
    OtherType,

    /// <summary>The key may hold null, and the parameter may not.</summary>
    Nullable,

    /// <summary>There is no subscription yet.</summary>
    NoSubscription,

    /// <summary>The workflow is for other products.</summary>
    OtherProduct,
}
