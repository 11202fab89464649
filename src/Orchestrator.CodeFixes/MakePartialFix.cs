using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1001: writes <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix() : CodeFix(DiagnosticIds.ClassIsNotPartial)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.FindAsync<TypeDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } type
            ? new($"Make '{type.Identifier.ValueText}' partial", nameof(MakePartialFix), token => ApplyAsync(document, type, token))
            : null;

    private static async Task<Solution> ApplyAsync(Document document, TypeDeclarationSyntax type, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;

        // The word stands right before the keyword, which hands over the trivia in front of it when there is no other modifier.
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var changed = type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
        return document.With(root.ReplaceNode(type, changed));
    }
}
