using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>Reports a page of a form with something that no form can ask or check.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PageAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PageCannotBeAsked];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var fields = new PageFields(reader);
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader, fields), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader, PageFields fields)
    {
        // What a base record declares is said of the record that can be asked, at the member.
        if (context.Symbol is not INamedTypeSymbol { IsAbstract: false } page || !reader.Known.IsFormPage(page))
        {
            return;
        }

        foreach (var (member, problem) in fields.FindProblems(page))
        {
            var location = member.Locations.FirstOrDefault(static location => location.IsInSource) ?? page.Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.PageCannotBeAsked, location, page.Name, member.Name, problem));
        }
    }
}
