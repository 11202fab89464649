using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH3002: a parameter of a step or form cannot be bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParameterAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ParameterCannotBeBound];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.HasAttribute(known.StepAttribute))
        {
            AnalyzeParameters(context, method, known, isForm: false, "Step");
        }
        else if (method.HasAttribute(known.InputStepAttribute))
        {
            AnalyzeParameters(context, method, known, isForm: true, "Input step");
        }
        else if (WorkflowDeclaration.IsForm(method, known))
        {
            AnalyzeParameters(context, method, known, isForm: true, "Form");
        }
    }

    private static void AnalyzeParameters(SymbolAnalysisContext context, IMethodSymbol method, KnownTypes known, bool isForm, string what)
    {
        var bindings = new BindingParser(known);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Locations is [var location, ..] && FindProblem(parameter, bindings, known, isForm) is { } problem)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ParameterCannotBeBound, location, what, method.Name, parameter.Name, problem));
            }
        }
    }

    private static string? FindProblem(IParameterSymbol parameter, BindingParser bindings, KnownTypes known, bool isForm)
    {
        var type = parameter.Type;

        // How a step takes its parameters is ORCH1002's; a type that does not exist or is not fixed is said elsewhere.
        if (type.TypeKind is TypeKind.Error or TypeKind.TypeParameter || (!isForm && (parameter.RefKind != RefKind.None || parameter.IsParams)))
        {
            return null;
        }

        var text = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return !isForm && KnownTypes.Is(type, known.FormSession) ? "a step asks nothing; ask in the workflow's InputForm or in a method marked [InputStep], and take what was answered by its key"
            : parameter.RefKind != RefKind.None || parameter.IsParams ? "it is passed by ref, in, out or params; pass it by value"
            : type.TypeKind == TypeKind.Delegate && !parameter.HasAttribute(known.FromServicesAttribute) ? $"a '{text}' cannot be kept in the state; mark it [FromServices], or take what it gives"
            : bindings.TryParse(parameter, isForm) is null ? $"a '{text}' cannot be kept in the state; take a value that JSON can hold"
            : null;
    }
}
