using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1002: writes <c>static</c> where that is what is missing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix))]
[Shared]
public sealed class MakeStaticFix() : CodeFix(DiagnosticIds.ShapeCannotBeUsed)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.FindAsync<MemberDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } member
        && member is MethodDeclarationSyntax or PropertyDeclarationSyntax
        && !member.Modifiers.Any(SyntaxKind.StaticKeyword)
            ? new("Make it static", nameof(MakeStaticFix), token => ApplyAsync(document, member, token))
            : null;

    private static async Task<Solution> ApplyAsync(Document document, MemberDeclarationSyntax member, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        editor.SetModifiers(member, DeclarationModifiers.From(editor.SemanticModel.GetDeclaredSymbol(member, cancellationToken)!).WithIsStatic(true));
        return editor.GetChangedDocument().Project.Solution;
    }
}
