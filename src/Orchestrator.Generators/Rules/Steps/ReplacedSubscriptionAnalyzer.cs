using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3011: a step of a workflow that has a subscription returns a new one, which replaces it for the steps after it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReplacedSubscriptionAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SubscriptionIsReplaced];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    // A reconcile workflow must not return one at all, which its own rule says.
    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader)
                is not { Target: WorkflowTarget.Modify or WorkflowTarget.Terminate or WorkflowTarget.Validate } workflow
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        var results = new ResultParser(reader);
        foreach (var step in steps)
        {
            if (
                step.Operand is { Kind: ChainOperandKind.Step, IsFocused: false, Symbol: IMethodSymbol method }
                && results.FindSubscription(method) is { } product
                && ReturnsNew(method, reader, context.CancellationToken)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.SubscriptionIsReplaced,
                        step.Place.GetLocation(),
                        workflow.Name,
                        method.Name,
                        product.Name
                    )
                );
            }
        }
    }

    /// <summary>True where each <c>return</c> of a step gives what it has just created.</summary>
    private static bool ReturnsNew(IMethodSymbol method, CompilationReader reader, CancellationToken cancellationToken)
    {
        var operations = MethodOperations.Of(reader).Find(method, cancellationToken);
        IOperation[] returned =
        [
            .. operations.OfType<IReturnOperation>().Where(IsOfMethod).Select(static end => end.ReturnedValue).OfType<IOperation>(),
        ];
        return returned.Length > 0 && returned.All(value => IsNew(value, operations, reader));
    }

    private static bool IsOfMethod(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNew(IOperation value, ImmutableArray<IOperation> operations, CompilationReader reader) =>
        value switch
        {
            IConversionOperation { OperatorMethod: null } conversion => IsNew(conversion.Operand, operations, reader),
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Create", ContainingType: var type } } =>
                reader.Known.IsSubscriptionModel(type),
            ILocalReferenceOperation { Local: var local } => operations
                .OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local))
                ?.GetVariableInitializer()
                is { Value: not ILocalReferenceOperation and var first }
                && IsNew(first, operations, reader)
                && !operations.OfType<IAssignmentOperation>().Any(assignment => IsOf(assignment.Target, local)),
            _ => false,
        };

    private static bool IsOf(IOperation target, ILocalSymbol local) =>
        target
            .DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .Any(reference =>
                SymbolEqualityComparer.Default.Equals(reference.Local, local) && reference.Parent is not IMemberReferenceOperation
            );
}
