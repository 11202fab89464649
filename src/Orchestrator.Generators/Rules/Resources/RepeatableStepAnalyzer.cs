using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5007: a plain step of a chain of external-system steps makes an id or reads the clock and sends it out, so that a retry sends
/// something else.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatableStepAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepIsNotRepeatable];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.HasAttribute(reader.Known.StepAttribute))
        {
            return;
        }

        var step = method.PartialDefinitionPart ?? method;
        IParameterSymbol[] services = [.. OutsideSteps.FindServices(step, reader)];
        if (services.Length == 0 || !reader.Get(static reader => new ChainedSteps(reader)).Contains(step, context.CancellationToken))
        {
            return;
        }

        foreach (var (place, path) in SentValues.Of(reader).Find(step, services, context.CancellationToken))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.StepIsNotRepeatable,
                    place.Syntax.GetLocation(),
                    step.Name,
                    string.Join(" -> ", path.Insert(0, step.Name))
                )
            );
        }
    }

    /// <summary>The steps that the chains of external-system steps of a compilation run.</summary>
    private sealed class ChainedSteps(CompilationReader reader)
    {
        private HashSet<ISymbol>? _steps;

        public bool Contains(IMethodSymbol step, CancellationToken cancellationToken) =>
            (_steps ??= Find(cancellationToken)).Contains(step);

        private HashSet<ISymbol> Find(CancellationToken cancellationToken)
        {
            var walker = new ChainWalker(ChainReader.Of(reader));
            return new(
                reader
                    .Compilation.Assembly.GlobalNamespace.TypesInside()
                    .SelectMany(static type => type.GetMembers())
                    .Where(member => member.HasAttribute(reader.Known.ExternalSystemStepsAttribute))
                    .SelectMany(chain => walker.TryWalk(chain, cancellationToken) ?? [])
                    .Select(static step => step.Operand)
                    .Where(static operand => operand.Kind == ChainOperandKind.Step)
                    .Select(static operand => operand.Symbol)
                    .OfType<ISymbol>(),
                SymbolEqualityComparer.Default
            );
        }
    }
}
