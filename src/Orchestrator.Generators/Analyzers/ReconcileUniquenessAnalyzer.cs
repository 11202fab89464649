using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH2001: a product has more than one reconcile workflow, whether written, emitted or registered by a referenced assembly.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReconcileUniquenessAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property that a diagnostic has when another assembly has one of the others.</summary>
    public const string Elsewhere = nameof(Elsewhere);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SecondReconcileWorkflow];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        var own = new ConcurrentBag<Entry>();
        context.RegisterSymbolAction(symbol => Collect(symbol, known, own), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, known, own));
    }

    // Emitted workflows are not looked for in generated code: they follow from the same reading of the author's code as the emitting itself.
    private static void Collect(SymbolAnalysisContext context, KnownTypes known, ConcurrentBag<Entry> own)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { } workflow || context.Symbol.Locations is not [var location, ..])
        {
            return;
        }

        if (workflow.Target == WorkflowTarget.Reconcile && WorkflowDeclaration.IsUsable(workflow.Method, known))
        {
            Add(workflow.Name, $"'{workflow.Name}' ({workflow.Method.ContainingType.Name}.{workflow.Method.Name})");
        }
        else if (ReconcilePlan.TryCreate(workflow, known, context.CancellationToken) is { } plan)
        {
            Add(plan.Name, $"'{plan.Name}' (emitted from {workflow.Method.ContainingType.Name}.{workflow.Method.Name})");
        }

        void Add(string name, string text)
        {
            foreach (var product in workflow.Products)
            {
                own.Add(new(product, name, text, location));
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, KnownTypes known, ConcurrentBag<Entry> own)
    {
        if (own.IsEmpty)
        {
            return;
        }

        var all = own.Concat(ReadReferences(known)).ToLookup(static entry => entry.Product, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default);
        foreach (var entries in all.Where(static entries => entries.Skip(1).Any()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Entry[] ordered = [.. entries.OrderBy(static entry => entry.Text, StringComparer.Ordinal)];
            foreach (var entry in ordered.Where(static entry => entry.Location is not null))
            {
                var others = ordered.Where(other => other != entry).ToArray();
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.SecondReconcileWorkflow,
                    entry.Location,
                    others.Select(static other => other.Location).OfType<Location>(),
                    others.Any(static other => other.Location is null) ? ImmutableDictionary<string, string?>.Empty.Add(Elsewhere, null) : null,
                    entry.Product.Name,
                    entry.Text,
                    string.Join(", ", others.Select(static other => other.Text))));
            }
        }
    }

    private static IEnumerable<Entry> ReadReferences(KnownTypes known) =>
        from workflow in PublishedWorkflow.ReadReferences(known)
        where workflow.Target == WorkflowTarget.Reconcile
        from product in workflow.Products
        select new Entry(product, workflow.Name, $"'{workflow.Name}' (in assembly {workflow.Assembly})", Location: null);

    /// <param name="Product">The product type.</param>
    /// <param name="Name">The workflow.</param>
    /// <param name="Text">The workflow and where it comes from.</param>
    /// <param name="Location">Where it is declared; null in another assembly.</param>
    private sealed record Entry(ITypeSymbol Product, string Name, string Text, Location? Location);
}
