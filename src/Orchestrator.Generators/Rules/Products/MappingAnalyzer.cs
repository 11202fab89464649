using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Rules.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// ORCH4001, ORCH4005, ORCH4006 and ORCH4007: a product or block has a shape, an attribute, a fixed input or a name that cannot be used.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappingAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.CannotBeMapped,
        DiagnosticDescriptors.AttributeHasNoEffect,
        DiagnosticDescriptors.FixedInputIsWrong,
        DiagnosticDescriptors.NameCannotBeUsed,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var isProduct = type.HasAttribute(reader.Known.ProductAttribute);
        if (!isProduct && !type.HasAttribute(reader.Known.ProductBlockAttribute))
        {
            return;
        }

        var what = isProduct ? "Product" : "Product block";
        ProductAttributeRules.Check(context, type, reader);
        var refusals = new MappingParser(reader).FindRefusals(type, isProduct, context.CancellationToken);
        foreach (var refusal in refusals)
        {
            if (Create(refusal, type, isProduct) is { } report && !MissingViews.Of(reader).IsExplained(type))
            {
                context.ReportDiagnostic(report);
            }
        }

        // That its class is not partial hides nothing of its members.
        if (refusals.Any(static refusal => refusal.Kind != RefusalKind.NotPartial))
        {
            return;
        }

        if (UnseenTypes.Read(type, EmittedNames.Mapping, context.CancellationToken).Contains(type.Name))
        {
            Report(context, DiagnosticDescriptors.CannotBeMapped, type, what, type.Name, UnseenTypes.Problem);
            return;
        }

        AnalyzeMembers(context, type, isProduct, reader);
        if (isProduct)
        {
            ProductAttributeRules.CheckFixedInputs(context, type, reader);
        }
    }

    /// <summary>What is reported of a class that is refused; null for a refusal that another rule or the compiler reports.</summary>
    internal static Diagnostic? Create(Refusal refusal, INamedTypeSymbol type, bool isProduct)
    {
        var isMember = refusal.Kind == RefusalKind.ModelNameTaken && SymbolEqualityComparer.Default.Equals(refusal.At.ContainingType, type);
        return
            RefusalTable.FindForModel(refusal, type) is var (rule, problem)
            && (isMember ? refusal.At : type).Locations is [var location, ..]
            ? Diagnostic.Create(rule, location, isProduct ? "Product" : "Product block", type.Name, problem)
            : null;
    }

    private static void AnalyzeMembers(SymbolAnalysisContext context, INamedTypeSymbol type, bool isProduct, CompilationReader reader)
    {
        var members = new MemberParser(reader, type, isProduct);
        var rules = new MemberRules(reader, type, isProduct);
        var keys = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        var roots = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var property in MappingParser.PropertiesOf(type, isProduct ? reader.Known.SubscriptionModel : reader.Known.ProductBlock))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var parsed = members.Parse(property);

            // What a marked base class has is said there already.
            var isSaidElsewhere =
                !SymbolEqualityComparer.Default.Equals(property.ContainingType, type)
                && property.ContainingType.HasAttribute(isProduct ? reader.Known.ProductAttribute : reader.Known.ProductBlockAttribute);
            foreach (var refusal in parsed.Refusals)
            {
                if (!isSaidElsewhere && !IsSaidOfBlock(refusal, property, reader) && RefusalTable.Find(refusal) is var (rule, reason))
                {
                    ReportMember(context, rule, type, isProduct, property, reason);
                }
            }

            if (parsed.Value is not { Kind: not MemberKind.Computed } model)
            {
                continue;
            }

            if (
                SymbolEqualityComparer.Default.Equals(property.ContainingType, type)
                && EmittedByOthers.IsUnmapped(property, model.Key, context.CancellationToken)
            )
            {
                // Where the author can read it: no one reads an emitted file.
                Report(
                    context,
                    DiagnosticDescriptors.CannotBeMapped,
                    type,
                    $"Member of the {(isProduct ? "product" : "product block")} '{type.Name}'",
                    property.Name,
                    UnseenTypes.Problem
                );
                continue;
            }

            if (!isSaidElsewhere && rules.FindIneffective(property, model) is { } ineffective)
            {
                ReportMember(context, DiagnosticDescriptors.AttributeHasNoEffect, type, isProduct, property, ineffective);
            }

            if (!isSaidElsewhere && rules.FindProblem(property, model) is { } problem)
            {
                ReportMember(context, DiagnosticDescriptors.CannotBeMapped, type, isProduct, property, problem);
            }
            else
            {
                if (keys.TryGetValue(model.Key, out var other))
                {
                    ReportMember(
                        context,
                        DiagnosticDescriptors.NameCannotBeUsed,
                        type,
                        isProduct,
                        property,
                        $"it is stored as '{model.Key}', as '{other.Name}' is; rename one of them"
                    );
                }
                else
                {
                    keys.Add(model.Key, property);
                }

                if (!isSaidElsewhere && MemberRules.FindNameProblem(model) is { } name)
                {
                    ReportMember(context, DiagnosticDescriptors.NameCannotBeUsed, type, isProduct, property, name);
                }

                if (isProduct && FindRoot(model, property, roots) is { } taken)
                {
                    ReportMember(context, DiagnosticDescriptors.CannotBeMapped, type, isProduct, property, taken);
                }
            }
        }

        foreach (var unseen in UnseenTypes.Read(type, EmittedNames.Mapping, context.CancellationToken))
        {
            if (type.GetMembers(unseen) is [IPropertySymbol property] && members.Parse(property).Value is not null)
            {
                ReportMember(context, DiagnosticDescriptors.CannotBeMapped, type, isProduct, property, UnseenTypes.Problem);
            }
        }

        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(static property => property.IsOverride))
        {
            if (rules.FindIgnoredAttribute(property) is { } attribute)
            {
                ReportMember(
                    context,
                    DiagnosticDescriptors.AttributeHasNoEffect,
                    type,
                    isProduct,
                    property,
                    $"[{attribute}] has no effect on an override; write it on the member that is overridden"
                );
            }
        }
    }

    // Of a block without its attribute it is said at its class.
    private static bool IsSaidOfBlock(Refusal refusal, IPropertySymbol property, CompilationReader reader) =>
        refusal.Kind is RefusalKind.BlockIsNotMarked or RefusalKind.UnionIsWrong
        && UnmarkedModels.BlocksOf(property, reader.Known).Any(UnmarkedModels.Of(reader).Contains);

    /// <summary>
    /// Blocks directly under a subscription have no relation that names their member: their block's name alone tells them apart.
    /// </summary>
    private static string? FindRoot(MemberModel model, IPropertySymbol property, Dictionary<string, IPropertySymbol> roots)
    {
        string? problem = null;
        foreach (var name in model.Variants.Select(static variant => variant.Name).Distinct(StringComparer.Ordinal))
        {
            if (roots.TryGetValue(name, out var other))
            {
                problem ??=
                    $"it holds blocks '{name}' directly under the subscription, as '{other.Name}' does, and the database cannot "
                    + "tell them apart; make them one list, or put them inside a block";
            }
            else
            {
                roots.Add(name, property);
            }
        }

        return problem;
    }

    private static void ReportMember(
        SymbolAnalysisContext context,
        DiagnosticDescriptor rule,
        INamedTypeSymbol type,
        bool isProduct,
        IPropertySymbol property,
        string problem
    )
    {
        // A member of an unmarked base class may be fine there, and may be in another assembly: it is said where the class becomes a
        // product or block.
        var isInherited = !SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        Report(
            context,
            rule,
            isInherited ? type : property,
            $"Member of the {(isProduct ? "product" : "product block")} '{type.Name}'",
            property.Name,
            isInherited ? $"{problem} (it is inherited from '{property.ContainingType.Name}')" : problem
        );
    }

    private static void Report(
        SymbolAnalysisContext context,
        DiagnosticDescriptor rule,
        ISymbol symbol,
        string what,
        string name,
        string problem
    )
    {
        if (symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, location, what, name, problem));
        }
    }
}
