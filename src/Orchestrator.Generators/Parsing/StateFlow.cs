using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Parsing;

/// <summary>
/// Walks the steps of a workflow as the engine would, and keeps which keys the state has at each of them. Where a result does not say its keys, everything after
/// it may be there, so nothing more is said.
/// </summary>
internal sealed class StateFlow
{
    private const string Engine = "the engine";

    private readonly StepFlowReader _reader;
    private readonly ImmutableArray<string> _products;
    private readonly Dictionary<string, StateKey> _keys = new(StringComparer.Ordinal);
    private bool _hasSubscription;
    private bool _isOpen;

    /// <summary>Begins with what the engine and the first page of a workflow give.</summary>
    public StateFlow(KnownTypes known, WorkflowTarget target, ImmutableArray<ITypeSymbol> products)
    {
        _reader = known.StepFlows;
        _products = [.. products.SelectMany(static product => NamesOf(product))];
        _hasSubscription = target is not (WorkflowTarget.Create or WorkflowTarget.System);
        Give("process_id", "Guid", JsonShape.Text);
        Give("reporter", "string", JsonShape.Text);
        Give("workflow_name", "string", JsonShape.Text);
        Give("workflow_target", "string", JsonShape.Text);
        if (target == WorkflowTarget.System)
        {
            return;
        }

        Give("product", "Guid", JsonShape.Text);
        if (target == WorkflowTarget.Create)
        {
            Give("product_name", "string", JsonShape.Text);
            return;
        }

        Give("subscription_id", "Guid", JsonShape.Text);
        Give("customer_id", "string", JsonShape.Text);
        Give("version", "int", JsonShape.Number);
        Give("subscription", "", JsonShape.Unknown);

        void Give(string key, string type, JsonShape shape) => _keys[key] = new(type, shape, CanBeNull: false, Engine);
    }

    /// <summary>The keys that are there now.</summary>
    public IReadOnlyDictionary<string, StateKey> Keys => _keys;

    /// <summary>Runs one step of a chain, whatever it is. Inside <c>FocusSteps</c> the state is another one, of which nothing is known.</summary>
    /// <param name="step">The step.</param>
    /// <returns>What is wrong with its parameters; nothing for a step that has none.</returns>
    public IReadOnlyList<StateGap> Run(ChainOperand step)
    {
        switch (step)
        {
            case { IsFocused: true }:
                return [];
            case { Published: { } published }:
                return Run(published.Flow);
            case { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method }:
                return Run(method, step.Kind == ChainOperandKind.InputStep);
            case { Kind: ChainOperandKind.OpenCallback }:
                Receive(step.Key, "string", JsonShape.Text);
                return [];
            case { Kind: ChainOperandKind.AwaitCallback }:
                Receive(step.Key, "", JsonShape.Unknown);
                return [];
            default:
                return [];
        }
    }

    /// <summary>Runs a step, input step or form: what it needs and does not find, then what it gives.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form or input step.</param>
    /// <returns>What is wrong with its parameters.</returns>
    public IReadOnlyList<StateGap> Run(IMethodSymbol method, bool isForm) => Run(_reader.Read(method, isForm));

    private StateGap[] Run(StepFlow step)
    {
        var gaps = step.Needs.Select(need => FindGap(step.Name, need)).OfType<StateGap>().ToArray();
        _isOpen |= step.GivesAnything;
        var origin = $"'{step.Name}'";
        foreach (var gift in step.Gives)
        {
            if (gift.IsSubscription)
            {
                GiveSubscription(gift.Key, origin);
            }
            else if (!gift.CanBeAbsent || !_keys.ContainsKey(gift.Key))
            {
                _keys[gift.Key] = new(gift.Type, gift.Shape, gift.CanBeNull, origin);
            }
        }

        return gaps;
    }

    // A key that is not constant may be any.
    private void Receive(string? key, string type, JsonShape shape)
    {
        _isOpen |= key is null;
        if (key is not null)
        {
            _keys[key] = new(type, shape, CanBeNull: false, "a callback step");
        }
    }

    private void GiveSubscription(string key, string origin)
    {
        _hasSubscription = true;
        _keys[key] = new("", JsonShape.Unknown, CanBeNull: false, origin);
        if (!_keys.ContainsKey("subscription_id"))
        {
            _keys["subscription_id"] = new("Guid", JsonShape.Text, CanBeNull: false, origin);
        }
    }

    private StateGap? FindGap(string step, StepNeed need)
    {
        if (need.IsSubscription)
        {
            return FindSubscriptionGap(step, need);
        }

        if (!_keys.TryGetValue(need.Key, out var given))
        {
            return _isOpen || need.IsOptional ? null : new(step, need, StateGapKind.Missing, Given: null);
        }

        return _isOpen ? null
            : IsMismatch(need.Shape, given.Shape) ? new(step, need, StateGapKind.OtherType, given)
            : given.CanBeNull && !need.IsOptional && need.RejectsNull ? new(step, need, StateGapKind.Nullable, given)
            : null;
    }

    private StateGap? FindSubscriptionGap(string step, StepNeed need)
    {
        if (_keys.TryGetValue(need.Key, out var given) && need.Key is not "subscription")
        {
            // The id of another subscription, whose product only the database knows.
            return given.Shape is JsonShape.Text or JsonShape.Unknown or JsonShape.Object ? null : new(step, need, StateGapKind.OtherType, given);
        }

        if (!_hasSubscription)
        {
            return _isOpen ? null : new(step, need, StateGapKind.NoSubscription, Given: null);
        }

        return _products.IsEmpty || _products.Contains(need.Type) ? null : new(step, need, StateGapKind.OtherProduct, Given: null);
    }

    private static bool IsMismatch(JsonShape needs, JsonShape has) => has != JsonShape.Unknown && needs != JsonShape.Unknown && has != needs;

    /// <summary>The names of a product and of what it derives from: a step may ask for any of them.</summary>
    private static IEnumerable<string> NamesOf(ITypeSymbol product)
    {
        for (var current = product; current is not null; current = current.BaseType)
        {
            yield return current.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        }
    }
}
