using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>
/// ORCH4014: a form makes the exception that rejects an answer and does not throw it, names a field that no page has, or catches the
/// exception by which the engine shows a page.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostRefusalAnalyzer : OrchestratorAnalyzer
{
    private const string Invalid = nameof(Invalid);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.RefusalIsLost];

    // By syntax: an action on operations would have every body of the project bound for it.
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        context.RegisterSyntaxNodeAction(node => AnalyzeCall(node, reader), SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(node => AnalyzeCatch(node, reader), SyntaxKind.CatchClause);
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (
            FormCalls.NameOf(syntax) != Invalid
            || context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IInvocationOperation call
            || !FormCalls.IsOfForm(call.TargetMethod, reader)
        )
        {
            return;
        }

        var owner = NameOfOwner(context);
        if (IsDropped(call))
        {
            Report(context, syntax, owner, "makes the exception that rejects an answer, and does not throw it; write 'throw' before it");
        }
        else if (FindUnknownField(call, context, reader) is { } problem)
        {
            Report(context, call.Arguments[0].Value.Syntax, owner, problem);
        }
    }

    private static bool IsDropped(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation conversion)
        {
            value = conversion;
        }

        return value.Parent
            is IExpressionStatementOperation
                or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation };
    }

    /// <summary>
    /// Says that the page which the form has asked last, or none that it asks, has a field of that name; null where that is not certain.
    /// </summary>
    private static string? FindUnknownField(IInvocationOperation call, SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        if (
            call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: string field } }, ..]
            || FormQuestions.TryRead(call, context.SemanticModel, reader, context.CancellationToken) is not { IsEmpty: false } questions
        )
        {
            return null;
        }

        var pages = questions.Select(static question => question.Page).ToArray();
        IPropertySymbol[] fields = [.. pages.SelectMany(FieldsOf)];
        if (!fields.Any(known => IsSame(known, field)))
        {
            return $"rejects an answer at the field '{field}', but {Describe(pages)} has no such field"
                + NearNames.Ask(NearNames.Find(field, fields.Select(static known => known.Name)));
        }

        return
            FormQuestions.FindLast(questions, call.Syntax) is { } last
            && !FieldsOf(last).Any(known => IsSame(known, field))
            && pages.FirstOrDefault(page => FieldsOf(page).Any(known => IsSame(known, field))) is { } earlier
            ? $"rejects an answer at the field '{field}' of '{earlier.Name}', but the page that it has asked last is '{last.Name}', which "
                + "has no such field; reject the answer before the next page is asked, or write null for the page as a whole"
            : null;
    }

    private static string Describe(INamedTypeSymbol[] pages) =>
        pages.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToArray() is [var only]
            ? $"its page '{only.Name}'"
            : "no page that it asks";

    // The engine takes the name of the property or that of the field.
    private static bool IsSame(IPropertySymbol property, string field) =>
        property.Name == field || JsonAttributes.NameOf(property) == SnakeCase.Convert(field);

    private static IEnumerable<IPropertySymbol> FieldsOf(INamedTypeSymbol page)
    {
        for (var type = page; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public })
                {
                    yield return property;
                }
            }
        }
    }

    private static void AnalyzeCatch(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var clause = (CatchClauseSyntax)context.Node;
        if (
            clause is { Filter: null, Parent: TryStatementSyntax around }
            && CaughtExceptions.Catches(clause, FormException(reader), context.SemanticModel, context.CancellationToken)
            && !around
                .Catches.TakeWhile(other => other != clause)
                .Any(other => CaughtExceptions.Catches(other, FormException(reader), context.SemanticModel, context.CancellationToken))
            && FormCalls.FindIn(around.Block, context.SemanticModel, reader, context.CancellationToken) is { } call
            && !CaughtExceptions.MayPassOn(clause, context.SemanticModel, context.CancellationToken)
        )
        {
            Report(
                context,
                (SyntaxNode?)clause.Declaration ?? clause,
                NameOfOwner(context),
                $"catches the exception by which '{call}' shows its page, so that it continues without the answers; write "
                    + "'catch (FormException) { throw; }' before this handler, or ask outside of the 'try'"
            );
        }
    }

    private static INamedTypeSymbol? FormException(CompilationReader reader) => reader.Known.FormException;

    private static string NameOfOwner(SyntaxNodeAnalysisContext context) => context.ContainingSymbol?.Name ?? "";

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode place, string owner, string problem)
    {
        var location = place is CatchClauseSyntax clause ? clause.CatchKeyword.GetLocation() : place.GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.RefusalIsLost, location, owner, problem));
    }
}
