using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>ORCH4001 across classes: two products or two blocks have the same name, in this assembly or a referenced one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelNameAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ModelNameIsTaken];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var own = new ConcurrentBag<Entry>();
        context.RegisterSymbolAction(symbol => Collect(symbol, reader, own), SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, reader, own));
    }

    private static void Collect(SymbolAnalysisContext context, CompilationReader reader, ConcurrentBag<Entry> own)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (isProduct, name, attribute) in NamesOf(type, reader))
        {
            if (attribute.ApplicationSyntaxReference is { } reference)
            {
                own.Add(
                    new(
                        isProduct,
                        name,
                        $"class '{TypeHierarchyParser.NestedName(type)}'",
                        reference.GetSyntax(context.CancellationToken).GetLocation()
                    )
                );
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, ConcurrentBag<Entry> own)
    {
        if (own.IsEmpty)
        {
            return;
        }

        foreach (
            var entries in own.Concat(ReadReferences(reader))
                .ToLookup(static entry => (entry.IsProduct, entry.Name))
                .Where(static entries => entries.Skip(1).Any())
        )
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Entry[] ordered =
            [
                .. entries
                    .OrderBy(static entry => entry.Text, StringComparer.Ordinal)
                    .ThenBy(static entry => entry.Location?.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(static entry => entry.Location?.SourceSpan.Start),
            ];
            foreach (var entry in ordered.Where(static entry => entry.Location is not null))
            {
                var others = ordered.Where(other => other != entry).ToArray();
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.ModelNameIsTaken,
                        entry.Location,
                        others.Select(static other => other.Location).OfType<Location>(),
                        entry.IsProduct ? "Product" : "Product block",
                        entry.Name,
                        "its name is taken: "
                            + $"{string.Join(", ", others.Select(static other => other.Text).Distinct(StringComparer.Ordinal))} has it "
                            + "too; rename one of them"
                    )
                );
            }
        }
    }

    private static IEnumerable<(bool IsProduct, string Name, AttributeData Attribute)> NamesOf(
        INamedTypeSymbol type,
        CompilationReader reader
    )
    {
        foreach (var attribute in type.GetAttributes())
        {
            var isProduct = KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductAttribute);
            if (
                (isProduct || KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductBlockAttribute))
                && attribute.PositionalValue(0) is string name
            )
            {
                yield return (isProduct, name, attribute);
            }
        }
    }

    /// <summary>Of the referenced assemblies, the products that their published workflows are about, and the blocks in these.</summary>
    private static IEnumerable<Entry> ReadReferences(CompilationReader reader)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>(
            PublishedWorkflows.Of(reader).SelectMany(static workflow => workflow.Products).OfType<INamedTypeSymbol>()
        );
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (!met.Add(type) || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reader.Compilation.Assembly))
            {
                continue;
            }

            foreach (var (isProduct, name, _) in NamesOf(type, reader))
            {
                yield return new(
                    isProduct,
                    name,
                    $"class '{TypeHierarchyParser.NestedName(type)}' of assembly '{type.ContainingAssembly.Name}'",
                    Location: null
                );
            }

            foreach (var property in LifecycleViews.PropertiesOf(type, reader.Known))
            {
                var blocks = property
                    .FindAttribute(reader.Known.OneOfAttribute)
                    ?.PositionalValues(0)
                    .Select(static value => value.Scalar())
                    .OfType<INamedTypeSymbol>();
                foreach (var block in blocks ?? (LifecycleViews.BlockOf(property.Type, reader.Known) is { } single ? [single] : []))
                {
                    open.Push(block);
                }
            }
        }
    }

    /// <param name="IsProduct">Whether it is a product; a block otherwise.</param>
    /// <param name="Name">The product or block.</param>
    /// <param name="Text">Which class it is.</param>
    /// <param name="Location">Where it is named; null in another assembly.</param>
    private sealed record Entry(bool IsProduct, string Name, string Text, Location? Location);
}
