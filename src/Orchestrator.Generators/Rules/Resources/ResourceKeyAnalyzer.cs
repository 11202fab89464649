using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5008: a step takes the key of an object that another resource has replaced before any step could take it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceKeyAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceKeyIsReplaced];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow || workflow.Method.Locations is not [var location, ..])
        {
            return;
        }

        var walker = new ChainWalker(ChainReader.Of(reader));
        var said = new HashSet<(string Step, string Key)>();
        foreach (var (step, replaced) in Find(walker.TryWalk(workflow.Method, context.CancellationToken) ?? [], reader))
        {
            said.Add((replaced.Step, replaced.Key));
            Report(step.Place.GetLocation(), workflow.Name, replaced);
        }

        if (ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { } plan)
        {
            foreach (var (_, replaced) in Find(walker.TryWalk(plan.Uses, context.CancellationToken) ?? [], reader))
            {
                if (said.Add((replaced.Step, replaced.Key)))
                {
                    Report(location, plan.Name, replaced);
                }
            }
        }

        void Report(Location place, string name, Replaced replaced) =>
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ResourceKeyIsReplaced,
                    place,
                    name,
                    replaced.Step,
                    replaced.Key,
                    replaced.Second.Type.ToDisplayString(),
                    replaced.First.Type.ToDisplayString()
                )
            );
    }

    // What runs on a condition may be one of two cases, and a part of the state is another one.
    private static IEnumerable<(ChainStep Step, Replaced Replaced)> Find(IEnumerable<ChainStep> steps, CompilationReader reader)
    {
        var keys = new Dictionary<string, Given>(StringComparer.Ordinal);
        foreach (var step in steps.Where(static step => !step.Operand.IsFocused))
        {
            if (step.Operand.FindFlow(reader) is not { } flow)
            {
                continue;
            }

            foreach (var need in flow.Needs)
            {
                if (keys.TryGetValue(need.Key, out var given))
                {
                    keys[need.Key] = given with { IsTaken = true, Lost = null };
                    if (given.Lost is { } lost)
                    {
                        yield return (step, new(flow.Name, need.Key, lost, given.Resource));
                    }
                }
            }

            // It may read any key.
            if (flow.TakesState)
            {
                keys.Clear();
            }

            foreach (var gift in flow.Gives)
            {
                keys.TryGetValue(gift.Key, out var before);
                keys.Remove(gift.Key);
                if (
                    !step.Operand.IsConditional
                    && step.Operand.FindResource(reader) is { Action: ResourceUse.Apply, Resource: { } resource }
                    && resource.StateKey == gift.Key
                )
                {
                    var isReplaced =
                        before is { IsTaken: false } && !SymbolEqualityComparer.Default.Equals(before.Resource.Type, resource.Type);
                    keys[gift.Key] = new(resource, IsTaken: false, isReplaced ? before!.Resource : null);
                }
            }
        }
    }

    /// <param name="Resource">The resource whose key it is.</param>
    /// <param name="IsTaken">True when a step has taken it.</param>
    /// <param name="Lost">The resource whose key it replaced before a step took that one; null for none.</param>
    private sealed record Given(ResourceDeclaration Resource, bool IsTaken, ResourceDeclaration? Lost);

    /// <param name="Step">The step that takes the key.</param>
    /// <param name="Key">The key.</param>
    /// <param name="First">The resource whose key is lost.</param>
    /// <param name="Second">The resource whose key it gets.</param>
    private sealed record Replaced(string Step, string Key, ResourceDeclaration First, ResourceDeclaration Second);
}
