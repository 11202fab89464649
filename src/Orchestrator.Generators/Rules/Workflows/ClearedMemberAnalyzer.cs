using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH4009: a step of a modify workflow sets a member to null that the status of the subscription requires.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClearedMemberAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.RequiredMemberIsCleared];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Modify, IsPlain: false } workflow
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        // A modify workflow is started on a subscription that is active.
        string? status = RequiredMemberAnalyzer.Active;
        foreach (var step in steps)
        {
            var operand = step.Operand;
            if (operand is { Kind: ChainOperandKind.StepValue, Symbol.Name: "SetStatus" } or { Published.SetsStatus: true })
            {
                status = operand.IsConditional ? null : RequiredMemberAnalyzer.FindStatus(operand, reader, context.CancellationToken);
            }
            else if (
                status is not null
                && operand is { Kind: ChainOperandKind.Step, Symbol: IMethodSymbol method }
                && FindCleared(method, status, reader, context.CancellationToken) is { } member
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.RequiredMemberIsCleared,
                        step.Place.GetLocation(),
                        workflow.Name,
                        method.Name,
                        $"{member.ContainingType.Name}.{member.Name}",
                        status.ToLowerInvariant()
                    )
                );
            }
        }
    }

    /// <summary>A required member that a step sets to null in any case, and to nothing else; null for none.</summary>
    private static IPropertySymbol? FindCleared(
        IMethodSymbol step,
        string status,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var operations = MethodOperations.Of(reader).Find(step, cancellationToken);
        return operations
            .OfType<ISimpleAssignmentOperation>()
            .Where(static assignment => IsNull(assignment.Value))
            .Select(assignment => (Member: MemberOf(assignment.Target, reader), assignment.Syntax))
            .Where(cleared =>
                cleared.Member is { } member
                && LifecycleViews.IsRequired(member, status, reader.Known)
                && MethodBody.Find(step, reader, cancellationToken) is { } body
                && StateReads.IsAlwaysRun(cleared.Syntax, body)
                && operations.Count(operation => IsSet(operation, member)) == 1
                && ModelWrites.Of(reader).Find(step, cancellationToken).IsComplete
            )
            .Select(static cleared => cleared.Member)
            .FirstOrDefault();
    }

    // Of the subscription that the step takes, not of a block that it makes.
    private static IPropertySymbol? MemberOf(IOperation target, CompilationReader reader)
    {
        var instance = target;
        while (instance is IPropertyReferenceOperation { Instance: { } around })
        {
            instance = around;
        }

        return instance is IParameterReferenceOperation { Type: { } type } && reader.Known.IsSubscriptionModel(type)
            ? (target as IPropertyReferenceOperation)?.Property.OriginalDefinition
            : null;
    }

    private static bool IsSet(IOperation operation, IPropertySymbol member) =>
        operation is IAssignmentOperation assignment
        && assignment
            .Target.DescendantsAndSelf()
            .Any(target =>
                target is IPropertyReferenceOperation { Property: var set }
                && SymbolEqualityComparer.Default.Equals(set.OriginalDefinition, member)
            );

    private static bool IsNull(IOperation value) =>
        value switch
        {
            IConversionOperation conversion => IsNull(conversion.Operand),
            ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => true,
            _ => false,
        };
}
