using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>ORCH1009: a subscription is made for a customer that is empty.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CustomerAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OptionHasNoUsableValue];

    // By syntax: an action on operations would have every body of the project bound for it.
    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (
            syntax.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" }
            || context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IInvocationOperation call
            || !reader.Known.IsSubscriptionModel(call.TargetMethod.ContainingType)
        )
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "customerId" && IsEmpty(argument.Value))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.OptionHasNoUsableValue,
                        argument.Value.Syntax.GetLocation(),
                        $"'{call.TargetMethod.ContainingType.Name}.Create'",
                        "an empty customer",
                        "a subscription is always a customer's; take 'customerId' from the form, or write the id of the customer"
                    )
                );
            }
        }
    }

    private static bool IsEmpty(IOperation value) =>
        value switch
        {
            { ConstantValue: { HasValue: true, Value: "" } } => true,
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
            _ => false,
        };
}
