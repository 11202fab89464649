using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>Reads a method that is marked as a step or input step.</summary>
internal sealed class StepParser(CompilationReader reader)
{
    private const string RetryPolicy = "RetryPolicy";

    private readonly BindingParser _bindings = new(reader);

    /// <summary>Reads a method; nothing when it is not marked.</summary>
    public Parsed<StepModel> Parse(IMethodSymbol method) =>
        method.FindAttribute(reader.Known.StepAttribute) is { } step ? Parse(method, step, isForm: false)
        : method.FindAttribute(reader.Known.InputStepAttribute) is { } input ? Parse(method, input, isForm: true)
        : default;

    private Parsed<StepModel> Parse(IMethodSymbol method, AttributeData mark, bool isForm)
    {
        var invocation = _bindings.ParseStep(method, isForm, EmittedNames.Inside(method.ContainingType, method.Name));
        ImmutableArray<Refusal> refusals = [.. invocation.Refusals, .. FindTextRefusals(method, mark, isForm)];
        return refusals.IsEmpty && invocation.Value is { } call
            ? new StepModel(
                SymbolFormats.Escape(method.Name),
                StepLine.IdOf(mark, method, reader.Known),
                (string)mark.PositionalValue(0)!,
                mark.PositionalValue(1) as string,
                RetryOf(mark),
                mark.NamedValue("TimeoutSeconds") as double?,
                mark.NamedValue("Policy") as string,
                mark.NamedValue(RetryPolicy) as string,
                isForm ? default : StepFlowReader.RemovedBy(mark).ToEquatableArray(),
                call
            )
            : refusals;
    }

    // Of an argument that is not typed yet, or does not compile, the compiler says more.
    private static IEnumerable<Refusal> FindTextRefusals(IMethodSymbol method, AttributeData mark, bool isForm)
    {
        if (mark.HasUnreadable())
        {
            yield return new(RefusalKind.ReportedByCompiler, method);
        }

        if (string.IsNullOrWhiteSpace(mark.PositionalValue(0) as string))
        {
            yield return new(mark.IsWritten(0) ? RefusalKind.NoName : RefusalKind.ReportedByCompiler, method, Argument: "name");
        }

        if (isForm && mark.PositionalValue(1) is null)
        {
            yield return new(mark.IsWritten(1) ? RefusalKind.NoAssignee : RefusalKind.ReportedByCompiler, method, Argument: "assignee");
        }
    }

    // What is not written has the default of the attribute's own properties.
    private RetryModel? RetryOf(AttributeData step) =>
        KnownSymbols.Is(step.AttributeClass, reader.Known.RetryStepAttribute)
            ? new(
                step.NamedValue("MaxAttempts") as int? ?? 0,
                step.NamedValue("FirstDelaySeconds") as double? ?? 10,
                step.NamedValue("Backoff") as double? ?? 2
            )
            : null;
}
