using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            ? new(
                $"Mark '{method.Name}' as a step",
                nameof(MarkStepFix),
                token =>
                    AttributeMark.WriteAsync(
                        home,
                        declaration,
                        static known => known.StepAttribute,
                        SyntaxSearch.ToSentence(method.Name),
                        token
                    )
            )
            : null;
    }
}
