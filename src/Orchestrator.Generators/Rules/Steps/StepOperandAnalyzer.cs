using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3001: an operand of <c>&gt;&gt;</c> is not a marked method, a step or a step list. ORCH1009 and ORCH3004 for what a call such as
/// <c>StepGroup(...)</c> is given: they are read from the same operations.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepOperandAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.OperandIsNotAStep,
        DiagnosticDescriptors.ChainHasNoBegin,
        DiagnosticDescriptors.OptionHasNoUsableValue,
        DiagnosticDescriptors.KeyIsReserved,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        // By syntax: actions on operations would have every body of the project bound for them.
        context.RegisterSyntaxNodeAction(
            node => AnalyzeShift(node, reader),
            SyntaxKind.RightShiftExpression,
            SyntaxKind.RightShiftAssignmentExpression
        );
        context.RegisterSyntaxNodeAction(node => AnalyzeCall(node, reader), SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(node => AnalyzeBody(node, reader), SyntaxKind.ArrowExpressionClause);
    }

    private static void AnalyzeShift(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var (appends, operand) = context.SemanticModel.GetOperation(context.Node, context.CancellationToken) switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift } shift => (shift.OperatorMethod, shift.RightOperand),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.RightShift } shift => (shift.OperatorMethod, shift.Value),
            _ => ((IMethodSymbol?)null, (IOperation?)null),
        };
        if (operand is not null && reader.Known.IsStepList(appends?.ContainingType))
        {
            Analyze(context, operand, reader);
        }
        else if (context.Node is BinaryExpressionSyntax { Left: not BinaryExpressionSyntax and var first } && appends is null)
        {
            AnalyzeBeginning(context, first, reader);
        }
    }

    // StepList Chain => One: a list of one step has a beginning too.
    private static void AnalyzeBody(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var body = ((ArrowExpressionClauseSyntax)context.Node).Expression;
        var type = context.Node.Parent switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            PropertyDeclarationSyntax property => property.Type,
            _ => null,
        };
        if (
            type is NameSyntax
            && body is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            && reader.Known.IsStepList(context.SemanticModel.GetTypeInfo(type, context.CancellationToken).Type)
        )
        {
            AnalyzeBeginning(context, body, reader);
        }
    }

    // The compiler says that the operator, or a conversion, does not exist, and not what is missing.
    private static void AnalyzeBeginning(SyntaxNodeAnalysisContext context, ExpressionSyntax first, CompilationReader reader)
    {
        var info = context.SemanticModel.GetSymbolInfo(first, context.CancellationToken);
        var isMethod =
            first is not InvocationExpressionSyntax
            && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method
            && (method.HasAttribute(reader.Known.StepAttribute) || method.HasAttribute(reader.Known.InputStepAttribute));
        if (isMethod || reader.Known.IsStep(context.SemanticModel.GetTypeInfo(first, context.CancellationToken).Type))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.ChainHasNoBegin, first.GetLocation(), Shorten(first.ToString()))
            );
        }
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        if (
            !IsNamedLikeStepCall(((InvocationExpressionSyntax)context.Node).Expression)
            || context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is not IInvocationOperation call
            || !KnownSymbols.Is(call.TargetMethod.ContainingType, reader.Known.Workflow)
        )
        {
            return;
        }

        foreach (var argument in call.Arguments.Where(static argument => !argument.IsImplicit))
        {
            switch (argument.Parameter?.Name)
            {
                case "action"
                or "validate"
                    when Unwrap(argument.Value) is IMethodReferenceOperation { Method: var method }
                        && method.HasAttribute(reader.Known.InputStepAttribute):
                    Report(
                        argument.Parameter.Name,
                        method.Name,
                        "it asks a person, and a callback step waits for another system; name a method marked [Step(\"...\")], and "
                            + "ask before the callback step"
                    );
                    break;
                case "action" or "validate" or "method":
                    Analyze(context, argument.Value, reader);
                    break;
                case "name"
                or "key"
                or "resultKey"
                or "routeKey" when argument.Value.ConstantValue is { HasValue: true, Value: string text }:
                    AnalyzeText(context, call.TargetMethod.Name, argument, text);
                    break;
                case "timeout" when WaitingTimes.IsNotPositive(argument.Value):
                    Report(
                        "timeout",
                        Shorten(argument.Value.Syntax.ToString()),
                        "it must be longer than zero, because the wait would be over before it begins; write a longer one, or leave it "
                            + "out for a wait without limit"
                    );
                    break;
                case "steps"
                    when Unwrap(argument.Value) is IPropertyReferenceOperation { Property: var list }
                        && ChainReader.Of(reader).IsBegin(list)
                        && call.TargetMethod.Name == StepCall.Group:
                    Report(
                        "steps",
                        list.Name,
                        "it has none, and a group without steps is refused when the workflow is built; put steps into it, or "
                            + "remove the group"
                    );
                    break;
                default:
                    break;
            }

            void Report(string what, string text, string problem) =>
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.OptionHasNoUsableValue,
                        argument.Value.Syntax.GetLocation(),
                        $"'{call.TargetMethod.Name}'",
                        $"{what} '{text}'",
                        problem
                    )
                );
        }
    }

    private static bool IsNamedLikeStepCall(ExpressionSyntax called) =>
        called switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
            _ => null,
        }
            is StepCall.Callback
                or StepCall.Focus
                or StepCall.Group
                or StepCall.Conditional
                or ResourceUse.Apply;

    private static void AnalyzeText(SyntaxNodeAnalysisContext context, string call, IArgumentOperation argument, string text)
    {
        var what = argument.Parameter!.Name;
        var place = argument.Value.Syntax.GetLocation();
        if (text.Length == 0)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.OptionHasNoUsableValue,
                    place,
                    $"'{call}'",
                    $"{what} ''",
                    "it is empty, and that is refused when the workflow is built; write a name"
                )
            );
        }
        else if (what != "name" && ReservedKeys.IsReserved(text))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.KeyIsReserved,
                    place,
                    "The call",
                    call,
                    "writes",
                    text,
                    "Give the value another name"
                )
            );
        }
    }

    // A delegate that is computed may well be a marked method: nothing is said about it.
    private static void Analyze(SyntaxNodeAnalysisContext context, IOperation written, CompilationReader reader)
    {
        var operand = Unwrap(written);
        var problem = operand switch
        {
            IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } =>
                "a local function has no emitted binding; make it a static method of the class, marked [Step(\"...\")]",
            IMethodReferenceOperation { Method: var method } when KnownSymbols.Is(method.ContainingType, reader.Known.Workflow) =>
                "it makes a step when it is called; write "
                    + $"'{operand.Syntax}({(method.Parameters.All(static parameter => parameter.IsOptional) ? "" : "...")})'",
            IMethodReferenceOperation { Method: var method }
                when !method.HasAttribute(reader.Known.StepAttribute)
                    && !method.HasAttribute(reader.Known.InputStepAttribute)
                    && !method.HasUnknownAttribute() =>
                $"it is not marked; put [Step(\"...\")] on '{method.ContainingType.Name}.{method.Name}'",
            IMethodReferenceOperation { Method: var method }
                when EmittedByOthers.IsUnboundStep(method, reader, context.CancellationToken) => UnseenTypes.Problem,
            IAnonymousFunctionOperation =>
                "a lambda has no name to be found by in a stored process; make it a static method, marked [Step(\"...\")]",
            _ => null,
        };
        if (problem is not null)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.OperandIsNotAStep,
                    operand.Syntax.GetLocation(),
                    Shorten(operand.Syntax.ToString()),
                    problem
                )
            );
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
