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
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.GenericName);

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
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
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ResourceCannotBeUsed,
                    argument.GetLocation(),
                    type.Name,
                    "it is not marked; put [ExternalResource(\"...\")] on it"
                )
            );
        }
    }
}
