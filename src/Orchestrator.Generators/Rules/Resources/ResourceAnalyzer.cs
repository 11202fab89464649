using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Rules.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5001 and ORCH5002: an external resource has a shape that cannot be used, or a state that cannot be compared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ResourceCannotBeUsed, DiagnosticDescriptors.StateCannotBeCompared];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ResourceDeclaration.TryRead(type, reader) is not { } resource)
        {
            return;
        }

        var refusals = new ResourceParser(reader).Parse(resource, context.CancellationToken).Refusals;
        foreach (var refusal in refusals)
        {
            if (RefusalTable.FindForResource(refusal, type) is var (rule, problem))
            {
                Report(rule, problem);
            }
        }

        if (refusals.IsEmpty && UnseenTypes.Read(type, EmittedNames.Resource, context.CancellationToken).Contains(type.Name))
        {
            Report(DiagnosticDescriptors.ResourceCannotBeUsed, UnseenTypes.Problem);
        }

        void Report(DiagnosticDescriptor rule, string problem)
        {
            if (type.Locations is [var location, ..])
            {
                context.ReportDiagnostic(Diagnostic.Create(rule, location, type.Name, problem));
            }
        }
    }
}
