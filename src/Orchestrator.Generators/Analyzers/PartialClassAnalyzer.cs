using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1001: a class that needs emitted members is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialClassAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ClassIsNotPartial];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsPartial(context.CancellationToken) || FindReason(type, known) is not { } reason)
        {
            return;
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            // Of a type with several parts, the compiler itself asks for the word on each of them.
            if (current.DeclaringSyntaxReferences is [var reference]
                && reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax declaration
                && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ClassIsNotPartial, declaration.Identifier.GetLocation(), current.Name, reason));
            }
        }
    }

    private static string? FindReason(INamedTypeSymbol type, KnownTypes known)
    {
        if (type.HasAttribute(known.ProductAttribute))
        {
            return $"the product '{type.Name}'";
        }

        if (type.HasAttribute(known.ProductBlockAttribute))
        {
            return $"the product block '{type.Name}'";
        }

        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.HasAttribute(known.StepAttribute) || method.HasAttribute(known.InputStepAttribute))
            {
                return $"the step '{method.Name}'";
            }

            if (WorkflowDeclaration.TryRead(method, known) is not null)
            {
                return $"the workflow '{method.Name}'";
            }
        }

        return null;
    }
}
