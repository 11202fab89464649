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

namespace Orchestrator.Generators.Rules.Reconcile;

/// <summary>
/// ORCH2001: a product has more than one reconcile workflow, whether written, emitted or registered by a referenced assembly.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReconcileUniquenessAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.SecondReconcileWorkflow,
        DiagnosticDescriptors.SecondReconcileWorkflowOfClass,
        DiagnosticDescriptors.SecondReconcileWorkflowOfReferences,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var own = new ConcurrentBag<Entry>();
        context.RegisterSymbolAction(symbol => Collect(symbol, reader, own), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, reader, own));
    }

    // Emitted workflows are not looked for in generated code: they follow from the same reading of the author's code as the emitting
    // itself.
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
            Entry[] ordered =
            [
                .. Order(
                    siblings[entry.Product]
                        .Where(sibling => !SymbolEqualityComparer.Default.Equals(sibling.Member, context.Symbol))
                        .Select(static sibling => sibling.Entry)
                        .Append(entry)
                ),
            ];

            // One workflow too many is one mistake, so the first one of the product is not reported.
            var isSecond = ordered[0] != entry;
            if (isSecond)
            {
                context.ReportDiagnostic(
                    Create(
                        DiagnosticDescriptors.SecondReconcileWorkflowOfClass,
                        entry,
                        [.. ordered.Where(other => other != entry)],
                        NameOf(entry.Product, siblings.Select(static others => others.Key))
                    )
                );
            }

            own.Add(entry with { IsSaid = isSecond });
        }
    }

    private static IEnumerable<Entry> Read(ISymbol member, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (WorkflowDeclaration.TryRead(member, reader) is not { } workflow || member.Locations is not [var location, ..])
        {
            return [];
        }

        return workflow.Target == WorkflowTarget.Reconcile
            ? WorkflowDeclaration.IsUsable(workflow.Method, reader)
                ? Of(workflow.Name, "").Select(static entry => entry with { IsWritten = true })
                : []
            : ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is { } plan
                ? Of(plan.Name, "emitted from ")
                : [];

        IEnumerable<Entry> Of(string name, string origin) =>
            workflow.Products.Select(product => new Entry(
                product,
                $"'{name}' ({origin}{workflow.Method.ToDisplayString(SymbolFormats.ClassAndMember)})",
                location,
                Assembly: null
            )
            {
                FullText = $"'{name}' ({origin}{workflow.Method.ToDisplayString(SymbolFormats.FullMember)})",
                File = SymbolExtensions.OrderOf(workflow.Method.DeclaringSyntaxReferences.FirstOrDefault()),
            });
    }

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, ConcurrentBag<Entry> own)
    {
        var published = PublishedWorkflows
            .Of(reader)
            .Where(static workflow => workflow.Target == WorkflowTarget.Reconcile)
            .SelectMany(static workflow =>
                workflow.Products.Select(product => new Entry(
                    product,
                    $"'{workflow.Name}' (in assembly {workflow.Assembly.Name})",
                    Location: null,
                    workflow.Assembly
                ))
            );
        var all = own.Concat(published)
            .ToLookup(static entry => entry.Product, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default);
        foreach (var entries in all.Where(static entries => entries.Skip(1).Any()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Entry[] ordered = [.. Order(entries)];
            var product = NameOf(entries.Key, all.Select(static others => others.Key));
            if (ordered.All(static entry => entry.Assembly is not null))
            {
                ReportComposition(context, reader, ordered, product);
            }

            foreach (var entry in ordered.Skip(1).Where(static entry => entry is { Location: not null, IsSaid: false }))
            {
                context.ReportDiagnostic(
                    Create(DiagnosticDescriptors.SecondReconcileWorkflow, entry, [.. ordered.Where(other => other != entry)], product)
                );
            }
        }
    }

    // Which one was there first: that of another assembly, then what an author wrote before what is emitted, then as they are written.
    private static IOrderedEnumerable<Entry> Order(IEnumerable<Entry> entries) =>
        entries
            .OrderBy(static entry => entry.Assembly is null)
            .ThenBy(static entry => !entry.IsWritten)
            .ThenBy(static entry => entry.File, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Location?.SourceSpan.Start)
            .ThenBy(static entry => entry.FullText, StringComparer.Ordinal);

    // Each assembly is fine by itself, so only who brings them together can be told.
    private static void ReportComposition(CompilationAnalysisContext context, CompilationReader reader, Entry[] entries, string product)
    {
        IAssemblySymbol[] assemblies =
        [
            .. entries.Select(static entry => entry.Assembly!).Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default),
        ];
        if (assemblies.Length > 1 && Composition.TryFind(reader, assemblies, context.CancellationToken) is { } here)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.SecondReconcileWorkflowOfReferences,
                    here.Place,
                    product,
                    string.Join(
                        ", and ",
                        entries
                            .Where(entry => here.Assemblies.Contains(entry.Assembly!, SymbolEqualityComparer.Default))
                            .Select(static entry => entry.Text)
                    )
                )
            );
        }
    }

    // Two products of one simple name are told apart by their full names.
    private static string NameOf(ITypeSymbol product, IEnumerable<ITypeSymbol> products) =>
        products.Any(other => other.Name == product.Name && !SymbolEqualityComparer.Default.Equals(other, product))
            ? SymbolFormats.FullName(SymbolFormats.Identity((INamedTypeSymbol)product))
            : product.Name;

    private static Diagnostic Create(DiagnosticDescriptor descriptor, Entry entry, Entry[] others, string product) =>
        Diagnostic.Create(
            descriptor,
            entry.Location,
            others.Select(static other => other.Location).OfType<Location>(),
            product,
            entry.TextAmong(others),
            string.Join(
                ", ",
                others.Select(other => other.TextAmong([.. others, entry])).OrderBy(static text => text, StringComparer.Ordinal)
            )
        );

    /// <summary>The reconcile workflows of each class by product. A class is read once, however many workflows it has.</summary>
    private sealed class Siblings(CompilationReader reader)
        : Memo<INamedTypeSymbol, ILookup<ITypeSymbol, (ISymbol Member, Entry Entry)>>(type =>
            type.GetMembers()
                .Where(static member => !member.IsEmitted())
                .SelectMany(member => Read(member, reader, CancellationToken.None).Select(entry => (Member: member, Entry: entry)))
                .ToLookup(static sibling => sibling.Entry.Product, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default)
        );

    /// <param name="Product">The product type.</param>
    /// <param name="Text">The workflow and where it comes from.</param>
    /// <param name="Location">Where it is declared; null in another assembly.</param>
    /// <param name="Assembly">The other assembly that it is in; null in this one.</param>
    private sealed record Entry(ITypeSymbol Product, string Text, Location? Location, IAssemblySymbol? Assembly)
    {
        /// <summary>The same with the namespace.</summary>
        public string FullText { get; init; } = Text;

        /// <summary>True for one that an author has written; false for one that is emitted.</summary>
        public bool IsWritten { get; init; }

        /// <summary>What its file is ordered by; empty in another assembly.</summary>
        public string File { get; init; } = "";

        /// <summary>True when it was reported already, for another one of its own class.</summary>
        public bool IsSaid { get; init; }

        /// <summary>The text that tells it from the others.</summary>
        public string TextAmong(IEnumerable<Entry> others) =>
            others.Any(other => other.Text == Text && other.FullText != FullText) ? FullText : Text;
    }
}
