using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// ORCH2004: a modify workflow repeats the steps of an <c>[ExternalSystemSteps]</c> chain instead of using the chain.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedChainAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property that names the chain to use.</summary>
    public const string Chain = nameof(Chain);

    /// <summary>The property that says how many operands are meant.</summary>
    public const string Count = nameof(Count);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ChainIsRepeated];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            UnchainedModify.TryRead(context.Symbol, reader, context.CancellationToken) is not { Workflow: var workflow } modify
            || modify.FindRepeated(context.CancellationToken) is not { } repeated
        )
        {
            return;
        }

        var name = NameFor(repeated.Chain, workflow.Method.ContainingType);
        context.ReportDiagnostic(
            Diagnostic.Create(
                DiagnosticDescriptors.ChainIsRepeated,
                repeated.First.Syntax.GetLocation(),
                ImmutableDictionary<string, string?>
                    .Empty.Add(Chain, name)
                    .Add(Count, repeated.Length.ToString(CultureInfo.InvariantCulture)),
                workflow.Name,
                name.TrimEnd('(', ')')
            )
        );
    }

    private static string NameFor(ISymbol chain, INamedTypeSymbol host)
    {
        var name = chain is IMethodSymbol ? chain.Name + "()" : chain.Name;
        return SymbolEqualityComparer.Default.Equals(chain.ContainingType, host) ? name
            : SymbolEqualityComparer.Default.Equals(chain.ContainingNamespace, host.ContainingNamespace)
                ? TypeHierarchyParser.NestedName(chain.ContainingType) + "." + name
            : SymbolFormats.Bare(chain.ContainingType) + "." + name;
    }
}
