using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH1005: two different steps of one workflow have the same name, so that its log does not tell them apart, or the same identity.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.StepNameIsAmbiguous, DiagnosticDescriptors.StepIdIsAmbiguous];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
        )
        {
            return;
        }

        // The same step twice is wanted: it does the same and may well have the same name.
        var names = new Dictionary<string, NamedStep>(StringComparer.Ordinal);
        var ids = new Dictionary<string, NamedStep>(StringComparer.Ordinal);
        foreach (var walked in steps)
        {
            if (NamedStep.TryRead(walked, reader) is not { } step)
            {
                continue;
            }

            Report(DiagnosticDescriptors.StepNameIsAmbiguous, names, step.Name);
            if (StepLine.TryName(walked, reader) is { } line)
            {
                Report(DiagnosticDescriptors.StepIdIsAmbiguous, ids, line.Id);
            }

            void Report(DiagnosticDescriptor descriptor, Dictionary<string, NamedStep> first, string text)
            {
                if (!first.TryGetValue(text, out var earlier))
                {
                    first.Add(text, step);
                }
                else if (!earlier.IsSame(step))
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(descriptor, walked.Place.GetLocation(), workflow.Name, earlier.Text, step.Text, text)
                    );
                }
            }
        }
    }

    /// <summary>A step that its author named.</summary>
    /// <param name="Name">The name shown to operators.</param>
    /// <param name="Id">Its identity in stored processes, without the groups around it.</param>
    /// <param name="Method">The method; null for a step of another assembly, whose method may not be seen.</param>
    /// <param name="IsOwn">True for a step of this assembly.</param>
    /// <param name="Text">The step as a message names it.</param>
    private sealed record NamedStep(string Name, string Id, ISymbol? Method, bool IsOwn, string Text)
    {
        public static NamedStep? TryRead(ChainStep step, CompilationReader reader)
        {
            if (step.Operand.Published is { } published)
            {
                var id = published.Id.Substring(published.Id.LastIndexOf('/') + 1);
                return StepLine.IsOfEngine(id, published.Name) ? null : new(published.Name, id, Method: null, IsOwn: false, id);
            }

            return
                step.Operand.Symbol is IMethodSymbol method
                && (method.FindAttribute(reader.Known.StepAttribute) ?? method.FindAttribute(reader.Known.InputStepAttribute))
                    is { } attribute
                && attribute.PositionalValue(0) is string name
                ? new(
                    name,
                    StepLine.IdOf(attribute, method, reader.Known),
                    method,
                    SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, reader.Compilation.Assembly),
                    method.ToDisplayString(SymbolFormats.ClassAndMember)
                )
                : null;
        }

        // What another assembly publishes is none of our own; the same step may be seen both as a method and in a chain.
        public bool IsSame(NamedStep other) =>
            (Method, other.Method) switch
            {
                ({ } one, { } another) => SymbolEqualityComparer.Default.Equals(one, another),
                _ => !IsOwn && !other.IsOwn && Id == other.Id,
            };
    }
}
