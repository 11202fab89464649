using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3009: a step takes or gives a value that the state does not keep. It is bound all the same, because only the application knows how
/// it reads its state.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateValueAnalyzer : OrchestratorAnalyzer
{
    private const string Step = "Step";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ValueIsNotReadBack];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (WhatIs(method, reader) is not { } what)
        {
            return;
        }

        var isForm = what != Step;
        var values = StateValues.Of(reader);
        var parser = new BindingParser(reader);
        foreach (var parameter in method.Parameters)
        {
            if (
                parser.Parse(parameter, isForm).Value is { Kind: ParameterKind.Value or ParameterKind.OptionalValue }
                && values.FindProblem(parameter.Type) is { } problem
            )
            {
                Report(context, parameter, $"{what} '{method.Name}' takes as '{parameter.Name}'", problem);
            }
        }

        // Of a page the rule for pages says it, at the member.
        var results = new ResultParser(reader);
        if (
            !isForm
            && results.Parse(method, isForm, out _).Value is not null
            && results
                .FindTypedKeys(method, isForm)
                .Where(static key => !key.Output.IsSubscription)
                .Select(key => (key.Output.Key, Problem: values.FindProblem(key.Type)))
                .FirstOrDefault(static key => key.Problem is not null)
                is { Problem: { } lost } given
        )
        {
            Report(context, method, $"{what} '{method.Name}' gives as '{given.Key}'", lost);
        }
    }

    private static string? WhatIs(IMethodSymbol method, CompilationReader reader) =>
        method.HasAttribute(reader.Known.StepAttribute) ? Step
        : method.HasAttribute(reader.Known.InputStepAttribute) ? "Input step"
        : WorkflowDeclaration.IsForm(method, reader) ? "Form"
        : null;

    private static void Report(SymbolAnalysisContext context, ISymbol at, string use, string problem)
    {
        if (at.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ValueIsNotReadBack, location, use, problem));
        }
    }
}
