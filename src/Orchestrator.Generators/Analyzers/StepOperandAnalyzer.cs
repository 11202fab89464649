using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH3001: an operand of <c>&gt;&gt;</c> is not a marked method, a step or a step list.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepOperandAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OperandIsNoStep];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        context.RegisterOperationAction(operation => AnalyzeShift(operation, known), OperationKind.Binary);
        context.RegisterOperationAction(operation => AnalyzeCallback(operation, known), OperationKind.Invocation);
    }

    private static void AnalyzeShift(OperationAnalysisContext context, KnownTypes known)
    {
        var shift = (IBinaryOperation)context.Operation;
        if (shift.OperatorKind != BinaryOperatorKind.RightShift || !known.IsStepList(shift.OperatorMethod?.ContainingType))
        {
            return;
        }

        Analyze(context, shift.RightOperand, known);
    }

    private static void AnalyzeCallback(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != StepCall.Callback || !KnownTypes.Is(call.TargetMethod.ContainingType, known.Workflow))
        {
            return;
        }

        foreach (var argument in call.Arguments.Where(static argument => argument.Parameter?.Name is "action" or "validate"))
        {
            Analyze(context, argument.Value, known);
        }
    }

    // A delegate that is computed may well be a marked method: nothing is said about it.
    private static void Analyze(OperationAnalysisContext context, IOperation written, KnownTypes known)
    {
        var operand = Unwrap(written);
        var problem = operand switch
        {
            IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } => "a local function has no emitted binding; make it a static method of the class, marked [Step(\"...\")]",
            IMethodReferenceOperation { Method: var method } when !method.HasAttribute(known.StepAttribute) && !method.HasAttribute(known.InputStepAttribute) =>
                $"it is not marked; put [Step(\"...\")] on '{method.ContainingType.Name}.{method.Name}'",
            IAnonymousFunctionOperation => "a lambda has no name to be found by in a stored process; make it a static method, marked [Step(\"...\")]",
            _ => null,
        };
        if (problem is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.OperandIsNoStep, operand.Syntax.GetLocation(), Shorten(operand.Syntax.ToString()), problem));
        }
    }

    private static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 39) + "…";
}
