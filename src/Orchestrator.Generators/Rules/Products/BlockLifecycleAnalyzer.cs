using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>ORCH4002: a member that is required in a lifecycle holds a block that is not valid in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockLifecycleAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The lifecycles in which anything is required, each with the rank from which a member is required in it.</summary>
    private static readonly ImmutableArray<(string Name, int Rank)> Lifecycles =
    [
        ("Provisioning", 0),
        ("Active", 1),
        ("Migrating", 1),
        ("Disabled", 1),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.BlockIsNotValid];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Property);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var property = (IPropertySymbol)context.Symbol;
        var type = property.ContainingType;
        var isProduct = type.HasAttribute(reader.Known.ProductAttribute);
        if (
            (!isProduct && !type.HasAttribute(reader.Known.ProductBlockAttribute))
            || new MemberParser(reader, type, isProduct).Parse(property).Value is not { Variants.Count: > 0 } member
            || RankOf(property, member, reader) is not { } rank
            || property.Locations is not [var location, ..]
        )
        {
            return;
        }

        ITypeSymbol?[] blocks = property.FindAttribute(reader.Known.OneOfAttribute) is { } union
            ? [.. union.PositionalValues(0).Select(static value => value.Scalar() as ITypeSymbol)]
            : [LifecycleViews.BlockOf(property.Type, reader.Known)];
        var valid = blocks.Select(block => ValidIn(block, reader)).ToArray();
        foreach (var (lifecycle, from) in Lifecycles)
        {
            if (from >= rank && valid.All(lifecycles => lifecycles.Count > 0 && !lifecycles.Contains(lifecycle)))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.BlockIsNotValid,
                        location,
                        property.Name,
                        type.Name,
                        Lower(lifecycle),
                        string.Join("' or '", member.Variants.Select(static variant => variant.Name)),
                        string.Join(", ", valid[0].Select(Lower)),
                        lifecycle
                    )
                );
                return;
            }
        }
    }

    /// <summary>From where on a member is required: 0 for provisioning, 1 for active; null for never.</summary>
    private static int? RankOf(IPropertySymbol property, MemberModel member, CompilationReader reader) =>
        member.Kind switch
        {
            MemberKind.Block or MemberKind.Union => 0,
            MemberKind.Blocks or MemberKind.Unions => member.Minimum > 0 ? 0 : null,
            _ => LifecycleViews
                .Names.Select(static (name, rank) => (name, rank: (int?)rank))
                .FirstOrDefault(view => LifecycleViews.IsRequired(property, view.name, reader.Known))
                .rank,
        };

    private static IReadOnlyList<string> ValidIn(ITypeSymbol? block, CompilationReader reader) =>
        block?.FindAttribute(reader.Known.ProductBlockAttribute) is { } attribute
            ?
            [
                .. attribute
                    .NamedValues("ValidIn")
                    .Select(static value =>
                        value
                            .Type?.GetMembers()
                            .OfType<IFieldSymbol>()
                            .FirstOrDefault(field => Equals(field.ConstantValue, value.Scalar()))
                            ?.Name
                    )
                    .OfType<string>(),
            ]
            : [];

    private static string Lower(string lifecycle) => lifecycle.ToLowerInvariant();
}
