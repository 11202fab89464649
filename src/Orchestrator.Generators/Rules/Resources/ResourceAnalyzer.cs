using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Rules.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5001 and ORCH5002: an external resource is declared incorrectly, or a state that cannot be compared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ResourceCannotBeUsed,
        DiagnosticDescriptors.ResourceIdIsTaken,
        DiagnosticDescriptors.ResourceNameIsTaken,
        DiagnosticDescriptors.StateCannotBeCompared,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        var all = new ConcurrentBag<ResourceDeclaration>();
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader, all), SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => ReportTaken(end, all));
    }

    private static void ReportTaken(CompilationAnalysisContext context, IReadOnlyCollection<ResourceDeclaration> all)
    {
        Report(DiagnosticDescriptors.ResourceIdIsTaken, static resource => resource.Id, static (_, _) => true);
        Report(
            DiagnosticDescriptors.ResourceNameIsTaken,
            static resource => resource.Name ?? "",
            static (resource, other) => resource.Name?.Length > 0 && resource.Id != other.Id && MayMeet(resource, other)
        );

        void Report(
            DiagnosticDescriptor descriptor,
            Func<ResourceDeclaration, string> textOf,
            Func<ResourceDeclaration, ResourceDeclaration, bool> isClash
        )
        {
            foreach (var resources in all.GroupBy(textOf, StringComparer.Ordinal))
            {
                foreach (var resource in resources)
                {
                    var others = resources
                        .Where(other => other != resource && isClash(resource, other))
                        .Select(static other => other.Type.ToDisplayString())
                        .OrderBy(static name => name, StringComparer.Ordinal)
                        .ToArray();
                    if (others.Length > 0 && resource.Type.Locations is [var location, ..])
                    {
                        context.ReportDiagnostic(
                            Diagnostic.Create(descriptor, location, resource.Type.Name, resources.Key, string.Join("' and '", others))
                        );
                    }
                }
            }
        }
    }

    // A subscription has the resources of its product and those of the classes from which the product derives.
    private static bool MayMeet(ResourceDeclaration resource, ResourceDeclaration other) =>
        resource.Product is { } product
        && other.Product is { } another
        && (product.IsOrDerivesFrom(another) || another.IsOrDerivesFrom(product));

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader, ConcurrentBag<ResourceDeclaration> all)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ResourceDeclaration.TryRead(type, reader) is not { } resource)
        {
            return;
        }

        all.Add(resource);
        var refusals = new ResourceParser(reader).Parse(resource, context.CancellationToken).Refusals;
        foreach (var refusal in refusals)
        {
            if (RefusalTable.FindForResource(refusal, type) is var (rule, problem))
            {
                Report(rule, problem);
            }
        }

        if (refusals.IsEmpty && UnseenTypes.Read(type, EmittedNames.Resource, context.CancellationToken).Contains(type.Name))
        {
            Report(DiagnosticDescriptors.ResourceCannotBeUsed, UnseenTypes.Problem);
        }

        void Report(DiagnosticDescriptor rule, string problem)
        {
            if (type.Locations is [var location, ..])
            {
                context.ReportDiagnostic(Diagnostic.Create(rule, location, type.Name, problem));
            }
        }
    }
}
