using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>A page that a form asks.</summary>
/// <param name="Call">The call that asks it.</param>
/// <param name="Page">The class of the page.</param>
internal sealed record FormQuestion(InvocationExpressionSyntax Call, INamedTypeSymbol Page);

/// <summary>Finds all pages that a form asks, where no other code can ask one.</summary>
internal static class FormQuestions
{
    /// <summary>
    /// The questions of the member in which a call on its session stands, in the order in which they are written; null where other code may
    /// ask too: the session is not a parameter of the member, or is used for anything else than to ask and to reject.
    /// </summary>
    public static ImmutableArray<FormQuestion>? TryRead(
        IInvocationOperation call,
        SemanticModel model,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        // What a constructor takes, all methods of a class may use.
        if (
            call.Instance
                is not IParameterReferenceOperation
                {
                    Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } session
                }
            || call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
        )
        {
            return null;
        }

        var questions = ImmutableArray.CreateBuilder<FormQuestion>();
        foreach (var name in member.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (
                name.Identifier.ValueText != session.Name
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, session)
            )
            {
                continue;
            }

            if (
                name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax made } access
                || access.Expression != name
                || model.GetSymbolInfo(made, cancellationToken).Symbol is not IMethodSymbol method
                || !FormCalls.IsOfForm(method, reader)
            )
            {
                return null;
            }

            if (FormCalls.IsAsking(made))
            {
                if (method.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } page])
                {
                    return null;
                }

                questions.Add(new(made, page));
            }
        }

        return questions.ToImmutable();
    }

    /// <summary>The page that is asked last before some code runs; null where that depends on a condition.</summary>
    public static INamedTypeSymbol? FindLast(ImmutableArray<FormQuestion> questions, SyntaxNode at)
    {
        var before = questions.LastOrDefault(question => question.Call.Span.End <= at.SpanStart);
        return before is not null && IsAlwaysBefore(before.Call, at) && !MayRunAgain(questions, at) ? before.Page : null;
    }

    // The statement of the question stands in a block in which the code is too, and nothing in the statement decides whether it asks.
    private static bool IsAlwaysBefore(SyntaxNode question, SyntaxNode at)
    {
        for (var current = question; current.Parent is { } parent; current = parent)
        {
            if (parent is BlockSyntax block && current is StatementSyntax)
            {
                return block.Span.Contains(at.Span)
                    && current is LocalDeclarationStatementSyntax or ExpressionStatementSyntax
                    && !at.Ancestors().TakeWhile(outer => outer != block).Any(IsFunction);
            }

            if (
                IsFunction(parent)
                || parent
                    is ConditionalExpressionSyntax
                        or SwitchExpressionSyntax
                        or ConditionalAccessExpressionSyntax
                        or BinaryExpressionSyntax
                        or AssignmentExpressionSyntax
                        {
                            RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CoalesceAssignmentExpression
                        }
            )
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    // In a loop, or by a goto, a question that is written later may be asked before.
    private static bool MayRunAgain(ImmutableArray<FormQuestion> questions, SyntaxNode at) =>
        at.Ancestors()
            .Any(loop =>
                loop
                    is ForStatementSyntax
                        or CommonForEachStatementSyntax
                        or WhileStatementSyntax
                        or DoStatementSyntax
                        or LabeledStatementSyntax
                && questions.Any(question => question.Call.SpanStart > at.SpanStart && loop.Span.Contains(question.Call.Span))
            );
}
