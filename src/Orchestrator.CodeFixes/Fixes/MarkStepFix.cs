using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH3001: marks the method <c>[Step("...")]</c>, with its name as a sentence, where it has the shape of a step.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkStepFix))]
[Shared]
public sealed class MarkStepFix() : SourceFix(DiagnosticIds.OperandIsNotAStep)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await document.FindAsync<ExpressionSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } operand
        )
        {
            return null;
        }

        var info = model.GetSymbolInfo(operand, cancellationToken);
        var method = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
        var reader = CompilationReader.Of(model.Compilation);
        return
            method?.DeclaringSyntaxReferences is [var reference]
            && !method.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrDerivesFrom(reader.Known.StepAttribute))
            && reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            && document.Project.Solution.GetDocument(declaration.SyntaxTree) is { } home
            && new BindingParser(reader).ParseStep(method, isForm: false, method.Name).Value is not null
            ? new($"Mark '{method.Name}' as a step", nameof(MarkStepFix), token => ApplyAsync(home, declaration, token))
            : null;
    }

    private static async Task<Solution> ApplyAsync(Document document, MethodDeclarationSyntax method, CancellationToken cancellationToken)
    {
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var attribute = new NamesAt(model, method.SpanStart).Attribute(CompilationReader.Of(model.Compilation).Known.StepAttribute!);
        var name = SymbolDisplay.FormatLiteral(SyntaxSearch.ToSentence(method.Identifier.ValueText), quote: true);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var separator = text.IndentationAt(method.GetFirstToken()) is { } indentation ? SyntaxSearch.LineEndingOf(text) + indentation : " ";
        var mark = new TextChange(new(method.SpanStart, 0), $"[{attribute}({name})]{separator}");

        // The binding is emitted into the class, which has to be open for it.
        var closed = method
            .Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Select(MakePartialFix.Write);
        return await document.WithAsync(cancellationToken, [.. closed, mark]).ConfigureAwait(false);
    }
}
