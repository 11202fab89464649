using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>
/// ORCH4012: a page is asked after the last one, without what its fields choose from, with a value that it refuses itself, or its answers
/// are dropped.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PageCallAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PageIsAskedInVain];

    // By syntax: an action on operations would have every body of the project bound for it.
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (
            !FormCalls.IsAsking(syntax)
            || context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IInvocationOperation call
            || !FormCalls.IsOfForm(call.TargetMethod, reader)
            || call.TargetMethod.TypeArguments is not [INamedTypeSymbol page]
        )
        {
            return;
        }

        if (FindLast(syntax, context, reader) is { } last)
        {
            Report(
                $"the form asks it after its last page; ask that one with '{FormCalls.Ask}' instead of '{FormCalls.AskLast}'",
                last.GetLocation()
            );
        }

        foreach (var problem in new AskedPage(page, call, reader).FindProblems(context.CancellationToken))
        {
            Report(problem);
        }

        if (IsDropped(call, context.CancellationToken) && FindAnswers(page, reader) is [var first, ..])
        {
            Report($"its answer '{first.Name}' is dropped; return it from the form, or ask a page without fields");
        }

        void Report(string problem, params Location[] others) =>
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.PageIsAskedInVain, syntax.GetLocation(), others, page.Name, problem)
            );
    }

    /// <summary>True when the answer of a page is not used, which is reported.</summary>
    internal static bool DropsAnswer(
        IInvocationOperation call,
        INamedTypeSymbol page,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) => IsDropped(call, cancellationToken) && !FindAnswers(page, reader).IsEmpty;

    /// <summary>
    /// The call that asks the last page of the form before this one is asked; null for none. Only where the form comes here in any case
    /// then.
    /// </summary>
    private static InvocationExpressionSyntax? FindLast(
        InvocationExpressionSyntax call,
        SyntaxNodeAnalysisContext context,
        CompilationReader reader
    )
    {
        var member = call.FirstAncestorOrSelf<SyntaxNode>(static node =>
            node is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
        );
        return member
            ?.DescendantNodes(node => node == member || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<InvocationExpressionSyntax>()
            .TakeWhile(other => other.SpanStart <= call.SpanStart)
            .Where(other =>
                other != call && FormCalls.NameOf(other) == FormCalls.AskLast && !other.Contains(call) && IsFollowedBy(other, call)
            )
            .FirstOrDefault(other =>
                context.SemanticModel.GetSymbolInfo(other, context.CancellationToken).Symbol is IMethodSymbol method
                && FormCalls.IsOfForm(method, reader)
                && IsSameForm(other, call, context)
            );
    }

    private static bool IsFollowedBy(SyntaxNode last, SyntaxNode call)
    {
        var around = last.Ancestors().FirstOrDefault(node => node.Contains(call));
        return around is not null
            && !call.Ancestors()
                .TakeWhile(node => node != around)
                .Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            && StateReads.IsAlwaysRun(call, around);
    }

    private static bool IsSameForm(InvocationExpressionSyntax one, InvocationExpressionSyntax other, SyntaxNodeAnalysisContext context) =>
        FormOf(one, context) is { } form && SymbolEqualityComparer.Default.Equals(form, FormOf(other, context));

    private static ISymbol? FormOf(InvocationExpressionSyntax call, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetSymbolInfo(((MemberAccessExpressionSyntax)call.Expression).Expression, context.CancellationToken).Symbol;

    // An answer that is checked is not in vain.
    private static ImmutableArray<ISymbol> FindAnswers(INamedTypeSymbol page, CompilationReader reader)
    {
        ImmutableArray<ISymbol> asked =
        [
            .. JsonContract
                .Of(page)
                .Members.Where(member => member.IsRead && !reader.Known.IsFormElement(member.Type) && IsShown(member.Symbol, reader))
                .Select(static member => member.Symbol),
        ];
        return
            page.AllInterfaces.Any(static contract => contract.Name == "IValidatableObject")
            || asked.Any(field => field.GetAttributes().Any(attribute => IsCheck(attribute.AttributeClass, reader)))
            ? []
            : asked;
    }

    private static bool IsShown(ISymbol field, CompilationReader reader) =>
        !field.HasAttribute(reader.Known.HiddenAttribute)
        && !field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ReadOnlyAttribute");

    private static bool IsCheck(INamedTypeSymbol? attribute, CompilationReader reader) =>
        attribute.IsOrDerivesFrom(reader.Known.ValidationAttribute)
        && !reader.Known.IsMemberRule(attribute)
        && attribute!.Name != "RequiredAttribute";

    private static bool IsDropped(IInvocationOperation call, CancellationToken cancellationToken)
    {
        IOperation value = call;
        while (value.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" })
        {
            value = value.Parent;
        }

        return value is not IInvocationOperation
            && value.Parent switch
            {
                IExpressionStatementOperation => true,
                ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation } => true,
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !IsNamed(
                    local,
                    cancellationToken
                ),
                _ => false,
            };
    }

    private static bool IsNamed(ILocalSymbol local, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences is not [var declared]
        || declared.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
        || member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name);
}
