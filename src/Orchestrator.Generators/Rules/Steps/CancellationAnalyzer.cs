using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>ORCH3006 and ORCH3007: a step swallows its <see cref="CancellationToken"/>, or blocks on a task.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : OrchestratorAnalyzer
{
    private const string Timeout = "TimeoutSeconds";

    private static readonly string[] BlockingMembers = ["Result", "Wait", "WaitAll", "WaitAny", "GetResult"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.StepCannotBeStopped, DiagnosticDescriptors.StepBlocks];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.HasAttribute(reader.Known.StepAttribute))
        {
            return;
        }

        // Binding a body costs far more than reading its words, so it is bound only where they leave something to ask.
        var words = context
            .CodeBlock.DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
            .ToLookup(static token => token.ValueText, StringComparer.Ordinal);
        IParameterSymbol[] tokens =
        [
            .. method.Parameters.Where(parameter => KnownSymbols.Is(parameter.Type, reader.Known.CancellationToken)),
        ];
        var mayBlock = BlockingMembers.Any(words.Contains);
        IOperation[] operations =
            mayBlock || tokens.Any(token => words[token.Name].Count(static word => word.Parent is ParameterSyntax) > 1)
                ? [.. context.DescendantOperations()]
                : [];
        if (mayBlock)
        {
            ReportBlocking(context, method, operations, reader);
        }

        if (tokens.Length == 0 && method.FindAttribute(reader.Known.StepAttribute) is { } step && HasTimeout(step))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.StepCannotBeStopped,
                    step.FindPlace(Timeout, context.CancellationToken) ?? method.Locations[0],
                    method.Name,
                    $"its {Timeout} cancels a token that it does not take, so it runs on after it has failed; take a CancellationToken "
                        + $"and pass it to what it calls, or remove {Timeout}"
                )
            );
        }

        foreach (var token in tokens)
        {
            if (token.Locations is [var location, ..] && !IsUsed(token, words[token.Name], operations))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.StepCannotBeStopped,
                        location,
                        method.Name,
                        $"it never uses '{token.Name}'; pass it to what it calls, or remove the parameter"
                    )
                );
            }
        }
    }

    private static bool HasTimeout(AttributeData step) => step.NamedArguments.Any(static argument => argument.Key == Timeout);

    private static void ReportBlocking(
        CodeBlockAnalysisContext context,
        IMethodSymbol method,
        IOperation[] operations,
        CompilationReader reader
    )
    {
        var completed = new CompletedTasks(operations, reader);
        foreach (var operation in operations)
        {
            if (FindBlocking(operation, reader) is var (blocking, task) && !completed.MayBe(task) && !AreWaitedFor(operation, completed))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.StepBlocks,
                        operation.Syntax.GetLocation(),
                        method.Name,
                        $"it blocks on a task with '{blocking}'; make the step async and await the task"
                    )
                );
            }
        }
    }

    // Task.WaitAll(a, b) after both were awaited.
    private static bool AreWaitedFor(IOperation operation, CompletedTasks completed) =>
        operation is IInvocationOperation { Instance: null, Arguments: [{ Value: var tasks }, ..] }
        && tasks switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.All(completed.MayBe),
            ICollectionExpressionOperation { Elements: var elements } => elements.All(completed.MayBe),
            _ => completed.MayBe(tasks),
        };

    // Where a lambda or a local function takes a parameter of the same name, only the bound body knows whose name it is.
    private static bool IsUsed(IParameterSymbol token, IEnumerable<SyntaxToken> words, IOperation[] operations) =>
        operations.Length > 0
            ? operations
                .OfType<IParameterReferenceOperation>()
                .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, token))
            : words.Any(static word =>
                word.Parent is IdentifierNameSyntax { Parent: not NameColonSyntax } name
                && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            );

    private static (string Text, IOperation? Task)? FindBlocking(IOperation operation, CompilationReader reader) =>
        operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "Result" } property, Instance: var task }
                when reader.Known.IsTask(property.ContainingType) => (".Result", task),
            IInvocationOperation { TargetMethod: { Name: "Wait" } method, Instance: var task } call
                when reader.Known.IsTask(method.ContainingType) && !CompletedTasks.IsPoll(call) => (".Wait()", task),
            IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny" } method } call
                when KnownSymbols.Is(method.ContainingType, reader.Known.Task) && !CompletedTasks.IsPoll(call) => (
                $"Task.{method.Name}()",
                null
            ),
            IInvocationOperation
            {
                TargetMethod.Name: "GetResult",
                Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited }
            } when TaskOf(awaited, reader) is { } task => (".GetAwaiter().GetResult()", task),
            _ => null,
        };

    // The task itself, or the one in task.ConfigureAwait(false).
    private static IOperation? TaskOf(IOperation awaited, CompilationReader reader) =>
        reader.Known.IsTask(awaited.Type) ? awaited
        : awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } && reader.Known.IsTask(task.Type)
            ? task
        : null;
}
