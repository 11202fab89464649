using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// Says why a view that a declaration names is not emitted: by ORCH4001, ORCH1001 or another rule about its class, or by ORCH4016 where
/// the class is fine.
/// </summary>
internal static class MissingViewReport
{
    /// <summary>What the generator reports: each mistake once, however many declarations name the view.</summary>
    public static IEnumerable<Diagnostic> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(compilation);
        return MissingViews
            .Of(reader)
            .All.GroupBy(static missing => (SymbolFormats.Identity(missing.Model), missing.View))
            .SelectMany(same => Explain(same.First(), reader, cancellationToken))
            .GroupBy(static diagnostic => diagnostic.ToString())
            .Select(static same => same.First());
    }

    /// <summary>The ORCH4016 of a view of a class that is emitted.</summary>
    public static Diagnostic Create(MissingView missing, CompilationReader reader) =>
        Diagnostic.Create(
            DiagnosticDescriptors.ViewIsMissing,
            missing.Name.GetLocation(),
            missing.Model.Name,
            missing.View,
            FindProblem(missing, reader)
        );

    private static IEnumerable<Diagnostic> Explain(MissingView missing, CompilationReader reader, CancellationToken cancellationToken) =>
        missing switch
        {
            { IsUnmarked: true } => [UnmarkedModelAnalyzer.Create(missing.Model, reader)],
            { IsOfEmittedClass: true } => [Create(missing, reader)],
            _ => missing
                .Refusals.Select(refusal =>
                    MappingAnalyzer.Create(refusal, missing.Model, missing.Model.HasAttribute(reader.Known.ProductAttribute))
                    ?? (refusal.At is INamedTypeSymbol type ? PartialNeeds.Find(type, reader, cancellationToken) : null)
                )
                .OfType<Diagnostic>(),
        };

    private static string FindProblem(MissingView missing, CompilationReader reader) =>
        !LifecycleViews.Names.Contains(missing.View)
            ? $"the views of a product or block are {string.Join(" and ", LifecycleViews.Names.Select(static name => $"'{name}'"))}; "
                + $"take one of them, or '{missing.Model.Name}'"
        : LifecycleViews.Requires(missing.Model, missing.View, reader)
            ? "a member or type of the same name, or a member named 'Model', 'Required', 'RequiredValue' or 'Each', is in its way; "
                + $"rename that, or take '{missing.Model.Name}'"
        : $"nothing in '{missing.Model.Name}' is required from {missing.View.ToLowerInvariant()}; mark a nullable member of it or of its "
            + $"blocks [RequiredFrom(SubscriptionLifecycle.{missing.View})], or take '{missing.Model.Name}'";
}
