using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// What all rules share: they run concurrently, leave generated code alone, and do nothing in a compilation that does not use the runtime.
/// </summary>
public abstract class OrchestratorAnalyzer : DiagnosticAnalyzer
{
    private protected OrchestratorAnalyzer() { }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var reader = CompilationReader.Of(start.Compilation);
            if (reader.Known.HasRuntime)
            {
                Register(new MemberContext(start), reader);
            }
        });
    }

    /// <summary>Registers the rule's actions for a compilation that uses the runtime.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, CompilationReader reader);
}
