using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1004 and ORCH1009: an option of an attribute means nothing where it is written, or has a value that nothing can be done with.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionAnalyzer : OrchestratorAnalyzer
{
    private const string AlsoFor = nameof(AlsoFor);

    // The lengths of the columns of the core database.
    private const int MaxNameLength = 255;
    private const int MaxDescriptionLength = 2_000;

    // The limits are those of the engine.
    private static readonly (string Option, double Least, double Most, string Problem)[] Numbers =
    [
        ("MaxAttempts", 0, int.MaxValue, "it must be 0 or more; 0 means that the step is never retried automatically"),
        ("FirstDelaySeconds", 0, 86_400, "it must be from 0 to 86400, because no delay is longer than a day"),
        ("Backoff", 0, double.MaxValue, "it must be 0 or more, and finite"),
        (
            "TimeoutSeconds",
            0.001,
            2_592_000,
            "it must be from 0.001 to 2592000, which is 30 days; without it the step has the host's StepTimeout"
        ),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ReferenceIsWrong, DiagnosticDescriptors.OptionHasNoUsableValue];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);
        context.RegisterSymbolAction(symbol => AnalyzeClass(symbol, reader), SymbolKind.NamedType);
    }

    // The prefix and the rest of an identity are the name of a class and of a method, and the files of shipped workflows, groups and
    // repeated steps put other characters between and behind them.
    private static void AnalyzeClass(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            context.Symbol.FindAttribute(reader.Known.StepIdPrefixAttribute) is { } attribute
            && !attribute.HasUnreadable()
            && attribute.PositionalValue(0) as string is var prefix
            && prefix?.Split('.').All(SyntaxFacts.IsValidIdentifier) is not true
            && attribute.FindArgument(0, context.CancellationToken) is { } place
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.OptionHasNoUsableValue,
                    place,
                    $"Class '{context.Symbol.Name}'",
                    $"the prefix '{prefix}'",
                    "it must be the name that the class had, of a nested class with those around it ('Outer.Inner'); write that name, or "
                        + "remove the attribute"
                )
            );
        }
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is { } workflow)
        {
            foreach (var (option, problem) in FindProblems(workflow).Where(found => IsWritten(workflow.Attribute, found.Option)))
            {
                Report(DiagnosticDescriptors.ReferenceIsWrong, workflow.Attribute, option, $"Workflow '{workflow.Name}'", problem);
            }

            CheckLengths(context, workflow, reader);
        }
        else if (context.Symbol.FindAttribute(reader.Known.StepAttribute) is { } step)
        {
            foreach (
                var (option, _, _, problem) in Numbers.Where(number => IsOutside(step.NamedValue(number.Option), number.Least, number.Most))
            )
            {
                Report(DiagnosticDescriptors.OptionHasNoUsableValue, step, option, $"Step '{context.Symbol.Name}'", problem);
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

    private static void CheckLengths(SymbolAnalysisContext context, WorkflowDeclaration workflow, CompilationReader reader)
    {
        if (
            workflow.Description is { Length: > MaxDescriptionLength } description
            && workflow.Attribute.FindArgument(1, context.CancellationToken) is { } place
        )
        {
            Report(place, "its description", $"has {description.Length} characters, and may have {MaxDescriptionLength}; shorten it");
        }

        string?[] names =
        [
            workflow.Name,
            ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken)?.Name,
            ValidatePlan.TryCreate(workflow, reader, context.CancellationToken)?.Name,
        ];
        if (
            names.FirstOrDefault(static name => name?.Length > MaxNameLength) is { } longest
            && workflow.Method.Locations is [var method, ..]
        )
        {
            Report(
                method,
                $"the workflow '{longest}'",
                $"has {longest.Length} characters, and may have {MaxNameLength}; shorten the name of the method"
            );
        }

        void Report(Location at, string what, string problem) =>
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.OptionHasNoUsableValue,
                    at,
                    $"Method '{workflow.Method.Name}'",
                    what,
                    $"it {problem}"
                )
            );
    }

    private static IEnumerable<(string Option, string Problem)> FindProblems(WorkflowDeclaration workflow)
    {
        if (workflow.Target != WorkflowTarget.Modify || workflow.IsPlain)
        {
            yield return (
                "Reconcile",
                "it says whether a reconcile workflow is emitted, and that is done for [ModifyWorkflow] only; remove Reconcile"
            );
        }

        if (workflow is { Target: WorkflowTarget.Modify, IsPlain: true })
        {
            yield return (
                "Defaults",
                "it names the first step of an emitted reconcile workflow, and none is emitted for a plain workflow; remove Defaults"
            );
        }

        if (workflow is { Target: WorkflowTarget.System, IsPlain: true })
        {
            yield return (AlsoFor, "a system workflow runs on no subscription; remove AlsoFor");
        }
    }

    // What is not a number is not inside any limits.
    private static bool IsOutside(object? value, double least, double most) =>
        value is int or double
        && !(Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most);

    private static bool IsWritten(AttributeData attribute, string option) =>
        attribute.NamedArguments.Any(argument => argument.Key == option);

    private static string ValueOf(AttributeData attribute, string option) =>
        attribute.NamedValue(option) is { } value
            ? $" '{(value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture))}'"
            : "";
}
