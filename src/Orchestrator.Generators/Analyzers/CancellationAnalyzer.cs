using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH3006: a step swallows its <see cref="CancellationToken"/>, or blocks on a task.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepCannotBeStopped];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterOperationBlockAction(block => Analyze(block, known));

    private static void Analyze(OperationBlockAnalysisContext context, KnownTypes known)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.HasAttribute(known.StepAttribute))
        {
            return;
        }

        var operations = context.OperationBlocks.SelectMany(static block => block.DescendantsAndSelf()).ToArray();
        var completed = new CompletedTasks(operations);
        foreach (var operation in operations)
        {
            if (FindBlocking(operation, known) is var (blocking, task) && !completed.MayBe(task))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.StepCannotBeStopped,
                    operation.Syntax.GetLocation(),
                    method.Name,
                    $"it blocks on a task with '{blocking}'; make the step async and await the task"));
            }
        }

        var used = operations.OfType<IParameterReferenceOperation>().Select(static reference => reference.Parameter).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var token in method.Parameters.Where(parameter => KnownTypes.Is(parameter.Type, known.CancellationToken) && !used.Contains(parameter)))
        {
            if (token.Locations is [var location, ..])
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.StepCannotBeStopped,
                    location,
                    method.Name,
                    $"it never uses '{token.Name}'; hand it to what it calls, or take the parameter out"));
            }
        }
    }

    private static (string Text, IOperation? Task)? FindBlocking(IOperation operation, KnownTypes known) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result" } property, Instance: var task } when IsTask(property.ContainingType, known) => (".Result", task),
        IInvocationOperation { TargetMethod: { Name: "Wait" } method, Instance: var task } when IsTask(method.ContainingType, known) => (".Wait()", task),
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny" } method } when KnownTypes.Is(method.ContainingType, known.Task) => ($"Task.{method.Name}()", null),
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod: { Name: "GetAwaiter" } awaiter, Instance: var task } }
            when IsTask(awaiter.ContainingType, known) => (".GetAwaiter().GetResult()", task),
        _ => null,
    };

    private static bool IsTask(INamedTypeSymbol type, KnownTypes known) =>
        KnownTypes.Is(type, known.Task)
        || KnownTypes.Is(type, known.ValueTask)
        || KnownTypes.Is(type.OriginalDefinition, known.TaskOfT)
        || KnownTypes.Is(type.OriginalDefinition, known.ValueTaskOfT);
}
