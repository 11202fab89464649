using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// ORCH4001: a class is a product or block by its base class and lacks the attribute, so that nothing is emitted for it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmarkedModelAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CannotBeMapped];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (UnmarkedModels.Of(reader).IsMeant(type) && !MissingViews.Of(reader).IsExplained(type))
        {
            context.ReportDiagnostic(Create(type, reader));
        }
    }

    /// <summary>What is reported of an unmarked class.</summary>
    internal static Diagnostic Create(INamedTypeSymbol type, CompilationReader reader)
    {
        var (what, emitted, attribute) = reader.Known.IsSubscriptionModel(type)
            ? ("Product", "its mapping, 'Create' and its views", "Product")
            : ("Product block", "its mapping and its views", "ProductBlock");
        return Diagnostic.Create(
            DiagnosticDescriptors.CannotBeMapped,
            type.Locations[0],
            what,
            type.Name,
            $"its class is not marked, so the build does not emit {emitted}; put [{attribute}(\"...\")] on it"
        );
    }
}
