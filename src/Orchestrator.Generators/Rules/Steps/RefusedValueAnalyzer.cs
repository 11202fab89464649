using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Mapping.Members;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>ORCH4013: a step sets a member of a block to a literal that the limits of the member refuse.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RefusedValueAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ValueIsRefused];

    // By syntax, and of literals only: an action on operations would have every body of the project bound for it.
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.SimpleAssignmentExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (
            !IsLiteral(assignment.Right)
            || context.ContainingSymbol is not IMethodSymbol step
            || !step.HasAttribute(reader.Known.StepAttribute)
            || context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken).Symbol is not IPropertySymbol member
            || !(reader.Known.IsProductBlock(member.ContainingType) || reader.Known.IsSubscriptionModel(member.ContainingType))
            || context.SemanticModel.GetConstantValue(assignment.Right, context.CancellationToken)
                is not { HasValue: true, Value: { } value }
            || MemberLimits.FindRefusing(member, value, reader.Known) is not { } limit
            || MayBeReplaced(assignment, member, step, reader, context.CancellationToken)
        )
        {
            return;
        }

        context.ReportDiagnostic(
            Diagnostic.Create(
                DiagnosticDescriptors.ValueIsRefused,
                assignment.Right.GetLocation(),
                step.Name,
                $"{member.ContainingType.Name}.{member.Name}",
                MemberLimits.Write(value),
                limit
            )
        );
    }

    private static bool IsLiteral(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax };

    // What counts is the value that the member has when the step ends.
    private static bool MayBeReplaced(
        AssignmentExpressionSyntax assignment,
        IPropertySymbol member,
        IMethodSymbol step,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var writes = ModelWrites.Of(reader).Find(step, cancellationToken);
        return !writes.IsComplete
            || writes.Varied.Contains(member.OriginalDefinition)
            || assignment
                .FirstAncestorOrSelf<MemberDeclarationSyntax>()
                ?.DescendantNodes()
                .OfType<AssignmentExpressionSyntax>()
                .Any(other => other != assignment && NameOf(other.Left) == member.Name) != false;
    }

    private static string? NameOf(ExpressionSyntax target) =>
        target switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };
}
