using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>
/// ORCH4006 and ORCH4007: what the attributes of products and blocks say: names that fit their columns, and a value for each fixed input.
/// </summary>
internal static class ProductAttributeRules
{
    // The lengths of the columns of the core database.
    private const int MaxTagLength = 20;
    private const int MaxProductTypeLength = 255;
    private const int MaxDescriptionLength = 2_000;

    /// <summary>Checks the names.</summary>
    public static void Check(SymbolAnalysisContext context, INamedTypeSymbol type, CompilationReader reader)
    {
        foreach (var attribute in type.GetAttributes())
        {
            var isProduct = KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductAttribute);
            if (
                (isProduct || KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductBlockAttribute))
                && FindNameProblem(attribute, type, isProduct) is { } problem
            )
            {
                Report(
                    context,
                    DiagnosticDescriptors.NameCannotBeUsed,
                    attribute,
                    type,
                    isProduct ? "Product" : "Product block",
                    attribute.PositionalValue(0) as string ?? type.Name,
                    problem
                );
            }

            if (FindUnknownLifecycle(attribute) is { } unknown)
            {
                Report(
                    context,
                    DiagnosticDescriptors.CannotBeMapped,
                    attribute,
                    type,
                    "Product block",
                    type.Name,
                    $"its ValidIn names '{unknown}', which is not a lifecycle; write members of SubscriptionLifecycle"
                );
            }
        }
    }

    /// <summary>Checks the fixed inputs of a product.</summary>
    public static void CheckFixedInputs(SymbolAnalysisContext context, INamedTypeSymbol type, CompilationReader reader)
    {
        var members = new MemberParser(reader, type, isProduct: true);
        var inputs = MappingParser
            .PropertiesOf(type, reader.Known.SubscriptionModel)
            .Select(property => (Property: property, Model: members.Parse(property).Value))
            .Where(static pair => pair.Model?.Kind == MemberKind.FixedInput)
            .GroupBy(static pair => pair.Model!.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Property, StringComparer.Ordinal);
        foreach (
            var attribute in type.GetAttributes()
                .Where(attribute => KnownSymbols.Is(attribute.AttributeClass, reader.Known.ProductAttribute))
        )
        {
            var what = $"Fixed input of the product '{attribute.PositionalValue(0) as string ?? type.Name}'";
            var given = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in attribute.NamedValues("FixedInputs").Select(static value => value.Scalar() as string ?? ""))
            {
                var at = text.IndexOf('=');
                var key = at < 0 ? text.Trim() : text.Substring(0, at).Trim();
                var problem =
                    at <= 0 ? "it must be written as \"name=value\""
                    : !inputs.TryGetValue(key, out var property)
                        ? $"class '{type.Name}' has no settable property for it; its fixed inputs are {List(inputs.Keys)}"
                    : !given.Add(key) ? "it is given twice"
                    : FindValueProblem(property, text.Substring(at + 1).Trim(), reader);
                if (problem is not null)
                {
                    Report(context, DiagnosticDescriptors.FixedInputIsWrong, attribute, type, what, key, problem);
                }
            }

            foreach (var missing in inputs.Keys.Except(given, StringComparer.Ordinal).OrderBy(static key => key, StringComparer.Ordinal))
            {
                Report(
                    context,
                    DiagnosticDescriptors.FixedInputIsWrong,
                    attribute,
                    type,
                    what,
                    missing,
                    $"it has no value; write FixedInputs = [\"{missing}=...\"], or put '{inputs[missing].Name}' into a product block if "
                        + "subscriptions differ in it"
                );
            }
        }
    }

    private static object? FindUnknownLifecycle(AttributeData attribute) =>
        attribute
            .NamedValues("ValidIn")
            .Where(static value =>
                value.Kind == TypedConstantKind.Enum
                && !value.Type!.GetMembers().OfType<IFieldSymbol>().Any(field => Equals(field.ConstantValue, value.Scalar()))
            )
            .Select(static value => value.Scalar())
            .FirstOrDefault();

    private static string? FindValueProblem(IPropertySymbol property, string value, CompilationReader reader) =>
        FixedInputValues.CanBe(property.Type, value, reader)
            ? FixedInputValues.FindBrokenLimit(property, value, reader)
            : $"'{value}' is not a valid '{property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";

    private static string? FindNameProblem(AttributeData attribute, INamedTypeSymbol type, bool isProduct)
    {
        // An argument that is not typed yet, or does not compile, is the compiler's concern.
        if (attribute.PositionalConstant(0).Kind != TypedConstantKind.Primitive)
        {
            return null;
        }

        var name = attribute.PositionalValue(0) as string;

        var tag = attribute.NamedValue("Tag") as string ?? (isProduct ? type.Name.ToUpperInvariant() : null);
        var productType = isProduct ? attribute.NamedValue("ProductType") as string ?? type.Name : null;
        return string.IsNullOrWhiteSpace(name) ? "its name is empty; give it one"
            : tag is not null && string.IsNullOrWhiteSpace(tag) ? "its tag is empty; give it one, or leave it out"
            : tag?.Length > MaxTagLength ? $"its tag '{tag}' has {tag.Length} characters, and may have {MaxTagLength}; write Tag = \"...\""
            : productType is not null && string.IsNullOrWhiteSpace(productType) ? "its product type is empty; give it one, or leave it out"
            : productType?.Length > MaxProductTypeLength
                ? $"its product type has {productType.Length} characters, and may have {MaxProductTypeLength}; shorten it"
            : (attribute.NamedValue("Description") as string ?? name)?.Length is > MaxDescriptionLength and var length
                ? $"its description has {length} characters, and may have {MaxDescriptionLength}; shorten it"
            : null;
    }

    private static string List(IEnumerable<string> keys)
    {
        var names = string.Join(", ", keys.OrderBy(static key => key, StringComparer.Ordinal).Select(static key => $"'{key}'"));
        return names.Length == 0 ? "none" : names;
    }

    private static void Report(
        SymbolAnalysisContext context,
        DiagnosticDescriptor rule,
        AttributeData attribute,
        INamedTypeSymbol type,
        string what,
        string name,
        string problem
    ) =>
        context.ReportDiagnostic(
            Diagnostic.Create(
                rule,
                attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0],
                what,
                name,
                problem
            )
        );
}
