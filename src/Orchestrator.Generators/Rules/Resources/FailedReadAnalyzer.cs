using System.Collections.Immutable;
using System.Globalization;
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

    private const string CatchAdvice =
        "Let the exception through, and the result is unknown; return {0} only for the answer that there is none, "
        + "with a filter such as 'when (exception.StatusCode == HttpStatusCode.NotFound)'";

    private const string AnswerAdvice =
        "Call EnsureSuccessStatusCode(), and the result is unknown; return {0} only for the answer that there "
        + "is none, before that call: 'if (response.StatusCode == HttpStatusCode.NotFound)'";

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
        var nothing = isSet ? "no objects" : "null";
        foreach (var operation in context.DescendantOperations())
        {
            if (FindFailure(operation, isSet) is { } end && !IsNested(operation))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.FailureIsReadAsMissing,
                        end.Syntax.GetLocation(),
                        method.ContainingType.Name,
                        nothing,
                        string.Format(
                            CultureInfo.InvariantCulture,
                            operation is ICatchClauseOperation ? CatchAdvice : AnswerAdvice,
                            nothing
                        )
                    )
                );
            }
        }
    }

    /// <summary>What returns nothing whatever the failure is; null where it may be for one answer only.</summary>
    private static IOperation? FindFailure(IOperation operation, bool isSet) =>
        operation switch
        {
            ICatchClauseOperation { Filter: null } clause when Failures.Contains(clause.ExceptionType.ToDisplayString()) => FindReturn(
                clause.Handler
            )
                is { ReturnedValue: { } value } end
            && IsNothing(value, isSet)
                ? end
                : null,
            IConditionalOperation conditional
                when HttpAnswers.OfFailures(conditional.Condition) is { } holds && !IsAskedBefore(conditional) => FindNothing(
                conditional,
                holds ? conditional.WhenTrue : conditional.WhenFalse,
                isSet
            ),
            _ => null,
        };

    private static IOperation? FindNothing(IConditionalOperation conditional, IOperation? failed, bool isSet) =>
        failed switch
        {
            // The failure gets to what follows the statement, if the success does not.
            null when Leaves(conditional.WhenTrue) && FindNext(conditional) is IReturnOperation next => NothingOf(next, isSet),
            null => null,
            _ when ReturnOf(failed) is { } end => NothingOf(end, isSet),
            _ => IsReturned(conditional) && IsNothing(failed, isSet) ? failed : null,
        };

    private static IReturnOperation? NothingOf(IReturnOperation end, bool isSet) =>
        end.ReturnedValue is { } value && IsNothing(value, isSet) ? end : null;

    private static IReturnOperation? ReturnOf(IOperation? branch) =>
        branch switch
        {
            IReturnOperation end => end,
            IBlockOperation { Operations: [.., IReturnOperation end] operations } when operations.Take(operations.Length - 1).All(IsLog) =>
                end,
            _ => null,
        };

    // Whatever it does with the answer: the success does not get to what follows.
    private static bool Leaves(IOperation branch) =>
        branch is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
        || (branch is IBlockOperation { Operations: [.., var last] } && Leaves(last));

    // Any other call may throw for some of the failures.
    private static bool IsLog(IOperation operation) =>
        operation is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var method } }
        && LogCalls.IsLog(method);

    private static IOperation? FindNext(IOperation statement) =>
        statement.Parent is IBlockOperation { Operations: var statements } && statements.IndexOf(statement) is var at and >= 0
            ? statements.Skip(at + 1).FirstOrDefault(static next => !IsLog(next))
            : null;

    private static bool IsReturned(IOperation value) =>
        value.Parent switch
        {
            IReturnOperation => true,
            IConversionOperation or IParenthesizedOperation => IsReturned(value.Parent),
            IConditionalOperation { WhenTrue: var whenTrue, WhenFalse: var whenFalse } conditional => (
                whenTrue == value || whenFalse == value
            ) && IsReturned(conditional),
            IArgumentOperation
            {
                Parent: IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" } } from
            } => IsReturned(from),
            _ => false,
        };

    // What was done with the response before may have told one failure from another.
    private static bool IsAskedBefore(IConditionalOperation conditional)
    {
        if (HttpAnswers.FindResponse(conditional.Condition) is not { } response)
        {
            return true;
        }

        IOperation root = conditional;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants()
            .Any(operation =>
                operation.Syntax.SpanStart < conditional.Condition.Syntax.SpanStart
                && SymbolEqualityComparer.Default.Equals(
                    operation switch
                    {
                        ILocalReferenceOperation local => local.Local,
                        IParameterReferenceOperation parameter => parameter.Parameter,
                        _ => null,
                    },
                    response
                )
                && !IsForOtherAnswers(operation)
            );
    }

    // A failure is in no branch for a single answer, such as NotFound, and a log changes nothing.
    private static bool IsForOtherAnswers(IOperation mention)
    {
        for (var (inner, outer) = (mention, mention.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (
                IsLog(outer)
                || (
                    outer is IConditionalOperation { Condition: var condition, WhenFalse: var whenFalse }
                    && inner != whenFalse
                    && HttpAnswers.IsOfNoFailure(condition)
                )
            )
            {
                return true;
            }
        }

        return false;
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
