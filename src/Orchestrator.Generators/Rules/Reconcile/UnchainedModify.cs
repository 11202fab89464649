using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// A modify workflow that uses no <c>[ExternalSystemSteps]</c> chain, so that no reconcile workflow is emitted from it, for the rules that
/// ask whether it should use one.
/// </summary>
internal sealed class UnchainedModify
{
    private readonly CompilationReader _reader;

    private UnchainedModify(WorkflowDeclaration workflow, ImmutableArray<ChainOperand> operands, CompilationReader reader)
    {
        _reader = reader;
        Workflow = workflow;
        Operands = operands;
    }

    /// <summary>The workflow.</summary>
    public WorkflowDeclaration Workflow { get; }

    /// <summary>The operands of its chain.</summary>
    public ImmutableArray<ChainOperand> Operands { get; }

    /// <summary>
    /// Reads a member; null for anything else than a modify workflow, for one that opts out or uses a marked chain, or one whose mark the
    /// compiler does not know, and for one that is computed.
    /// </summary>
    public static UnchainedModify? TryRead(ISymbol member, CompilationReader reader, CancellationToken cancellationToken) =>
        WorkflowDeclaration.TryRead(member, reader) is { } workflow ? TryRead(workflow, reader, cancellationToken) : null;

    /// <inheritdoc cref="TryRead(ISymbol, CompilationReader, CancellationToken)"/>
    public static UnchainedModify? TryRead(WorkflowDeclaration workflow, CompilationReader reader, CancellationToken cancellationToken)
    {
        var chains = ChainReader.Of(reader);
        return
            workflow is { Target: WorkflowTarget.Modify, Reconcile: true }
            && chains.Read(workflow.Method, cancellationToken) is { } operands
            && chains.FindExternalSystemSteps(workflow.Method, cancellationToken).IsEmpty
            && !operands.Any(static operand =>
                operand is { Kind: ChainOperandKind.Chain, Symbol: { } chain } && chain.HasUnknownAttribute()
            )
            ? new(workflow, operands, reader)
            : null;
    }

    /// <summary>
    /// True where a warning of ORCH2004 or ORCH2005 says that it should use a chain. What would be emitted from the chain need not be asked
    /// for as well.
    /// </summary>
    public bool ShouldUseChain(CancellationToken cancellationToken) =>
        FindRepeated(cancellationToken) is not null || AppliesUnreconciled(cancellationToken);

    /// <summary>
    /// True where it applies an external resource, and nothing reconciles its product: it is about an external system without doubt.
    /// </summary>
    public bool AppliesUnreconciled(CancellationToken cancellationToken) =>
        Operands.Any(operand => Applies(operand, cancellationToken)) && !ReconciledProducts.Of(_reader).HasAny(Workflow.Products);

    /// <summary>The operands at its end that leave the subscription alone, the last one first.</summary>
    public ImmutableArray<ChainOperand> FindTrailing(CancellationToken cancellationToken)
    {
        var results = new ResultParser(_reader);
        return [.. Operands.Reverse().TakeWhile(operand => IsExternal(operand, results, cancellationToken))];
    }

    /// <summary>
    /// Finds the marked chain that it repeats, of its own class first, then of the classes that its steps are from; null when it repeats
    /// none.
    /// </summary>
    public RepeatedChain? FindRepeated(CancellationToken cancellationToken) =>
        FindChains()
            .Select(chain =>
                ChainReader.Of(_reader).Read(chain, cancellationToken) is { IsEmpty: false } steps && FindRun(Operands, steps) is { } at
                    ? new RepeatedChain(chain, Operands[at], steps.Length)
                    : null
            )
            .FirstOrDefault(static repeated => repeated is not null);

