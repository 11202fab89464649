using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>ORCH4010: a page asks for a value that neither a step of its workflows nor any other code reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedAnswerAnalyzer : AskedFieldAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AnswerIsNotUsed];

    private protected override void Report(CompilationAnalysisContext context, AskedFields fields, CompilationReader reader)
    {
        foreach (
            var ofProperty in fields.All.GroupBy(
                static field => field.Property,
                (IEqualityComparer<IPropertySymbol>)SymbolEqualityComparer.Default
            )
        )
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var property = ofProperty.Key;
            if (
                property.Locations is [{ IsInSource: true } location, ..]
                && IsAsked(property, reader)
                && !MayBeAskedElsewhere(property.ContainingType, reader)
                && !ofProperty.Any(field => IsTaken(field, reader))
                && !ofProperty.Any(field => fields.IsReadFromPage(field, context.CancellationToken))
                && !ofProperty.Any(field => IsBeingWritten(field, reader, context.CancellationToken))
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.AnswerIsNotUsed,
                        location,
                        property.ContainingType.Name,
                        property.Name,
                        string.Join(
                            " and ",
                            ofProperty
                                .Select(static field => $"'{field.Workflow.Name}'")
                                .Distinct()
                                .OrderBy(static name => name, StringComparer.Ordinal)
                        ),
                        ofProperty.First().Key
                    )
                );
            }
        }
    }

    // What is hidden or only shown is the form's own value. The customer and the note of a process are the engine's as well.
    private static bool IsAsked(IPropertySymbol property, CompilationReader reader) =>
        !property.HasAttribute(reader.Known.HiddenAttribute)
        && !property.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ReadOnlyAttribute")
        && property.Name is not ("CustomerId" or "Note");

    // A form of another assembly may ask a page that it sees, and its steps may take the answer.
    private static bool MayBeAskedElsewhere(INamedTypeSymbol page, CompilationReader reader)
    {
        if (
            reader.Compilation.Options.OutputKind
            is OutputKind.ConsoleApplication
                or OutputKind.WindowsApplication
                or OutputKind.WindowsRuntimeApplication
        )
        {
            return false;
        }

        for (var type = page; type is not null; type = type.ContainingType)
        {
            if (
                type.DeclaredAccessibility == Accessibility.Private
                || (type.DeclaredAccessibility == Accessibility.Internal && !reader.HasFriends)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTaken(AskedField field, CompilationReader reader) =>
        field.Steps is not { } steps || steps.Any(step => MayTake(step.Operand, field.Key, reader)) || HasGaps(field, steps, reader);

    // A step that the compiler refuses may take it once it is written.
    private static bool IsBeingWritten(AskedField field, CompilationReader reader, CancellationToken cancellationToken) =>
        field.Steps is { } steps
        && steps.Any(step => step.Operand.Symbol is IMethodSymbol method && CompileErrors.IsIn(method, reader, cancellationToken));

    // A step that asks for a key that is not there is reported, and may well mean this one.
    private static bool HasGaps(AskedField field, ImmutableArray<ChainStep> steps, CompilationReader reader)
    {
        var flow = new StateFlow(reader, field.Workflow.Target, field.Workflow.Products);
        flow.Run(field.Form, isForm: true);
        return steps.Any(step => flow.Run(step.Operand).Count > 0);
    }

    private static bool MayTake(ChainOperand operand, string key, CompilationReader reader) =>
        operand.Around.Conditions.Any(condition => condition.Asks(key))
        || (operand.IsFocused && operand.Around.FocusKey is not { } focus)
        || operand.Around.FocusKey == key
        || operand.MayDo(
            reader,
            static published => published.Resource is null,
            _ => operand.FindFlow(reader) is not { TakesState: false } flow || flow.Needs.Any(need => need.Key == key)
        );
}
