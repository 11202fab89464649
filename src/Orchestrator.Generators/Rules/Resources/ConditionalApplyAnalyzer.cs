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
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Modify } workflow)
        {
            return;
        }

        // A chain is run by several workflows, and its condition is one mistake: the first workflow of the class says it.
        var found = reader.Get(static reader => new Found(reader));
        var own = found[workflow.Method];
        var said = own.IsEmpty
            ? []
            : workflow
                .Method.ContainingType.GetMembers()
                .TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, workflow.Method))
                .OfType<IMethodSymbol>()
                .SelectMany(method => found[method])
                .ToArray();
        foreach (var left in own.Except(said))
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

    private static IEnumerable<LeftBehind> Find(IMethodSymbol method, CompilationReader reader)
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

    /// <summary>True when a step of the workflow sets a member that the condition reads.</summary>
    private static bool IsChanged(ExpressionSyntax condition, ImmutableArray<ChainStep> steps, CompilationReader reader)
    {
        var asked = FindMembers(condition, reader);
        return asked.Count > 0
            && steps
                .Select(static step => step.Operand)
                .Where(static operand => operand.Kind == ChainOperandKind.Step)
                .Select(static operand => operand.Symbol)
                .OfType<IMethodSymbol>()
                .Any(step => ModelWrites.Of(reader).Find(step, CancellationToken.None).Members.Overlaps(asked));
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

    /// <summary>What each modify workflow of a compilation leaves behind.</summary>
    private sealed class Found(CompilationReader reader)
        : Memo<IMethodSymbol, ImmutableArray<LeftBehind>>(method => [.. Find(method, reader)]);

    /// <param name="Condition">The condition.</param>
    /// <param name="Resource">What is applied under it.</param>
    private sealed record LeftBehind(ExpressionSyntax Condition, ResourceDeclaration Resource);
}
