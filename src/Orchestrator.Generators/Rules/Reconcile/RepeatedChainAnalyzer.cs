using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
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
    [DiagnosticDescriptors.ChainIsRepeated, DiagnosticDescriptors.NoExternalSystemSteps];

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

        var trailing = CountTrailingSteps(operands, reader);
        if (
            trailing > 0
            && !workflow.Products.IsEmpty
            && workflow.Products.All(reader.Known.IsSubscriptionModel)
            && workflow.Method.Locations is [var location, ..]
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.NoExternalSystemSteps,
                    location,
                    ImmutableDictionary<string, string?>.Empty.Add(
                        Count,
                        trailing.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    ),
                    workflow.Name,
                    string.Join(", ", workflow.Products.Select(static product => $"'{product.Name}'"))
                )
            );
        }
    }

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

    /// <summary>How many steps at the end leave the subscription alone, so that they are likely to be about an external system.</summary>
    private static int CountTrailingSteps(ImmutableArray<ChainOperand> operands, CompilationReader reader)
    {
        var results = new ResultParser(reader);
        return operands
            .Reverse()
            .TakeWhile(operand =>
                operand is { IsWrapped: false, Kind: ChainOperandKind.Resource }
                || operand is { IsWrapped: false, Kind: ChainOperandKind.Step, Symbol: IMethodSymbol step }
                    && results.Parse(step, isForm: false, out _).Value is { } result
                    && result.Kind != ResultKind.Subscription
                    && !result.Keys.Any(static key => key.IsSubscription)
            )
            .Count();
    }
}
