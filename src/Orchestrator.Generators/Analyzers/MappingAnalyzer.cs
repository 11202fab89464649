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
        if (FindClassProblem(type, isProduct, known) is { } problem)
        {
            Report(context, type, what, type.Name, problem);
            return;
        }

        var members = new MemberParser(known, type, isProduct);
        var keys = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => IsMeant(property, known)))
        {
            var model = members.TryParse(property);
            if ((model is null ? FindMemberProblem(property, isProduct, known) : FindRuleProblem(property, model, known)) is { } memberProblem)
            {
                Report(context, property, $"Member of the {what.ToLowerInvariant()} '{type.Name}'", property.Name, memberProblem);
            }
            else if (model is not null && keys.TryGetValue(model.Key, out var other))
            {
                Report(context, property, $"Member of the {what.ToLowerInvariant()} '{type.Name}'", property.Name, $"it is stored as '{model.Key}', as '{other.Name}' is; rename one of them");
            }
            else if (model is not null)
            {
                keys.Add(model.Key, property);
            }
        }

        if (isProduct)
        {
            AnalyzeFixedInputs(context, type, known);
        }
    }

    private static void AnalyzeFixedInputs(SymbolAnalysisContext context, INamedTypeSymbol type, KnownTypes known)
    {
        var members = new MemberParser(known, type, isProduct: true);
        var inputs = PropertiesOf(type, known)
            .Select(property => (Property: property, Model: members.TryParse(property)))
            .Where(static pair => pair.Model?.Kind == MemberKind.FixedInput)
            .GroupBy(static pair => pair.Model!.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Property, StringComparer.Ordinal);
        foreach (var attribute in type.GetAttributes().Where(attribute => KnownTypes.Is(attribute.AttributeClass, known.ProductAttribute)))
        {
            var name = attribute.PositionalValue(0) as string ?? type.Name;
            var given = new HashSet<string>(StringComparer.Ordinal);
            var location = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0];
            foreach (var text in attribute.NamedValues("FixedInputs").Select(static value => value.Value as string ?? ""))
            {
                var at = text.IndexOf('=');
                var key = at < 0 ? text.Trim() : text.Substring(0, at).Trim();
                var problem = at <= 0 ? "it must be written as \"name=value\""
                    : !inputs.TryGetValue(key, out var property) ? $"class '{type.Name}' has no settable property for it; its fixed inputs are {List(inputs.Keys)}"
                    : !given.Add(key) ? "it is given twice"
                    : !FixedInputValues.CanBe(property.Type, text.Substring(at + 1).Trim()) ? $"'{text.Substring(at + 1).Trim()}' is no '{property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'"
                    : null;
                if (problem is not null)
                {
                    context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CannotBeMapped, location, $"Fixed input of the product '{name}'", key, problem));
                }
            }

            foreach (var missing in inputs.Keys.Except(given, StringComparer.Ordinal).OrderBy(static key => key, StringComparer.Ordinal))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.CannotBeMapped,
                    location,
                    $"Fixed input of the product '{name}'",
                    missing,
                    $"it has no value; write FixedInputs = [\"{missing}=...\"]"));
            }
        }
    }

    private static string? FindClassProblem(INamedTypeSymbol type, bool isProduct, KnownTypes known)
    {
        var (root, name) = isProduct ? (known.SubscriptionModel, "SubscriptionModel") : (known.ProductBlock, "ProductBlock");
        return !type.IsOrDerivesFrom(root) ? $"it must derive from {name}"
            : type.IsAbstract ? "it is abstract, so that none can be made; take the attribute off, and put it on the classes that derive from it"
            : type.IsGenericType ? "it is generic; name a class of its own for each type argument"
            : type.IsFileLocal ? "it is local to its file, where emitted code cannot name it; take 'file' away"
            : !new MappingParser(known).CanBeCreated(type, type) ? "none can be made without arguments; give it a constructor without parameters and no required members"
            : null;
    }

    private static string? FindMemberProblem(IPropertySymbol property, bool isProduct, KnownTypes known)
    {
        if (property.SetMethod is { IsInitOnly: true })
        {
            return "it can only be set when it is made, but a subscription is filled after that; write 'set' instead of 'init'";
        }

        if (property.HasAttribute(known.OneOfAttribute))
        {
            return "[OneOf] names two or more block classes that derive from the member's type, are marked [ProductBlock], and can be made without arguments; correct it";
        }

        var text = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (property.Type is INamedTypeSymbol { TypeArguments: [var element] } list && KnownTypes.Is(list.OriginalDefinition, known.ListOfT))
        {
            return property.Type.NullableAnnotation == NullableAnnotation.Annotated ? "a list is empty, never null; write it without '?'"
                : element.NullableAnnotation == NullableAnnotation.Annotated ? "its elements can not be null; write them without '?'"
                : isProduct && !known.IsProductBlock(element) ? "a fixed input is one value; put the list in a block"
                : FindBlockProblem(element, known) ?? $"a '{text}' cannot be stored";
        }

        return isProduct && FixedInputValues.IsNullable(property.Type) ? "a fixed input always has a value; write it without '?'"
            : FindBlockProblem(property.Type, known) ?? $"a '{text}' cannot be stored; take a string, number, bool, Guid, date, IP address, enum, block, or list of them, or mark it [NotMapped]";
    }

    private static string? FindBlockProblem(ITypeSymbol type, KnownTypes known) =>
        !known.IsProductBlock(type) ? null
        : !type.HasAttribute(known.ProductBlockAttribute) ? $"'{type.Name}' is not marked; put [ProductBlock(\"...\")] on it"
        : $"no '{type.Name}' can be made; it needs a constructor without parameters and no required members";

    private static string? FindRuleProblem(IPropertySymbol property, MemberModel model, KnownTypes known) =>
        model.Maximum >= 0 && model.Minimum > model.Maximum ? $"its least length {model.Minimum} is above its largest {model.Maximum}"
        : property.HasAttribute(known.RangeAttribute) && !model.Codec.Contains(".WithRange(") ? "[Range] can not limit it; write the limits as numbers of the member's own kind, on a member that is a number"
        : property.HasAttribute(known.StringLengthAttribute) && !model.Codec.Contains(".WithLength(") ? "[StringLength] has no effect on it; it limits text"
        : property.HasAttribute(known.RequiredFromAttribute) && model.RequiredFrom.Length == 0 ? "[RequiredFrom] has no effect on it, because it is never empty; write its type with '?', or take the attribute off"
        : null;

    /// <summary>True for a property that looks as if it were to be stored.</summary>
    private static bool IsMeant(IPropertySymbol property, KnownTypes known) =>
        property is { IsStatic: false, IsIndexer: false, IsOverride: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, SetMethod.DeclaredAccessibility: Accessibility.Public }
        && property.Type.TypeKind != TypeKind.Error
        && !property.HasAttribute(known.NotMappedAttribute);

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type, KnownTypes known)
    {
        for (var current = type; current is not null && !KnownTypes.Is(current, known.SubscriptionModel); current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(property => IsMeant(property, known)))
            {
                yield return property;
            }
        }
    }

    private static string List(IEnumerable<string> keys)
    {
        var names = string.Join(", ", keys.OrderBy(static key => key, StringComparer.Ordinal).Select(static key => $"'{key}'"));
        return names.Length == 0 ? "none" : names;
    }

    private static void Report(SymbolAnalysisContext context, ISymbol symbol, string what, string name, string problem)
    {
        if (symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CannotBeMapped, location, what, name, problem));
        }
    }
}
