using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.StateKeys;

/// <summary>
/// Walks the steps of a workflow as the engine would, and keeps which keys the state has at each of them. Where a result does not say its
/// keys, everything after it may be there, so nothing more is said.
/// </summary>
internal sealed partial class StateFlow
{
    /// <summary>The type of what a callback brings, as a message names it.</summary>
    public const string JsonObject = "JSON object";

    private const string Engine = "the engine";
    private const string Subject = "subscription";
    private const string SubjectId = "subscription_id";

    private readonly CompilationReader _reader;
    private readonly ImmutableArray<SubjectProduct> _products;
    private readonly bool _makesSubscription;
    private readonly Dictionary<string, StateKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StateKey> _ever = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uncertain = new(StringComparer.Ordinal);
    private readonly HashSet<StepNeed> _saidOfConditions = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private KeyPlace? _beside;
    private bool _hasSubscription;
    private bool _isOtherProduct;
    private bool _isOpen;
    private bool _takesState;
    private CallbackNames _callback;

    /// <summary>Begins with what the engine and the first page of a workflow give.</summary>
    public StateFlow(CompilationReader reader, WorkflowTarget target, ImmutableArray<ITypeSymbol> products)
    {
        _reader = reader;
        _products =
        [
            .. products.OfType<INamedTypeSymbol>().Select(static product => new SubjectProduct(product.Name, [.. IdentitiesOf(product)])),
        ];
        _makesSubscription = target == WorkflowTarget.Create;
        _hasSubscription = target is not (WorkflowTarget.Create or WorkflowTarget.System);
        Give("process_id", "Guid", JsonShape.Guid);
        Give("reporter", "string", JsonShape.Text);
        Give("workflow_name", "string", JsonShape.Text);
        Give("workflow_target", "string", JsonShape.Text);
        if (target == WorkflowTarget.System)
        {
            return;
        }

        Give("product", "Guid", JsonShape.Guid);
        if (target == WorkflowTarget.Create)
        {
            Give("product_name", "string", JsonShape.Text);
            return;
        }

        Give("subscription_id", "Guid", JsonShape.Guid);
        Give("customer_id", "string", JsonShape.Text);
        Give("version", "int", JsonShape.Number);
        Give(Subject, "", JsonShape.Unknown);

        void Give(string key, string type, JsonShape shape) => Put(key, new(type, shape, CanBeNull: false, Engine), ChainSurroundings.None);
    }

    /// <summary>Lets any key be there from here on, because what gives them is not known.</summary>
    public void Open()
    {
        _isOpen = true;
        _removed.Clear();
    }

    /// <summary>The keys that were there at any place so far, each as it was given last.</summary>
    public IReadOnlyDictionary<string, StateKey> EverGiven => _ever;

    /// <summary>True for a key that a step which has run takes, or may take because it takes the whole state.</summary>
    public bool IsTaken(string key) => _takesState || _taken.Contains(key);

    /// <summary>
    /// Runs one step of a chain, whatever it is. Inside <c>FocusSteps</c> the state is another one, of which nothing is known; what is
    /// known is where it goes afterwards.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <returns>What is wrong with its parameters; nothing for a step that has none.</returns>
    public IReadOnlyList<StateGap> Run(ChainOperand step) => [.. FindConditionGaps(step.Around), .. RunStep(step)];

    // A condition is asked before each of its steps; what it lacks is said once.
    private IEnumerable<StateGap> FindConditionGaps(ChainSurroundings around)
    {
        foreach (var condition in around.Conditions)
        {
            _takesState |= condition.AsksAnything;
            _taken.UnionWith(condition.Needs.Select(static need => need.Key));
        }

        return around
            .Conditions.SelectMany(condition =>
                condition.Needs.Select(need =>
                    FindGap("Conditional", need, ChainSurroundings.None) is { } gap
                        ? gap with
                        {
                            IsCondition = true,
                            At = condition.Syntax,
                        }
                        : null
                )
            )
            .OfType<StateGap>()
            .Where(gap => _saidOfConditions.Add(gap.Need));
    }

    private StateGap[] RunStep(ChainOperand step)
    {
        switch (step)
        {
            case { IsFocused: true }:
                LeaveFocus(step.Around);
                return [];
            case { Published: { } published }:
                return published.SetsStatus || published.LinksProcess ? FindSubjectGap(published.Name) : Run(published.Flow, step.Around);
            case { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method }:
                return Run(StepFlowReader.Of(_reader).Read(method, step.Kind == ChainOperandKind.InputStep), step.Around);
            case { Kind: ChainOperandKind.Resource } when step.FindResource(_reader) is { } use:
                return Run(use.Flow, step.Around);
            case { Kind: ChainOperandKind.StepValue, Symbol: { Name: "SetStatus" or "StoreProcessSubscription" } value }
                when KnownSymbols.Is(value.ContainingType, _reader.Known.Workflow):
                return FindSubjectGap(value.Name);
            case { Kind: ChainOperandKind.OpenCallback }:
                _callback = _callback with { Route = step.Key };
                Receive(step, "string", JsonShape.Text);
                return [];
            case { Kind: ChainOperandKind.AwaitCallback }:
                _callback = _callback with { Result = step.Key };
                Receive(step, JsonObject, JsonShape.Object);
                return [];
            case { Kind: ChainOperandKind.UnmarkedMethod }:
                // ORCH3001 says that it is not a step; what it would give is not missed as well.
                Open();
                return [];
            default:
                return [];
        }
    }

