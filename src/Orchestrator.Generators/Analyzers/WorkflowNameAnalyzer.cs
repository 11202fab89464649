using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH1003: two workflows have the same name, in this assembly or a referenced one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkflowNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.WorkflowNameIsTaken];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        var own = new ConcurrentBag<Entry>();
        context.RegisterSymbolAction(symbol => Collect(symbol, known, own), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, known, own));
    }

    private static void Collect(SymbolAnalysisContext context, KnownTypes known, ConcurrentBag<Entry> own)
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, known) is not { } workflow
            || !WorkflowDeclaration.IsUsable(workflow.Method, known)
            || workflow.Method.Locations is not [var location, ..])
        {
            return;
        }

        var method = workflow.Method.ToDisplayString(SymbolFormats.ClassAndMember);
        own.Add(new(workflow.Name, workflow.Target == WorkflowTarget.Reconcile, workflow.Products, method, location));
        if (ReconcilePlan.TryCreate(workflow, known, context.CancellationToken) is { } plan)
        {
            own.Add(new(plan.Name, IsReconcile: true, workflow.Products, $"the reconcile workflow that is emitted from {method}", location));
        }
    }

    private static void Report(CompilationAnalysisContext context, KnownTypes known, ConcurrentBag<Entry> own)
    {
        if (own.IsEmpty)
        {
            return;
        }

        var published = PublishedWorkflow.ReadReferences(known).Select(static workflow =>
            new Entry(workflow.Name, workflow.Target == WorkflowTarget.Reconcile, workflow.Products, $"one in assembly {workflow.Assembly}", Location: null));
        foreach (var entries in own.Concat(published).ToLookup(static entry => entry.Name, StringComparer.Ordinal).Where(static entries => entries.Skip(1).Any()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Entry[] ordered = [.. entries.OrderBy(static entry => entry.Text, StringComparer.Ordinal)];
            foreach (var entry in ordered)
            {
                var others = ordered.Where(other => other != entry && !IsSecondReconcile(entry, other)).ToArray();
                if (entry.Location is not null && others.Length > 0)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.WorkflowNameIsTaken,
                        entry.Location,
                        others.Select(static other => other.Location).OfType<Location>(),
                        entry.Name,
                        entry.Text,
                        string.Join(", ", others.Select(static other => other.Text))));
                }
            }
        }
    }

    /// <summary>True for two reconcile workflows of one product: ORCH2001 says that, and it says more.</summary>
    private static bool IsSecondReconcile(Entry entry, Entry other) =>
        entry.IsReconcile && other.IsReconcile && entry.Products.Intersect<ITypeSymbol>(other.Products, SymbolEqualityComparer.Default).Any();

    /// <param name="Name">The workflow.</param>
    /// <param name="IsReconcile">Whether it is a reconcile workflow.</param>
    /// <param name="Products">Its products.</param>
    /// <param name="Text">Where it comes from.</param>
    /// <param name="Location">Where it is declared; null in another assembly.</param>
    private sealed record Entry(string Name, bool IsReconcile, ImmutableArray<ITypeSymbol> Products, string Text, Location? Location);
}
