using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1002: a workflow, chain or step has a shape that cannot be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ShapeCannotBeUsed];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.Method, SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var (what, problem) = context.Symbol switch
        {
            _ when context.Symbol.HasAttribute(known.ExternalSystemStepsAttribute) => ("Chain", FindChainProblem(context.Symbol, known)),
            IMethodSymbol method when WorkflowDeclaration.TryRead(method, known) is not null => ("Workflow", FindListProblem(method, known)),
            IMethodSymbol method when method.HasAttribute(known.StepAttribute) => ("Step", FindStepProblem(method, known, isForm: false)),
            IMethodSymbol method when method.HasAttribute(known.InputStepAttribute) => ("Input step", FindStepProblem(method, known, isForm: true)),
            _ => ("", null),
        };
        if (what.Length > 0 && context.Symbol.IsForbidden(known))
        {
            problem = "it is obsolete as an error, but the engine is to run it; leave 'true' out of [Obsolete], or take the other attribute off";
        }

        if (problem is not null && context.Symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ShapeCannotBeUsed, location, what, context.Symbol.Name, problem));
        }
    }

    private static string? FindChainProblem(ISymbol member, KnownTypes known) => member switch
    {
        IMethodSymbol method => FindListProblem(method, known),
        IPropertySymbol { IsStatic: false } => "it is not static; write 'static'",
        IPropertySymbol { GetMethod: null } => "it cannot be read; give it a getter",
        IPropertySymbol property when !known.IsStepList(property.Type) => $"its type is {Display(property.Type)}; it must be StepList",
        _ => null,
    };

    private static string? FindListProblem(IMethodSymbol method, KnownTypes known) =>
        !method.IsStatic ? "it is not static; write 'static'"
        : FindGenericProblem(method)
        ?? (method.Parameters.Length > 0 ? "it has parameters; take them out, because a workflow's steps get their values from the state"
        : known.IsStepList(method.ReturnType) && method.RefKind == RefKind.None ? null
        : $"it returns {Display(method.ReturnType)}; it must return StepList");

    private static string? FindStepProblem(IMethodSymbol method, KnownTypes known, bool isForm)
    {
        if (!method.IsStatic)
        {
            return "it is not static; write 'static' and take services as parameters of an interface type";
        }

        if (FindGenericProblem(method) is { } generic)
        {
            return generic;
        }

        if (method.ContainingType.GetMembers(method.Name).Length > 1)
        {
            return "its class has another method of this name, so that '>> " + method.Name + "' is ambiguous; give one of them another name";
        }

        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) is { } parameter)
        {
            return $"its parameter '{parameter.Name}' is passed by ref, in, out or params; pass it by value";
        }

        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            return "it is 'async void', which nobody can wait for; return Task";
        }

        // A result that the compiler could not resolve is its own error, and it says more.
        return method.ReturnType.TypeKind == TypeKind.Error || new ResultParser(known).TryParse(method, isForm, out _) is not null
            ? null
            : $"its result {Display(method.ReturnType)} does not say which state keys it gives; return a tuple with named elements, a record, a subscription, State, or nothing";
    }

    private static string? FindGenericProblem(IMethodSymbol method) =>
        method.IsGenericMethod ? "it is generic; take its type parameters out"
        : IsInGenericType(method.ContainingType) ? $"its class '{method.ContainingType.Name}' is generic; move it to a class that is not"
        : null;

    private static bool IsInGenericType(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    private static string Display(ITypeSymbol type) => $"'{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
}
