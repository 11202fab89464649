using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH4011: gives the property of a page the limits of the member that stores it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CopyLimitFix))]
[Shared]
public sealed class CopyLimitFix() : SourceFix(DiagnosticIds.PageAllowsMore)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            diagnostic.AdditionalLocations is not [{ SourceTree: { } tree, SourceSpan: var span }]
            || (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(span) is not AttributeSyntax limit
            || !HasLiterals(limit)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || document.Project.Solution.GetDocument(tree) is not { } home
            || await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } source
            || source.GetTypeInfo(limit, cancellationToken).Type is not INamedTypeSymbol type
            || await document.FindAsync<PropertyDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } property
            || HasLimit(property, model, cancellationToken)
        )
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var separator = text.IndentationAt(property.GetFirstToken()) is { } indentation
            ? SyntaxSearch.LineEndingOf(text) + indentation
            : " ";
        var mark = $"[{new NamesAt(model, property.SpanStart).Attribute(type)}{limit.ArgumentList}]";
        return new(
            $"Add '[{limit}]'",
            nameof(CopyLimitFix),
            token => document.WithAsync(token, new TextChange(new(property.SpanStart, 0), mark + separator))
        );
    }

    // A name may mean something else in the other file.
    private static bool HasLiterals(AttributeSyntax limit) =>
        limit.ArgumentList?.Arguments.All(static argument =>
            argument.Expression
                is LiteralExpressionSyntax
                    or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax }
        ) == true;

    // Which of two limits is meant, the author knows.
    private static bool HasLimit(PropertyDeclarationSyntax property, SemanticModel model, CancellationToken cancellationToken) =>
        property
            .AttributeLists.SelectMany(static list => list.Attributes)
            .Any(attribute =>
                model.GetTypeInfo(attribute, cancellationToken).Type?.Name
                    is "LengthAttribute"
                        or "StringLengthAttribute"
                        or "MinLengthAttribute"
                        or "MaxLengthAttribute"
                        or "RangeAttribute"
            );
}
