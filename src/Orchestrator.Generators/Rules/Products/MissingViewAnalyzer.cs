using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// ORCH4016: a body names a lifecycle view that its product or block does not have. Of one that a declaration names, the generator reports
/// it, because no rule runs then.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingViewAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ViewIsMissing];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.QualifiedName);

    // What a documentation comment names is a warning of the compiler.
    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        if (
            MissingViews.IsViewName(context.Node)
            && !context.Node.IsPartOfStructuredTrivia()
            && !MissingViews.IsCandidate(context.Node)
            && MissingViews.TryRead(context.Node, context.SemanticModel, context.CancellationToken) is { IsOfEmittedClass: true } missing
            && !MissingViews.Of(reader).IsNamed(missing.Model, missing.View)
        )
        {
            context.ReportDiagnostic(MissingViewReport.Create(missing, reader));
        }
    }
}
