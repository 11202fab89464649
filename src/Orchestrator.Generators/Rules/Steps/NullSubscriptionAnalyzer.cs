using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3013: a step returns null as a subscription that it does not declare as nullable, in a way of which the compiler says nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NullSubscriptionAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SubscriptionIsNull];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.HasAttribute(reader.Known.StepAttribute))
        {
            return;
        }

        foreach (var suppressed in context.CodeBlock.DescendantNodes().OfType<PostfixUnaryExpressionSyntax>())
        {
            if (
                suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression)
                && IsNull(suppressed.Operand)
                && IsReturned(suppressed)
                && context.SemanticModel.GetTypeInfo(suppressed, context.CancellationToken).ConvertedType is { } type
                && SubscriptionUse.TryRead(type, reader, method) is not null
                && !IsNullable(method, type, reader)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.SubscriptionIsNull,
                        suppressed.GetLocation(),
                        method.Name,
                        type.ToMinimalDisplayString(context.SemanticModel, NullableFlowState.NotNull, suppressed.SpanStart)
                    )
                );
            }
        }
    }

    private static bool IsNull(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.NullLiteralExpression)
        || value.IsKind(SyntaxKind.DefaultLiteralExpression)
        || value.IsKind(SyntaxKind.DefaultExpression);

    // return null!; => null!, (null!, 1), found ? node : null!
    private static bool IsReturned(SyntaxNode value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case ParenthesizedExpressionSyntax or TupleExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }:
                case ConditionalExpressionSyntax choice when choice.Condition != value:
                case SwitchExpressionArmSyntax arm when arm.Expression == value:
                case SwitchExpressionSyntax decision when decision.GoverningExpression != value:
                    value = value.Parent;
                    break;
                case ArrowExpressionClauseSyntax arrow:
                    return arrow.Parent is MethodDeclarationSyntax;
                case ReturnStatementSyntax end:
                    return end.Ancestors()
                            .FirstOrDefault(static node =>
                                node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax
                            ) is MethodDeclarationSyntax;
                default:
                    return false;
            }
        }
    }

    // The type of the value itself says nothing of that: the result of the method does.
    private static bool IsNullable(IMethodSymbol method, ITypeSymbol type, CompilationReader reader) =>
        Parts(method.ReturnType)
            .Any(part =>
                SymbolEqualityComparer.Default.Equals(part, type)
                && SubscriptionUse.TryRead(part, reader, method) is not { CanBeNull: false, IsUnannotated: false }
            );

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } ? arguments.SelectMany(Parts) : [type];
}
