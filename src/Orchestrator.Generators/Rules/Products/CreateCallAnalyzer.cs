using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Products;

/// <summary>ORCH1009: a subscription is made for a customer that is empty, or of a product whose id is made up.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CreateCallAnalyzer : OrchestratorAnalyzer
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
            switch (argument.Parameter?.Name)
            {
                case "customerId" when IsEmpty(argument.Value):
                    Report(
                        argument,
                        "an empty customer",
                        "a subscription is always a customer's; take 'customerId' from the form, or write the id of the customer"
                    );
                    break;
                case "product" when IsMadeUp(argument.Value) && IsInStep(context.ContainingSymbol, reader) && IsReturned(call):
                    Report(
                        argument,
                        "a product that does not exist",
                        "a subscription is of a product in the database; take 'Guid product', which the first page of a create workflow "
                            + "gives"
                    );
                    break;
                default:
                    break;
            }
        }

        void Report(IArgumentOperation argument, string what, string problem) =>
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.OptionHasNoUsableValue,
                    argument.Value.Syntax.GetLocation(),
                    $"'{call.TargetMethod.ContainingType.Name}.Create'",
                    what,
                    problem
                )
            );
    }

    // A test, and a step, may make a model that is never saved; what a step returns is saved.
    private static bool IsInStep(ISymbol? within, CompilationReader reader) =>
        within is IMethodSymbol method && method.HasAttribute(reader.Known.StepAttribute);

    private static bool IsReturned(IOperation made)
    {
        var use = made.Parent;
        while (use is IConversionOperation or ITupleOperation)
        {
            use = use.Parent;
        }

        return use switch
        {
            IReturnOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => RootOf(use)
                .Descendants()
                .OfType<IReturnOperation>()
                .SelectMany(static end => end.Descendants())
                .OfType<ILocalReferenceOperation>()
                .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)),
            _ => false,
        };
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } outer)
        {
            operation = outer;
        }

        return operation;
    }

    // Only what the engine stores has the id of a product: no one meets one by chance.
    private static bool IsMadeUp(IOperation value) =>
        value switch
        {
            IConversionOperation conversion => IsMadeUp(conversion.Operand),
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "NewGuid" or "CreateVersion7" } made } => IsGuid(
                made.ContainingType
            ),
            IFieldReferenceOperation { Field: { Name: "Empty" or "AllBitsSet" } field } => IsGuid(field.ContainingType),
            IPropertyReferenceOperation { Property: { Name: "AllBitsSet" } property } => IsGuid(property.ContainingType),
            IDefaultValueOperation { Type: { } type } => IsGuid(type),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: { } type } => IsGuid(type),
            _ => false,
        };

    private static bool IsGuid(ITypeSymbol type) =>
        type is { Name: "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsEmpty(IOperation value) =>
        value switch
        {
            { ConstantValue: { HasValue: true, Value: "" } } => true,
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
            _ => false,
        };
}
