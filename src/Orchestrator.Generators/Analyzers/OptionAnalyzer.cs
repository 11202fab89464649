using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1004 and ORCH1009: an option of an attribute means nothing where it is written, or has a value that nothing can be done with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionAnalyzer : OrchestratorAnalyzer
{
    private const string AlsoFor = nameof(AlsoFor);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ReferenceIsWrong, DiagnosticDescriptors.OptionHasNoUsableValue];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is { } workflow)
        {
            foreach (var (option, problem) in FindProblems(workflow).Where(found => IsWritten(workflow.Attribute, found.Option)))
            {
                Report(DiagnosticDescriptors.ReferenceIsWrong, workflow.Attribute, option, $"Workflow '{workflow.Name}'", problem);
            }
        }
        else if (context.Symbol.FindAttribute(known.RetryStepAttribute) is { } retry && KnownTypes.Is(retry.AttributeClass, known.RetryStepAttribute))
        {
            foreach (var (option, problem) in FindProblems(retry))
            {
                Report(DiagnosticDescriptors.OptionHasNoUsableValue, retry, option, $"Step '{context.Symbol.Name}'", problem);
            }
        }

        void Report(DiagnosticDescriptor rule, AttributeData attribute, string option, string owner, string problem)
        {
            if (attribute.FindPlace(option, context.CancellationToken) is { } place)
            {
                context.ReportDiagnostic(Diagnostic.Create(rule, place, owner, option + ValueOf(attribute, option), problem));
            }
        }
    }

    private static IEnumerable<(string Option, string Problem)> FindProblems(WorkflowDeclaration workflow)
    {
        if (workflow.Target != WorkflowTarget.Modify || workflow.IsPlain)
        {
            yield return ("Reconcile", "it says whether a reconcile workflow is emitted, and that is done for [ModifyWorkflow] only; remove Reconcile");
        }

        if (workflow is { Target: WorkflowTarget.Modify, IsPlain: true })
        {
            yield return ("Defaults", "it names the first step of an emitted reconcile workflow, and none is emitted for a plain workflow; remove Defaults");
        }

        if (workflow is { Target: WorkflowTarget.System, IsPlain: true })
        {
            yield return (AlsoFor, "a system workflow runs on no subscription; remove AlsoFor");
        }
    }

    private static IEnumerable<(string Option, string Problem)> FindProblems(AttributeData retry)
    {
        if (retry.NamedValue("MaxAttempts") is < 0)
        {
            yield return ("MaxAttempts", "it must be 0 or more; 0 means that the step is never tried again by itself");
        }

        foreach (var option in new[] { "FirstDelaySeconds", "Backoff" })
        {
            if (retry.NamedValue(option) is double.PositiveInfinity)
            {
                yield return (option, "it must be a finite number");
            }
        }
    }

    private static bool IsWritten(AttributeData attribute, string option) => attribute.NamedArguments.Any(argument => argument.Key == option);

    private static string ValueOf(AttributeData attribute, string option) =>
        attribute.NamedValue(option) is { } value ? $" '{(value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture))}'" : "";
}
