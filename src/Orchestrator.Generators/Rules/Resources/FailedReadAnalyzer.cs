using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5011: <c>ReadAsync</c> of an external resource says of any failure that the object does not exist.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FailedReadAnalyzer : OrchestratorAnalyzer
{
    // What is thrown when a system does not answer as well. A type of the author's own may stand for one answer only.
    private static readonly HashSet<string> Failures = new(StringComparer.Ordinal)
    {
        "object",
        "System.Exception",
        "System.SystemException",
        "System.TimeoutException",
        "System.OperationCanceledException",
        "System.Threading.Tasks.TaskCanceledException",
        "System.IO.IOException",
        "System.Net.Http.HttpRequestException",
        "System.Net.Sockets.SocketException",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.FailureIsReadAsMissing];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (
            context.OwningSymbol is not IMethodSymbol { Name: "ReadAsync", IsOverride: true } method
            || ResourceDeclaration.FindRoot(method.ContainingType, reader.Known.ExternalResourceOf) is null
        )
        {
            return;
        }

        var isSet = ResourceDeclaration.FindRoot(method.ContainingType, reader.Known.ExternalResourceSetOfView) is not null;
        foreach (var clause in context.DescendantOperations().OfType<ICatchClauseOperation>())
        {
            if (
                clause.Filter is null
                && Failures.Contains(clause.ExceptionType.ToDisplayString())
                && FindReturn(clause.Handler) is { ReturnedValue: { } value } end
                && IsNothing(value, isSet)
                && !IsNested(clause)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.FailureIsReadAsMissing,
                        end.Syntax.GetLocation(),
                        method.ContainingType.Name,
                        isSet ? "no objects" : "null"
                    )
                );
            }
        }
    }

    // A handler that decides anything may well tell one answer from another.
    private static IReturnOperation? FindReturn(IBlockOperation handler) =>
        handler.Operations.LastOrDefault() is IReturnOperation end
        && handler
            .Operations.Take(handler.Operations.Length - 1)
            .All(static operation => operation is IExpressionStatementOperation or IVariableDeclarationGroupOperation)
        && !handler.Descendants().Any(static operation => operation is IThrowOperation)
            ? end
            : null;

    private static bool IsNothing(IOperation value, bool isSet) =>
        value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => true,
            IConversionOperation conversion => IsNothing(conversion.Operand, isSet),
            IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" }, Arguments: [var result] } =>
                IsNothing(result.Value, isSet),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } => isSet,
            IMemberReferenceOperation { Member: { Name: "Empty", IsStatic: true } } => isSet,
            _ => isSet && value.Syntax is CollectionExpressionSyntax { Elements.Count: 0 },
        };

    // What a function inside returns is not what the resource returns.
    private static bool IsNested(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