    /// <summary>Runs a step, input step or form that is not part of a chain: what it needs and does not find, then what it gives.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isForm">True for a form or input step.</param>
    /// <returns>What is wrong with its parameters.</returns>
    public IReadOnlyList<StateGap> Run(IMethodSymbol method, bool isForm) =>
        Run(StepFlowReader.Of(_reader).Read(method, isForm), ChainSurroundings.None);

    private StateGap[] Run(StepFlow step, ChainSurroundings around)
    {
        _takesState |= step.TakesState;
        _taken.UnionWith(step.Needs.Select(static need => need.Key));
        StateGap[] gaps =
        [
            .. step.Needs.Select(need => FindGap(step.Name, need, around)).OfType<StateGap>(),
            .. step.Services.Select(service => FindServiceGap(step.Name, service)).OfType<StateGap>(),
        ];
        var origin = $"'{step.Name}'";
        foreach (var key in step.Removes)
        {
            Remove(key, origin, around.IsConditional);
        }

        if (step.GivesAnything)
        {
            Open();
        }

        foreach (var gift in step.Gives)
        {
            if (gift.IsSubscription)
            {
                GiveSubscription(gift, origin);
            }
            else if (!gift.CanBeAbsent || !_keys.ContainsKey(gift.Key))
            {
                Put(
                    gift.Key,
                    new(gift.Type, gift.Shape, gift.CanBeNull, origin) { Value = gift.Value, Reference = gift.Reference },
                    around
                );
            }
        }

        return gaps;
    }

    private void Put(string key, StateKey given, ChainSurroundings around)
    {
        // Of two conditions that give it, one is mostly the other's opposite.
        if (
            around.IsConditional
            && !_uncertain.Contains(key)
            && (!_keys.TryGetValue(key, out var present) || present.OnlyIn?.HasConditionsOf(around) == true)
        )
        {
            given = given with { OnlyIn = around };
        }

        _keys[key] = given;
        _ever[key] = given;
        _removed.Remove(key);
        _uncertain.Remove(key);
    }

    // Of a step that may be skipped no one knows whether it has taken the key.
    private void Remove(string key, string step, bool isConditional)
    {
        _keys.Remove(key);
        if (isConditional)
        {
            _uncertain.Add(key);
        }
        else
        {
            _uncertain.Remove(key);
            _removed[key] = step;
        }
    }

    // The engine puts what the step made of its part under the key, whatever the step gives.
    private void LeaveFocus(ChainSurroundings around)
    {
        if (around.FocusKey is not { } key)
        {
            Open();
        }
        else if (!_keys.TryGetValue(key, out var present))
        {
            Put(key, new("object", JsonShape.Object, CanBeNull: false, "'FocusSteps'"), around);
        }
        else if (present.CanBeNull && !around.IsConditional)
        {
            Put(key, present with { CanBeNull = false }, around);
        }
    }

    // A key that is not constant may be any.
    private void Receive(ChainOperand part, string type, JsonShape shape)
    {
        if (part.Key is { } key)
        {
            Put(key, new(type, shape, CanBeNull: false, "a callback step"), part.Around);
        }
        else
        {
            Open();
        }
    }

    private void GiveSubscription(StepGift gift, string origin)
    {
        Put(gift.Key, new("", JsonShape.Unknown, CanBeNull: false, origin) { Product = gift.Product }, ChainSurroundings.None);

        // Under any other key it is one beside that of the workflow.
        if (gift.Key != Subject)
        {
            _beside ??= new(gift.Key, origin);
            return;
        }

        _hasSubscription = true;
        _isOtherProduct = !_products.Any(product => product.Identities.Contains(gift.Product!));
        if (!_keys.ContainsKey(SubjectId))
        {
            Put(SubjectId, new("Guid", JsonShape.Guid, CanBeNull: false, origin), ChainSurroundings.None);
        }
    }

    /// <summary>A product and what it derives from: a step may ask for any of them.</summary>
    private static IEnumerable<string> IdentitiesOf(INamedTypeSymbol product)
    {
        for (var current = product; current is not null; current = current.BaseType)
        {
            yield return SymbolFormats.Identity(current);
        }
    }

    /// <summary>A product of the workflow.</summary>
    /// <param name="Name">Its name in messages.</param>
    /// <param name="Identities">Its own identity, then those of its base classes.</param>
    private sealed record SubjectProduct(string Name, ImmutableArray<string> Identities);
}
