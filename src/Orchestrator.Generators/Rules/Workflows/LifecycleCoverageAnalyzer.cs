using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH4003: a product has a create workflow but no terminate or no validate workflow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LifecycleCoverageAnalyzer : OrchestratorAnalyzer
{
    private static readonly WorkflowTarget[] Wanted = [WorkflowTarget.Terminate, WorkflowTarget.Validate];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.WorkflowIsMissing];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        // A library may leave the rest to an assembly that it does not know; the application sees all of them.
        if (
            reader.Compilation.Options.OutputKind
            is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication)
        )
        {
            return;
        }

        var own = new ConcurrentBag<WorkflowDeclaration>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (
                    WorkflowDeclaration.TryRead(symbol.Symbol, reader) is { } workflow
                    && WorkflowDeclaration.IsUsable(workflow.Method, reader)
                )
                {
                    own.Add(workflow);
                }
            },
            SymbolKind.Method
        );
        context.RegisterCompilationEndAction(end => Report(end, reader, own));
    }

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, ConcurrentBag<WorkflowDeclaration> own)
    {
        var creates = own.Where(static workflow => workflow.Target == WorkflowTarget.Create).ToArray();
        if (creates.Length == 0)
        {
            return;
        }

        var targets = own.SelectMany(static workflow => workflow.Products.Select(product => (product, workflow.Target)))
            .Concat(
                own.Select(workflow => ValidatePlan.TryCreate(workflow, reader, context.CancellationToken))
                    .SelectMany(static plan => plan?.Products ?? [])
                    .Select(static product => (product, Target: WorkflowTarget.Validate))
            )
            .Concat(
                PublishedWorkflows.Of(reader).SelectMany(static workflow => workflow.Products.Select(product => (product, workflow.Target)))
            )
            .ToLookup(
                static pair => pair.product,
                static pair => pair.Target,
                (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default
            );
        foreach (var create in creates)
        {
            foreach (var product in create.Products)
            {
                var missing = Wanted.Except(targets[product]).Select(static target => target.ToString().ToLowerInvariant()).ToArray();
                if (missing.Length > 0 && create.Method.Locations is [var location, ..])
                {
                    context.ReportDiagnostic(
                        Diagnostic.Create(
                            DiagnosticDescriptors.WorkflowIsMissing,
                            location,
                            product.Name,
                            create.Name,
                            string.Join(" and no ", missing),
                            missing is [var one]
                                ? $"it, or its subscriptions cannot be {(one == "terminate" ? "ended" : "checked")}"
                                : "them, or its subscriptions can be neither ended nor checked"
                        )
                    );
                }
            }
        }
    }
}
