using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1008: the project is compiled as a version of C# that emitted code is not written in. It is said once, at the first thing that would
/// be emitted for.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LanguageIsTooOld];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        if (reader.HasLanguage)
        {
            return;
        }

        var marked = new ConcurrentBag<Location>();
        context.RegisterSymbolAction(symbol => Collect(symbol, reader, marked), SymbolKind.Method, SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            if (
                marked
                    .OrderBy(static place => place.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(static place => place.SourceSpan.Start)
                    .FirstOrDefault() is
                { } first
            )
            {
                end.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.LanguageIsTooOld,
                        first,
                        ((CSharpCompilation)end.Compilation).LanguageVersion.ToDisplayString()
                    )
                );
            }
        });
    }

    private static void Collect(SymbolAnalysisContext context, CompilationReader reader, ConcurrentBag<Location> marked)
    {
        var symbol = context.Symbol;
        var isMarked =
            symbol is INamedTypeSymbol
                ? symbol.HasAttribute(reader.Known.ProductAttribute) || symbol.HasAttribute(reader.Known.ProductBlockAttribute)
                : symbol.HasAttribute(reader.Known.StepAttribute)
                    || symbol.HasAttribute(reader.Known.InputStepAttribute)
                    || WorkflowDeclaration.TryRead(symbol, reader) is not null;
        if (isMarked && symbol.Locations is [var location, ..])
        {
            marked.Add(location);
        }
    }
}