    /// <summary>The marked chains that it could use, of its own class first, then of the classes that its steps are from.</summary>
    public IEnumerable<ISymbol> FindChains()
    {
        var host = Workflow.Method.ContainingType;
        return Operands
            .Select(static operand => operand.Symbol?.ContainingType)
            .OfType<INamedTypeSymbol>()
            .Prepend(host)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(static type => type.GetMembers())
            .Where(member =>
                member.HasAttribute(_reader.Known.ExternalSystemStepsAttribute)
                && ChainReader.Of(_reader).IsChain(member)
                && _reader.Compilation.IsSymbolAccessibleWithin(member, host)
            );
    }

    private bool Applies(ChainOperand operand, CancellationToken cancellationToken) =>
        operand is { Kind: ChainOperandKind.Chain, Symbol: { } chain, IsConditional: false, IsFocused: false }
            ? Walk(chain, cancellationToken)?.Any(static step => IsApplied(step.Operand)) == true
            : IsApplied(operand);

    private static bool IsApplied(ChainOperand operand) =>
        operand is { Kind: ChainOperandKind.Resource, Symbol.Name: ResourceUse.Apply, IsConditional: false, IsFocused: false };

    private ImmutableArray<ChainStep>? Walk(ISymbol chain, CancellationToken cancellationToken) =>
        new ChainWalker(ChainReader.Of(_reader)).TryWalk(chain, cancellationToken);

    /// <summary>Where the steps of a chain stand in a workflow, one after the other and in one list; null when they do not.</summary>
    private static int? FindRun(ImmutableArray<ChainOperand> operands, ImmutableArray<ChainOperand> steps)
    {
        if (
            steps.Any(static step =>
                step
                    is not {
                        IsWrapped: false,
                        Kind: ChainOperandKind.Step or ChainOperandKind.Resource or ChainOperandKind.Chain,
                        Symbol: not null
                    }
            )
        )
        {
            return null;
        }

        for (var start = 0; start + steps.Length <= operands.Length; start++)
        {
            var list = ListOf(operands[start]);
            var offset = 0;
            while (offset < steps.Length && IsSame(operands[start + offset], steps[offset]) && ListOf(operands[start + offset]) == list)
            {
                offset++;
            }

            if (offset == steps.Length)
            {
                return start;
            }
        }

        return null;
    }

    // On a condition or on a part of the state the steps are not what the chain would be; and the methods of a callback step stand in no
    // list.
    private static bool IsSame(ChainOperand operand, ChainOperand step) =>
        operand
            is {
                IsConditional: false,
                IsFocused: false,
                Kind: ChainOperandKind.Step or ChainOperandKind.Resource or ChainOperandKind.Chain
            }
        && (!operand.IsWrapped || operand.Syntax.Parent is BinaryExpressionSyntax)
        && operand.AwaitsCallback == step.AwaitsCallback
        && SymbolEqualityComparer.Default.Equals(operand.Symbol, step.Symbol);

    private static ArgumentSyntax? ListOf(ChainOperand operand) =>
        operand.IsWrapped ? operand.Syntax.Ancestors().OfType<ArgumentSyntax>().FirstOrDefault() : null;

    /// <summary>True for what leaves the subscription alone, so that it is likely to be about an external system.</summary>
    private bool IsExternal(ChainOperand operand, ResultParser results, CancellationToken cancellationToken) =>
        operand switch
        {
            { IsWrapped: true } => false,
            { Kind: ChainOperandKind.Resource } => true,
            { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol step } => LeavesSubscription(step, results),
            { Kind: ChainOperandKind.Chain, Symbol: { } chain } => Walk(chain, cancellationToken) is { IsEmpty: false } steps
                && steps.All(step =>
                    step.Operand.Kind == ChainOperandKind.Resource
                    || step.Operand is { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol inner } && LeavesSubscription(inner, results)
                ),
            _ => false,
        };

    private static bool LeavesSubscription(IMethodSymbol step, ResultParser results) =>
        results.Parse(step, isForm: false, out _).Value is { } result
        && result.Kind != ResultKind.Subscription
        && !result.Keys.Any(static key => key.IsSubscription);
}
