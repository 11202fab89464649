using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5014: a step changes a member of the subscription after an earlier step has sent the old value to the external system, and no later
/// step sends the new one. Only what is certain is said: both name the same member of the subscription.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LateChangeAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ChangeIsTooLate];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader)
                is not { Target: WorkflowTarget.Create or WorkflowTarget.Modify, Products: [INamedTypeSymbol product, ..] } workflow
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        var marked = ChainReader.Of(reader).FindExternalSystemSteps(workflow.Method, context.CancellationToken);
        for (var at = 0; at < steps.Length; at++)
        {
            if (
                TryReadSent(steps[at], marked, reader, context.CancellationToken) is not { } sent
                || steps.Skip(at + 1).Any(later => IsSame(later.Operand, steps[at].Operand, reader))
            )
            {
                continue;
            }

            foreach (var later in steps.Skip(at + 1))
            {
                if (FindChanged(later, steps, at, sent, product, reader, context.CancellationToken) is var (step, member))
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(
                            DiagnosticDescriptors.ChangeIsTooLate,
                            later.Place.GetLocation(),
                            workflow.Name,
                            step,
                            member,
                            sent.Name
                        )
                    );
                    return;
                }
            }
        }
    }

    /// <summary>What a step writes to an external system; null for a step that may be skipped, and for one that writes nothing.</summary>
    private static Sent? TryReadSent(
        ChainStep step,
        ImmutableArray<ChainUse> marked,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        if (step.Operand.IsConditional || step.Operand.IsFocused)
        {
            return null;
        }

        if (step.Operand.FindResource(reader) is { Action: ResourceUse.Apply, Resource: { Product: { } product } resource })
        {
            // A member of which the key is made is the subject of another rule.
            var read = SubscriptionPaths
                .FindRead(resource.Type, "Describe", reader, cancellationToken)
                .Except(SubscriptionPaths.FindReturned(resource.Type, "Identify", reader, cancellationToken));
            return read.IsEmpty ? null : new($"Apply<{resource.Type.Name}>()", read);
        }

        return
            step.Operand is { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol method }
            && marked.Any(use => step.Place.Span.Contains(use.Place.Span))
            && OutsideSteps.FindServices(method, reader).Any()
            && MethodOperations.Implemented(method).Parameters.FirstOrDefault(parameter => IsSubject(parameter, reader)) is { } subject
            && SubscriptionPaths.FindRead(method, subject, reader, cancellationToken) is { IsEmpty: false } paths
            ? new(method.Name, paths)
            : null;
    }

    private static bool IsSubject(IParameterSymbol parameter, CompilationReader reader) =>
        parameter.Name == "subscription" && SubscriptionUse.TryRead(parameter.Type, reader, parameter) is not null;

    private static bool IsSame(ChainOperand later, ChainOperand operand, CompilationReader reader) =>
        operand.FindResource(reader) is { } use
            ? later.FindResource(reader) is { } other && SymbolEqualityComparer.Default.Equals(other.Resource.Type, use.Resource.Type)
            : SymbolEqualityComparer.Default.Equals(later.Symbol, operand.Symbol);

    /// <summary>
    /// The step that changes what was sent. One that takes what a step has returned in between, as the key that a system has assigned,
    /// cannot run earlier.
    /// </summary>
    private static (string Step, string Member)? FindChanged(
        ChainStep later,
        ImmutableArray<ChainStep> steps,
        int at,
        Sent sent,
        INamedTypeSymbol product,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        if (
            later.Operand is not { Kind: ChainOperandKind.Step, IsConditional: false, IsFocused: false, Symbol: IMethodSymbol method }
            || StepFlowReader.Of(reader).Read(method, isForm: false) is not { TakesState: false } flow
        )
        {
            return null;
        }

        return steps
            .Skip(at)
            .TakeWhile(step => step != later)
            .Any(step => MayGive(step.Operand, flow.Needs.Where(static need => !need.IsSubscription), reader))
            ? null
            : SubscriptionPaths
                .FindAssigned(method, product, reader, cancellationToken)
                .Where(sent.Reads)
                .Select(member => ((string Step, string Member)?)(method.Name, member))
                .FirstOrDefault();
    }

    private static bool MayGive(ChainOperand operand, IEnumerable<StepNeed> needs, CompilationReader reader) =>
        operand.FindFlow(reader) is { } flow
            ? flow.GivesAnything || flow.Gives.Any(gift => needs.Any(need => need.Key == gift.Key))
            : !(
                operand is { Kind: ChainOperandKind.StepValue, Symbol.ContainingType: { } type }
                && KnownSymbols.Is(type, reader.Known.Workflow)
            );

    /// <summary>What a step has sent.</summary>
    /// <param name="Name">The step, as it is written.</param>
    /// <param name="Paths">The members of the subscription that it reads.</param>
    private sealed record Sent(string Name, ImmutableHashSet<string> Paths)
    {
        /// <summary>True for a member that it reads, and for one in which it reads something.</summary>
        public bool Reads(string member) => Paths.Any(path => path == member || path.StartsWith(member + ".", StringComparison.Ordinal));
    }
}
