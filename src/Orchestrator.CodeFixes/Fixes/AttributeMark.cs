using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>Marks a declaration with an attribute that has a name.</summary>
internal static class AttributeMark
{
    /// <summary>Writes it before the declaration, and opens the classes into which the build then emits.</summary>
    /// <param name="document">The declaration's document.</param>
    /// <param name="declaration">The method or class.</param>
    /// <param name="attribute">Chooses the attribute, which the compilation has.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="product">The product that the attribute names before the name; null for none.</param>
    public static async Task<Solution> WriteAsync(
        Document document,
        MemberDeclarationSyntax declaration,
        Func<KnownSymbols, INamedTypeSymbol?> attribute,
        string name,
        CancellationToken cancellationToken,
        INamedTypeSymbol? product = null
    )
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var type = attribute(CompilationReader.Of(model.Compilation).Known)!;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var separator = text.IndentationAt(declaration.GetFirstToken()) is { } indentation
            ? SyntaxSearch.LineEndingOf(text) + indentation
            : " ";
        var names = new NamesAt(model, declaration.SpanStart);
        var arguments = (product is null ? "" : $"typeof({names.Type(product)}), ") + SymbolDisplay.FormatLiteral(name, quote: true);
        var mark = new TextChange(new(declaration.SpanStart, 0), $"[{names.Attribute(type)}({arguments})]{separator}");
        var closed = declaration
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(MakePartialFix.Write);
        return await document.WithAsync(cancellationToken, [.. closed, mark]).ConfigureAwait(false);
    }
}
