using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH1001: writes <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix() : SourceFix(DiagnosticIds.ClassIsNotPartial)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.FindAsync<TypeDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } type
        && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
            ? new($"Make '{type.Identifier.ValueText}' partial", nameof(MakePartialFix), token => document.WithAsync(token, Write(type)))
            : null;

    /// <summary>Writes the word, right before the keyword.</summary>
    internal static TextChange Write(TypeDeclarationSyntax type) => new(new(type.Keyword.SpanStart, 0), "partial ");
}
