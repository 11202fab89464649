using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>ORCH1003: two workflows have the same name, in this assembly or a referenced one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkflowNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.WorkflowNameIsTaken,
        DiagnosticDescriptors.WorkflowNameIsTakenInClass,
        DiagnosticDescriptors.WorkflowNameIsTakenInReferences,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var own = new ConcurrentBag<Entry>();
        context.RegisterSymbolAction(symbol => Collect(symbol, reader, own), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, reader, own));
    }

    private static void Collect(SymbolAnalysisContext context, CompilationReader reader, ConcurrentBag<Entry> own)
    {
        Entry[] entries = [.. Read(context.Symbol, reader, context.CancellationToken)];
        if (entries.Length == 0)
        {
            return;
        }

        // What clashes within one class is said while it is typed; only the end of the compilation shows the others.
        var siblings = reader.Get(static reader => new Siblings(reader))[context.Symbol.ContainingType];
        foreach (var entry in entries)
        {
            Entry[] others =
            [
                .. siblings[entry.Name]
                    .Where(sibling => !SymbolEqualityComparer.Default.Equals(sibling.Member, context.Symbol))
                    .Select(static sibling => sibling.Entry)
                    .Where(other => IsClash(entry, other)),
            ];
            if (others.Length > 0)
            {
                context.ReportDiagnostic(Create(DiagnosticDescriptors.WorkflowNameIsTakenInClass, entry, others));
            }

            own.Add(entry with { IsSaid = others.Length > 0 });
        }
    }

    private static IEnumerable<Entry> Read(ISymbol member, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (
            WorkflowDeclaration.TryRead(member, reader) is not { } workflow
            || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
            || workflow.Method.Locations is not [var location, ..]
        )
        {
            yield break;
        }

        var method = workflow.Method.ToDisplayString(SymbolFormats.ClassAndMember);
        var full = workflow.Method.ToDisplayString(SymbolFormats.FullMember);
        yield return new(workflow.Name, workflow.Target == WorkflowTarget.Reconcile, workflow.Products, method, location, Assembly: null)
        {
            FullText = full,
        };
        if (ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is { } plan)
        {
            yield return Emitted(plan.Name, WorkflowTarget.Reconcile, workflow.Products);
        }

        if (ValidatePlan.TryCreate(workflow, reader, cancellationToken) is { } validate)
        {
            yield return Emitted(validate.Name, WorkflowTarget.Validate, validate.Products);
        }

        Entry Emitted(string name, WorkflowTarget target, ImmutableArray<ITypeSymbol> products)
        {
            var origin = $"the {target.ToString().ToLowerInvariant()} workflow that is emitted from ";
            return new(name, BelongsToReconcile: true, products, origin + method, location, Assembly: null) { FullText = origin + full };
        }
    }

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, ConcurrentBag<Entry> own)
    {
        var published = PublishedWorkflows
            .Of(reader)
            .Select(static workflow => new Entry(
                workflow.Name,
                workflow.Target == WorkflowTarget.Reconcile,
                workflow.Products,
                $"one in assembly {workflow.Assembly.Name}",
                Location: null,
                workflow.Assembly
            ));
        foreach (
            var entries in own.Concat(published)
                .ToLookup(static entry => entry.Name, StringComparer.Ordinal)
                .Where(static entries => entries.Skip(1).Any())
        )
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Entry[] ordered = [.. entries.OrderBy(static entry => entry.FullText, StringComparer.Ordinal)];
            if (ordered.All(static entry => entry.Assembly is not null))
            {
                ReportComposition(context, reader, ordered);
            }

            foreach (var entry in ordered.Where(static entry => entry is { Location: not null, IsSaid: false }))
            {
                Entry[] others = [.. ordered.Where(other => IsClash(entry, other))];
                if (others.Length > 0)
                {
                    context.ReportDiagnostic(Create(DiagnosticDescriptors.WorkflowNameIsTaken, entry, others));
                }
            }
        }
    }

    // Each assembly is fine by itself, so only who brings them together can be told.
    private static void ReportComposition(CompilationAnalysisContext context, CompilationReader reader, Entry[] entries)
    {
        Entry[] clashing = [.. entries.Where(entry => entries.Any(other => IsClash(entry, other)))];
        IAssemblySymbol[] assemblies =
        [
            .. clashing.Select(static entry => entry.Assembly!).Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default),
        ];
        if (assemblies.Length > 1 && Composition.TryFind(reader, assemblies, context.CancellationToken) is { } here)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.WorkflowNameIsTakenInReferences,
                    here.Place,
                    entries[0].Name,
                    string.Join(
                        ", and by ",
                        clashing
                            .Where(entry => here.Assemblies.Contains(entry.Assembly!, SymbolEqualityComparer.Default))
                            .Select(static entry => entry.Text)
                    )
                )
            );
        }
    }

    private static Diagnostic Create(DiagnosticDescriptor descriptor, Entry entry, Entry[] others) =>
        Diagnostic.Create(
            descriptor,
            entry.Location,
            others.Select(static other => other.Location).OfType<Location>(),
            entry.Name,
            entry.TextAmong(others),
            string.Join(
                ", ",
                others.Select(other => other.TextAmong([.. others, entry])).OrderBy(static text => text, StringComparer.Ordinal)
            )
        );

    /// <summary>
    /// True for two that have one name, unless they are reconcile workflows of one product, or emitted with some: ORCH2001 says that, and
    /// says more.
    /// </summary>
    private static bool IsClash(Entry entry, Entry other) =>
        other != entry
        && other.Name == entry.Name
        && !(
            entry.BelongsToReconcile
            && other.BelongsToReconcile
            && entry.Products.Intersect<ITypeSymbol>(other.Products, SymbolEqualityComparer.Default).Any()
        );

    /// <summary>The workflows of each class by name. A class is read once, however many workflows it has.</summary>
    private sealed class Siblings(CompilationReader reader)
        : Memo<INamedTypeSymbol, ILookup<string, (ISymbol Member, Entry Entry)>>(type =>
            type.GetMembers()
                .Where(static member => !member.IsEmitted())
                .SelectMany(member => Read(member, reader, CancellationToken.None).Select(entry => (Member: member, Entry: entry)))
                .ToLookup(static sibling => sibling.Entry.Name, StringComparer.Ordinal)
        );

    /// <param name="Name">The workflow.</param>
    /// <param name="BelongsToReconcile">Whether it is a reconcile workflow, or is emitted with one.</param>
    /// <param name="Products">Its products.</param>
    /// <param name="Text">Where it comes from.</param>
    /// <param name="Location">Where it is declared; null in another assembly.</param>
    /// <param name="Assembly">The other assembly that it is in; null in this one.</param>
    private sealed record Entry(
        string Name,
        bool BelongsToReconcile,
        ImmutableArray<ITypeSymbol> Products,
        string Text,
        Location? Location,
        IAssemblySymbol? Assembly
    )
    {
        /// <summary>The same with the namespace.</summary>
        public string FullText { get; init; } = Text;

        /// <summary>True when it was reported already, for another one of its own class.</summary>
        public bool IsSaid { get; init; }

        /// <summary>The text that tells it from the others.</summary>
        public string TextAmong(IEnumerable<Entry> others) =>
            others.Any(other => other.Text == Text && other.FullText != FullText) ? FullText : Text;
    }
}
