using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Models;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Analyzers;

/// <summary>ORCH4001: a product, block or fixed input is declared in a shape that cannot be mapped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappingAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CannotBeMapped];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var isProduct = type.HasAttribute(known.ProductAttribute);
        if (!isProduct && !type.HasAttribute(known.ProductBlockAttribute))
        {
            return;
        }

        var what = isProduct ? "Product" : "Product block";
        ProductAttributeRules.Check(context, type, known);
        if (FindClassProblem(type, isProduct, known, context.CancellationToken) is { } problem)
        {
            Report(context, type, what, type.Name, problem);
            return;
        }

        AnalyzeMembers(context, type, isProduct, known);
        if (isProduct)
        {
            ProductAttributeRules.CheckFixedInputs(context, type, known);
        }
    }

    private static void AnalyzeMembers(SymbolAnalysisContext context, INamedTypeSymbol type, bool isProduct, KnownTypes known)
    {
        var members = new MemberParser(known, type, isProduct);
        var rules = new MemberRules(known, type, isProduct);
        var keys = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        var roots = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var property in MappingParser.PropertiesOf(type, isProduct ? known.SubscriptionModel : known.ProductBlock))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var model = members.TryParse(property);

            // What a marked base class has is said there already.
            var isSaidElsewhere = !SymbolEqualityComparer.Default.Equals(property.ContainingType, type)
                && property.ContainingType.HasAttribute(isProduct ? known.ProductAttribute : known.ProductBlockAttribute);
            if (!isSaidElsewhere && rules.FindProblem(property, model) is { } problem)
            {
                ReportMember(context, type, isProduct, property, problem);
            }
            else if (model is { Kind: not MemberKind.Computed })
            {
                if (keys.TryGetValue(model.Key, out var other))
                {
                    ReportMember(context, type, isProduct, property, $"it is stored as '{model.Key}', as '{other.Name}' is; rename one of them");
                }
                else
                {
                    keys.Add(model.Key, property);
                }

                if (isProduct && FindRoot(model, property, roots) is { } taken)
                {
                    ReportMember(context, type, isProduct, property, taken);
                }
            }
        }

        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(static property => property.IsOverride))
        {
            if (rules.FindIgnoredAttribute(property) is { } attribute)
            {
                ReportMember(context, type, isProduct, property, $"[{attribute}] has no effect on an override; write it on the member that is overridden");
            }
        }
    }

    /// <summary>Blocks directly under a subscription have no relation that names their member: their block's name alone tells them apart.</summary>
    private static string? FindRoot(MemberModel model, IPropertySymbol property, Dictionary<string, IPropertySymbol> roots)
    {
        string? problem = null;
        foreach (var name in model.Variants.Select(static variant => variant.Name).Distinct(StringComparer.Ordinal))
        {
            if (roots.TryGetValue(name, out var other))
            {
                problem ??= $"it holds blocks '{name}' directly under the subscription, as '{other.Name}' does, and the database can not tell them apart; make them one list, or put them inside a block";
            }
            else
            {
                roots.Add(name, property);
            }
        }

        return problem;
    }

    private static string? FindClassProblem(INamedTypeSymbol type, bool isProduct, KnownTypes known, CancellationToken cancellationToken)
    {
        var (root, name) = isProduct ? (known.SubscriptionModel, "SubscriptionModel") : (known.ProductBlock, "ProductBlock");
        return !type.IsOrDerivesFrom(root) ? $"it must derive from {name}"
            : type.IsAbstract ? "it is abstract, so that none can be made; take the attribute off, and put it on the classes that derive from it"
            : type.Arity > 0 ? "it is generic; name a class of its own for each type argument"
            : TypeHierarchyParser.Parse(type, known, cancellationToken).Refusals.Select(refusal => FindPlaceProblem(refusal, type)).FirstOrDefault(static problem => problem is not null)
            ?? (!new MappingParser(known).CanBeCreated(type, type) ? "none can be made without arguments; give it a constructor without parameters and no required members" : null);
    }

    /// <summary>Says why the registry, which stands outside, can not reach a class.</summary>
    private static string? FindPlaceProblem(Refusal refusal, INamedTypeSymbol type)
    {
        var subject = SymbolEqualityComparer.Default.Equals(refusal.At, type) ? "it" : $"'{refusal.At.Name}' around it";
        return refusal.Kind switch
        {
            RefusalKind.FileLocalClass => $"{subject} is local to its file, where emitted code cannot name it; take 'file' away",
            RefusalKind.GenericClass => $"{subject} is generic; move the class out of it",
            RefusalKind.HiddenClass => $"{subject} is {(refusal.At.DeclaredAccessibility == Accessibility.Private ? "private" : "protected")}, so that the emitted registry cannot reach it; make it internal or public",
            RefusalKind.ObsoleteClass => $"{subject} is obsolete as an error, but its subscriptions are to be loaded; leave 'true' out of [Obsolete], or take the other attribute off",
            _ => null,
        };
    }

    private static void ReportMember(SymbolAnalysisContext context, INamedTypeSymbol type, bool isProduct, IPropertySymbol property, string problem)
    {
        // A member of an unmarked base class may be fine there, and may be in another assembly: it is said where the class becomes a product or block.
        var isInherited = !SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        Report(
            context,
            isInherited ? type : property,
            $"Member of the {(isProduct ? "product" : "product block")} '{type.Name}'",
            property.Name,
            isInherited ? $"{problem} (it is inherited from '{property.ContainingType.Name}')" : problem);
    }

    private static void Report(SymbolAnalysisContext context, ISymbol symbol, string what, string name, string problem)
    {
        if (symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CannotBeMapped, location, what, name, problem));
        }
    }
}
