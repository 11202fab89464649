using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH1002: writes <c>static</c> where that is what is missing and the body allows it, <c>Task</c> for an <c>async void</c>, and removes
/// <c>params</c>, and the <c>?</c> of a list that is never null.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectShapeFix))]
[Shared]
public sealed class CorrectShapeFix() : SourceFix(DiagnosticIds.ShapeCannotBeUsed)
{
    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await document.FindAsync<MemberDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is not { } member
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(member, cancellationToken) is not { Kind: SymbolKind.Method or SymbolKind.Property } symbol
        )
        {
            return null;
        }

        if (!symbol.IsStatic)
        {
            return
                CanBeStatic(symbol, member, model, cancellationToken)
                && !await CallSites.AreThroughAnInstanceAsync(symbol, document.Project.Solution, cancellationToken).ConfigureAwait(false)
                ? new("Make it static", "static", token => document.WithAsync(token, MakeStatic(member)))
                : null;
        }

        var reader = CompilationReader.Of(model.Compilation);
        if (FindQuestionMark(member, symbol, reader) is { } mark && GivesNoNull(member, model, cancellationToken))
        {
            return new("Remove '?'", "list", token => document.WithAsync(token, new TextChange(mark.Span, "")));
        }

        // Who calls it, besides the engine, may count on its shape.
        if (
            member is not MethodDeclarationSyntax method
            || await CallSites.AreThereAsync(symbol, document.Project.Solution, cancellationToken).ConfigureAwait(false)
        )
        {
            return null;
        }

        if (
            method
                .ParameterList.Parameters.LastOrDefault()
                ?.Modifiers.FirstOrDefault(static modifier => modifier.IsKind(SyntaxKind.ParamsKeyword))
                is { RawKind: not 0 } word
            && symbol is IMethodSymbol { Parameters: [.., { Type.IsRefLikeType: false }] }
        )
        {
            return new("Remove 'params'", "params", token => document.WithAsync(token, TriviaSearch.RemoveWord(word)));
        }

        return symbol is IMethodSymbol { IsAsync: true, ReturnsVoid: true } && reader.Known.Task is { } task
            ? new(
                "Return a task",
                "task",
                token => document.WithAsync(token, new TextChange(method.ReturnType.Span, new NamesAt(model, method.SpanStart).Type(task)))
            )
            : null;
    }

    private static SyntaxToken? FindQuestionMark(MemberDeclarationSyntax member, ISymbol symbol, CompilationReader reader) =>
        (member, symbol) switch
        {
            (MethodDeclarationSyntax { ReturnType: NullableTypeSyntax type }, IMethodSymbol method)
                when KnownSymbols.Is(method.ReturnType, reader.Known.StepList) => type.QuestionToken,
            (PropertyDeclarationSyntax { Type: NullableTypeSyntax type }, IPropertySymbol { SetMethod: null } property)
                when KnownSymbols.Is(property.Type, reader.Known.StepList) => type.QuestionToken,
            _ => null,
        };

    // As the compiler follows null through the body.
    private static bool GivesNoNull(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken)
    {
        var results = member
            .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Select(static node =>
                node switch
                {
                    ArrowExpressionClauseSyntax { Expression: var expression } => expression,
                    ReturnStatementSyntax { Expression: { } expression } => expression,
                    EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax, Value: var expression } => expression,
                    _ => null,
                }
            )
            .OfType<ExpressionSyntax>()
            .ToArray();
        return results.Length > 0
            && results.All(result => model.GetTypeInfo(result, cancellationToken).Nullability.FlowState == NullableFlowState.NotNull);
    }

    private static bool CanBeStatic(
        ISymbol symbol,
        MemberDeclarationSyntax member,
        SemanticModel model,
        CancellationToken cancellationToken
    ) =>
        symbol is { IsAbstract: false, IsVirtual: false, IsOverride: false, ContainingType: { TypeKind: not TypeKind.Interface } type }
        && symbol.DeclaringSyntaxReferences.Length == 1
        && !member.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
        && symbol
            is not (
                IMethodSymbol { IsPartialDefinition: true }
                or IPropertySymbol { IsPartialDefinition: true }
                or IPropertySymbol { IsIndexer: true }
            )
        && !type
            .AllInterfaces.SelectMany(static contract => contract.GetMembers())
            .Any(asked => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(asked), symbol))
        && !member
            .DescendantNodesAndSelf()
            .Select(node => model.GetOperation(node, cancellationToken))
            .Where(static operation => operation is { Parent: null })
            .SelectMany(static operation => operation!.DescendantsAndSelf())
            .Any(operation =>
                operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                || (
                    operation
                        is IParameterReferenceOperation
                        {
                            Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                        }
                    && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type)
                )
            );

    // After the words that say who may use it, before all others.
    private static TextChange MakeStatic(MemberDeclarationSyntax member)
    {
        var access = member.Modifiers.LastOrDefault(static modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
        var next =
            access.RawKind != 0 ? access.GetNextToken()
            : member.AttributeLists.LastOrDefault() is { } attributes ? attributes.GetLastToken().GetNextToken()
            : member.GetFirstToken();
        return new(new(next.SpanStart, 0), "static ");
    }
}
