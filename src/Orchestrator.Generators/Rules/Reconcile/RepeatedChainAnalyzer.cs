using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// ORCH2004: a modify workflow repeats the steps of its class's <c>[ExternalSystemSteps]</c> chain instead of using the chain. ORCH2005: it
/// uses no such chain at all, though it ends in steps that could be one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedChainAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property of an ORCH2004 that names the chain to use.</summary>
    public const string Chain = nameof(Chain);

    /// <summary>The property of an ORCH2004 or ORCH2005 that says how many operands are meant.</summary>
    public const string Count = nameof(Count);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ChainIsRepeated, DiagnosticDescriptors.NoExternalSystemSteps, DiagnosticDescriptors.ResourceWithoutReconcile];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var chains = ChainReader.Of(reader);
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Modify, Reconcile: true } workflow
            || chains.Read(workflow.Method, context.CancellationToken) is not { } operands
        )
        {
            return;
        }

        var used = chains
            .FindExternalSystemSteps(workflow.Method, context.CancellationToken)
            .Select(static use => use.Chain)
            .ToImmutableArray();
        if (!used.IsEmpty)
        {
            return;
        }

        foreach (var chain in FindChains(workflow.Method.ContainingType, operands, reader))
        {
            if (chains.Read(chain, context.CancellationToken) is { IsEmpty: false } steps && FindRun(operands, steps) is { } at)
            {
                var properties = ImmutableDictionary<string, string?>
                    .Empty.Add(Chain, NameFor(chain, workflow.Method.ContainingType))
                    .Add(Count, steps.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.ChainIsRepeated,
                        operands[at].Syntax.GetLocation(),
                        properties,
                        workflow.Name,
                        NameFor(chain, workflow.Method.ContainingType).TrimEnd('(', ')')
                    )
                );
                return;
            }
        }

        ReportMissing(context, workflow, operands, reader);
    }

    private static void ReportMissing(
        SymbolAnalysisContext context,
        WorkflowDeclaration workflow,
        ImmutableArray<ChainOperand> operands,
        CompilationReader reader
    )
    {
        if (
            workflow.Products.IsEmpty
            || !workflow.Products.All(reader.Known.IsSubscriptionModel)
            || workflow.Method.Locations is not [var location, ..]
        )
        {
            return;
        }

        var results = new ResultParser(reader);
        ChainOperand[] trailing =
        [
            .. operands.Reverse().TakeWhile(operand => IsExternal(operand, results, reader, context.CancellationToken)),
        ];
        var products = string.Join(", ", workflow.Products.Select(static product => $"'{product.Name}'"));
        var unmarked = trailing.FirstOrDefault(static operand => operand.Kind == ChainOperandKind.Chain);
        var count = trailing.TakeWhile(static operand => operand.Kind != ChainOperandKind.Chain).Count();

        // What applies an external resource is about an external system without doubt. The product may be reconciled by another workflow.
        if (AppliesResource(trailing, reader, context.CancellationToken) && !ReconciledProducts.Of(reader).HasAny(workflow.Products))
        {
            var advice = unmarked is null
                ? "Move the steps that update external systems into such a chain"
                : $"Mark the chain '{unmarked.Symbol!.Name}' with [ExternalSystemSteps]"
                    + (trailing.Length > 1 ? ", with all steps that update external systems in it" : "");
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ResourceWithoutReconcile,
                    location,
                    DiagnosticSeverity.Warning,
                    additionalLocations: null,
                    unmarked is null ? CountOf(count) : ImmutableDictionary<string, string?>.Empty,
                    workflow.Name,
                    products,
                    advice
                )
            );
        }
        else if (count > 0)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.NoExternalSystemSteps, location, CountOf(count), workflow.Name, products)
            );
        }
    }

    private static ImmutableDictionary<string, string?> CountOf(int steps) =>
        ImmutableDictionary<string, string?>.Empty.Add(Count, steps.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool AppliesResource(ChainOperand[] trailing, CompilationReader reader, CancellationToken cancellationToken) =>
        trailing.Any(operand =>
            operand.Kind == ChainOperandKind.Resource
                ? IsApplied(operand)
                : operand is { Kind: ChainOperandKind.Chain, Symbol: { } chain }
                    && new ChainWalker(ChainReader.Of(reader)).TryWalk(chain, cancellationToken)?.Any(step => IsApplied(step.Operand))
                        == true
        );

    private static bool IsApplied(ChainOperand operand) =>
        operand is { Kind: ChainOperandKind.Resource, Symbol.Name: ResourceUse.Apply, IsConditional: false, IsFocused: false };

    /// <summary>
    /// The marked chains that a copy may be of: those of the workflow's own class, then those of the classes that its steps are from.
    /// </summary>
    private static IEnumerable<ISymbol> FindChains(
        INamedTypeSymbol host,
        ImmutableArray<ChainOperand> operands,
        CompilationReader reader
    ) =>
        operands
            .Select(static operand => operand.Symbol?.ContainingType)
            .OfType<INamedTypeSymbol>()
            .Prepend(host)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(static type => type.GetMembers())
            .Where(member =>
                member.HasAttribute(reader.Known.ExternalSystemStepsAttribute)
                && ChainReader.Of(reader).IsChain(member)
                && reader.Compilation.IsSymbolAccessibleWithin(member, host)
            );

    private static string NameFor(ISymbol chain, INamedTypeSymbol host)
    {
        var name = chain is IMethodSymbol ? chain.Name + "()" : chain.Name;
        return SymbolEqualityComparer.Default.Equals(chain.ContainingType, host) ? name
            : SymbolEqualityComparer.Default.Equals(chain.ContainingNamespace, host.ContainingNamespace)
                ? TypeHierarchyParser.NestedName(chain.ContainingType) + "." + name
            : SymbolFormats.Bare(chain.ContainingType) + "." + name;
    }

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
    private static bool IsExternal(
        ChainOperand operand,
        ResultParser results,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        operand switch
        {
            { IsWrapped: true } => false,
            { Kind: ChainOperandKind.Resource } => true,
            { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol step } => LeavesSubscription(step, results),
            { Kind: ChainOperandKind.Chain, Symbol: { } chain } => new ChainWalker(ChainReader.Of(reader)).TryWalk(chain, cancellationToken)
                is { IsEmpty: false } steps
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
