using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5001: a step is made of a class that is not marked as an external resource, so that nothing is emitted for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmarkedResourceAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceCannotBeUsed];

    // By syntax: an action on operations would have every body of the project bound for it.
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        context.RegisterSymbolAction(symbol => AnalyzeClass(symbol, reader), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(node => AnalyzeUse(node, reader), SyntaxKind.GenericName);
    }

    private static void AnalyzeClass(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (context.Symbol is INamedTypeSymbol type && UnmarkedResources.Of(reader).Contains(type))
        {
            context.ReportDiagnostic(Create(type, type.Locations[0]));
        }
    }

    private static void AnalyzeUse(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var name = (GenericNameSyntax)context.Node;
        if (
            name
                is {
                    Identifier.ValueText: ResourceUse.Apply or ResourceUse.Remove or ResourceUse.Compare,
                    TypeArgumentList.Arguments: [var argument]
                }
            && context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is IMethodSymbol made
            && ResourceUse.IsMade(made, reader.Known)
            && made.TypeArguments[0] is { TypeKind: not TypeKind.Error } type
            && !type.HasAttribute(reader.Known.ExternalResourceAttribute)
            && !type.HasUnknownAttribute()
            && !(type is INamedTypeSymbol named && UnmarkedResources.Of(reader).Contains(named))
        )
        {
            context.ReportDiagnostic(Create(type, argument.GetLocation()));
        }
    }

    private static Diagnostic Create(ITypeSymbol type, Location place) =>
        Diagnostic.Create(
            DiagnosticDescriptors.ResourceCannotBeUsed,
            place,
            type.Name,
            "it is not marked; put [ExternalResource(\"...\")] on it"
        );
}
