using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>
/// What the rules about the answers of pages share: they report at the end of the compilation, which alone shows all forms and steps, and a
/// project without pages pays nothing.
/// </summary>
public abstract class AskedFieldAnalyzer : OrchestratorAnalyzer
{
    private protected AskedFieldAnalyzer() { }

    private protected sealed override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var pages = new ConcurrentBag<ISymbol>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (reader.Known.IsFormPage((ITypeSymbol)symbol.Symbol))
                {
                    pages.Add(symbol.Symbol);
                }
            },
            SymbolKind.NamedType
        );

        // Files are searched for the names of the answers while the others are, and each once for all rules.
        context.RegisterSyntaxTreeAction(file => AnswerNames.Of(reader).Read(file.Tree));
        context.RegisterCompilationEndAction(end =>
        {
            if (!pages.IsEmpty)
            {
                Report(end, AskedFields.Of(reader), reader);
            }
        });
    }

    /// <summary>Reports what is wrong with the answers.</summary>
    private protected abstract void Report(CompilationAnalysisContext context, AskedFields fields, CompilationReader reader);
}
