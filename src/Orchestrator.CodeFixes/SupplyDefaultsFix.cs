using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH2006: writes the step that <c>Defaults</c> names. It reads the missing values from the subscription, where a member of that name and type is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SupplyDefaultsFix))]
[Shared]
public sealed class SupplyDefaultsFix() : CodeFix(DiagnosticIds.ReconcileKeyIsMissing)
{
    private const string Defaults = nameof(Defaults);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } method
            || FindAttribute(method) is not { ArgumentList: { } arguments } attribute
            || attribute.FindProperty(Defaults) is not null
            || arguments.Arguments.FirstOrDefault()?.Expression is not TypeOfExpressionSyntax { Type: { } productSyntax }
            || model.GetTypeInfo(productSyntax, cancellationToken).Type is not INamedTypeSymbol product
            || diagnostic.Properties[StateFlowAnalyzer.Missing] is not { } missing)
        {
            return null;
        }

        var values = missing.Split(';').Select(entry => FindValue(product, entry)).OfType<Value>().ToArray();
        return values.Length == 0 ? null : new("Take the missing values from the subscription", nameof(SupplyDefaultsFix), _ => Task.FromResult(document.With(Supply(root, method, attribute, productSyntax, values))));
    }

    private static AttributeSyntax? FindAttribute(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => attribute.Name.ToString().Split('.').Last() is "ModifyWorkflow" or "ModifyWorkflowAttribute");

    private static SyntaxNode Supply(SyntaxNode root, MethodDeclarationSyntax method, AttributeSyntax attribute, TypeSyntax product, Value[] values)
    {
        var name = $"Take{method.Identifier.ValueText}Defaults";
        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"nameof({name})"))
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(Defaults).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        var arguments = attribute.ArgumentList!.Arguments.GetWithSeparators()
            .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
            .Add(argument);
        var named = method.ReplaceNode(attribute, attribute.WithArgumentList(attribute.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(arguments))));

        var lineEnding = SyntaxSearch.LineEndingOf(root);
        var indentation = method.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        var record = $"{name}Result";
        var elements = string.Join(", ", values.Select(static value => $"{value.Type} {value.Name}"));
        var reads = string.Join(", ", values.Select(static value => value.Read));
        var result = SyntaxFactory.ParseMemberDeclaration($"{lineEnding}{indentation}private sealed record {record}({elements});{lineEnding}")!;
        var step = SyntaxFactory.ParseMemberDeclaration(
            $"{lineEnding}{indentation}[Step(\"{SyntaxSearch.ToSentence(name)}\")]{lineEnding}{indentation}private static {record} {name}({product} subscription) => new({reads});{lineEnding}")!;
        return root.ReplaceNode(method, [named, result, step]);
    }

    /// <summary>Looks for a member of the name and type, from the product down through its blocks, the nearest first.</summary>
    private static Value? FindValue(INamedTypeSymbol product, string entry)
    {
        var colon = entry.IndexOf(':');
        var (name, type) = (entry.Substring(0, colon), entry.Substring(colon + 1));
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<(ITypeSymbol Type, string Path)>([(product, "subscription")]);
        while (waiting.Count > 0)
        {
            var (current, path) = waiting.Dequeue();
            if (!seen.Add(current.OriginalDefinition))
            {
                continue;
            }

            foreach (var property in PropertiesOf(current))
            {
                var isNullableValue = property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
                var bare = isNullableValue ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
                var read = $"{path}.{property.Name}";
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) && bare.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) == type)
                {
                    return new(type, property.Name, isNullableValue ? read + "!.Value" : IsNullable(property.Type) ? read + "!" : read);
                }

                if (bare.TypeKind == TypeKind.Class && bare.BaseType?.Name == "ProductBlock")
                {
                    waiting.Enqueue((bare, IsNullable(property.Type) ? read + "!" : read));
                }
            }
        }

        return null;
    }

    private static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null })
                {
                    yield return property;
                }
            }
        }
    }

    private static bool IsNullable(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated;

    /// <param name="Type">The type of the key.</param>
    /// <param name="Name">The name that gives the key.</param>
    /// <param name="Read">The expression that reads it.</param>
    private sealed record Value(string Type, string Name, string Read);
}
