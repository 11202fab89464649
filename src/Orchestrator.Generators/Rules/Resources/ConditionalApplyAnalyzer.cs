using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5009: a modify workflow changes what decides whether an external resource is applied, and nothing removes the object that was
/// applied before.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConditionalApplyAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceIsLeftBehind];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method, SymbolKind.Property, SymbolKind.Field);

    // It is said where the condition stands, once for all workflows that run the chain.
    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var chains = ChainReader.Of(reader);
        if (
            !(context.Symbol is IMethodSymbol workflow && WorkflowDeclaration.TryRead(workflow, reader) is not null)
            && !chains.IsChain(context.Symbol)
        )
        {
            return;
        }

        var conditions = new HashSet<ExpressionSyntax>(
            (chains.Read(context.Symbol, context.CancellationToken) ?? [])
                .Select(static operand => FindCondition(operand.Around))
                .OfType<ExpressionSyntax>()
        );
        if (conditions.Count == 0)
        {
            return;
        }

        foreach (var left in reader.Get(static reader => new Found(reader)).All.Where(left => conditions.Contains(left.Condition)))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ResourceIsLeftBehind,
                    left.Condition.GetLocation(),
                    left.Resource.Type.Name,
                    left.Resource.IsSet ? "let 'Describe' return no objects" : "let 'Describe' return null"
                )
            );
        }
    }

    private static IEnumerable<LeftBehind> Find(ISymbol method, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(method, reader) is not { Target: WorkflowTarget.Modify }
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(method, CancellationToken.None) is not { } steps
            || steps.Any(step => step.Operand.MayActOutside(reader))
        )
        {
            yield break;
        }

        var uses = steps
            .Select(step => (step.Operand.Around, Use: step.Operand.FindResource(reader)))
            .Where(static step => step.Use is { Action: ResourceUse.Apply or ResourceUse.Remove })
            .ToLookup(static step => step.Use!.Resource.Type, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default);
        foreach (var ofResource in uses)
        {
            // With another use of it the author has seen to both cases.
            if (
                ofResource.ToArray() is [{ Use: { Action: ResourceUse.Apply } use, Around: var around }]
                && FindCondition(around) is { } condition
                && IsChanged(condition, steps, reader)
            )
            {
                yield return new(condition, use.Resource);
            }
        }
    }

    // Of a resource under a condition on the state a check says that it cannot tell.
    private static ExpressionSyntax? FindCondition(ChainSurroundings around) =>
        around is { IsFocused: false, Conditions: [{ Syntax: { } condition, Needs: [{ IsSubscription: true }] }] } ? condition : null;

    /// <summary>
    /// True when a step of the workflow sets a member that the condition reads. With a constant the condition may only begin to hold.
    /// </summary>
    private static bool IsChanged(ExpressionSyntax condition, ImmutableArray<ChainStep> steps, CompilationReader reader)
    {
        var asked = FindMembers(condition, reader);
        return asked.Count > 0
            && steps
                .Select(static step => step.Operand)
                .Where(static operand => operand.Kind == ChainOperandKind.Step)
                .Select(static operand => operand.Symbol)
                .OfType<IMethodSymbol>()
                .Any(step => ModelWrites.Of(reader).Find(step, CancellationToken.None).Varied.Overlaps(asked));
    }

    /// <summary>The members of products and blocks that a condition reads, of a method the ones in its body.</summary>
    private static HashSet<IPropertySymbol> FindMembers(ExpressionSyntax condition, CompilationReader reader)
    {
        var body =
            condition is AnonymousFunctionExpressionSyntax lambda ? lambda.Body
            : reader.ModelOf(condition.SyntaxTree).GetSymbolInfo(condition).Symbol is IMethodSymbol method
                ? MethodBody.Find(method, reader, CancellationToken.None)
            : null;
        return new(
            (body?.DescendantNodesAndSelf() ?? [])
                .OfType<IdentifierNameSyntax>()
                .Select(name => reader.ModelOf(name.SyntaxTree).GetSymbolInfo(name).Symbol)
                .OfType<IPropertySymbol>()
                .Where(property =>
                    reader.Known.IsProductBlock(property.ContainingType) || reader.Known.IsSubscriptionModel(property.ContainingType)
                )
                .Select(static property => property.OriginalDefinition),
            SymbolEqualityComparer.Default
        );
    }

    /// <summary>What the modify workflows of a compilation leave in external systems; read only where there are such conditions.</summary>
    private sealed class Found(CompilationReader reader)
    {
        public IReadOnlyCollection<LeftBehind> All { get; } =
            new HashSet<LeftBehind>(
                reader
                    .Compilation.Assembly.GlobalNamespace.TypesInside()
                    .SelectMany(static type => type.GetMembers())
                    .SelectMany(member => Find(member, reader))
            );
    }

    /// <param name="Condition">The condition.</param>
    /// <param name="Resource">What is applied under it.</param>
    private sealed record LeftBehind(ExpressionSyntax Condition, ResourceDeclaration Resource);
}
