using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
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
        var bindings = new BindingParser(reader);
        IParameterSymbol[] services =
        [
            .. VolatileFlow
                .Implemented(step)
                .Parameters.Where(parameter =>
                    bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Service } && IsOutside(parameter.Type, reader)
                ),
        ];
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

    // The log and the clock are not external systems.
    private static bool IsOutside(ITypeSymbol type, CompilationReader reader) =>
        type.Name != "TimeProvider"
        && !KnownSymbols.Is(type, reader.Known.Logger)
        && !type.AllInterfaces.Any(implemented => KnownSymbols.Is(implemented, reader.Known.Logger));

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
