using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1009: an attribute gives a step or workflow an option that has no usable value; and ORCH1004 for one that its kind of workflow does
/// not have.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferenceAnalyzer : OrchestratorAnalyzer
{
    // The column of the processes' table.
    private const int MaxAssigneeLength = 50;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ReferenceIsWrong, DiagnosticDescriptors.OptionHasNoUsableValue];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow)
        {
            AnalyzeStep(context, reader);
            return;
        }

        if (workflow is { Defaults: { } defaults, Target: not WorkflowTarget.Modify })
        {
            Report(
                context,
                DiagnosticDescriptors.ReferenceIsWrong,
                workflow,
                "Defaults",
                defaults,
                "only a modify workflow has Defaults: they run first in the reconcile workflow that is emitted from it; remove Defaults"
            );
        }

        foreach (var (property, policy) in new[] { ("Policy", workflow.Policy), ("RetryPolicy", workflow.RetryPolicy) })
        {
            if (policy is not null && string.IsNullOrWhiteSpace(policy))
            {
                Report(
                    context,
                    DiagnosticDescriptors.OptionHasNoUsableValue,
                    workflow,
                    property,
                    policy,
                    $"it names nothing; write the name of a policy that the application's authorizer knows, or remove {property}"
                );
            }
        }
    }

    private static void AnalyzeStep(SymbolAnalysisContext context, CompilationReader reader)
    {
        var (attribute, what) = context.Symbol.FindAttribute(reader.Known.StepAttribute) is { } step
            ? (step, "Step")
            : (context.Symbol.FindAttribute(reader.Known.InputStepAttribute), "Input step");
        if (attribute is null)
        {
            return;
        }

        foreach (var property in new[] { "Policy", "RetryPolicy" })
        {
            if (attribute.NamedValue(property) is string policy && string.IsNullOrWhiteSpace(policy))
            {
                Report(
                    property,
                    $"'{policy}'",
                    $"it names nothing; write the name of a policy that the application's authorizer knows, or remove {property}"
                );
            }
        }

        if (
            what == "Input step"
            && attribute.PositionalValue(1) is string assignee
            && (string.IsNullOrWhiteSpace(assignee) || assignee.Length > MaxAssigneeLength)
        )
        {
            Report(
                "assignee",
                $"'{assignee}'",
                assignee.Length > MaxAssigneeLength
                    ? $"it is longer than the {MaxAssigneeLength} characters that the database keeps; shorten it"
                    : "it names no one; write who is to answer, such as Assignee.Noc"
            );
        }

        void Report(string property, string value, string problem)
        {
            if (attribute.FindPlace(property, context.CancellationToken) is { } place)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.OptionHasNoUsableValue,
                        place,
                        $"{what} '{context.Symbol.Name}'",
                        $"{property} {value}",
                        problem
                    )
                );
            }
        }
    }

    private static void Report(
        SymbolAnalysisContext context,
        DiagnosticDescriptor rule,
        WorkflowDeclaration workflow,
        string property,
        string name,
        string problem
    )
    {
        if (workflow.Attribute.FindPlace(property, context.CancellationToken) is { } place)
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, place, $"Workflow '{workflow.Name}'", $"{property} '{name}'", problem));
        }
    }
}
