using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3010: the step or external resource that should ask an external system to call back does not take the address.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallbackAddressAnalyzer : OrchestratorAnalyzer
{
    private const string CallbackRoute = nameof(CallbackRoute);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.CallbackAddressIsNotTaken, DiagnosticDescriptors.CallbackAddressIsNotSent];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, reader), SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        switch (call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression)
        {
            case IdentifierNameSyntax { Identifier.ValueText: StepCall.Callback }:
                AnalyzeStep(context, call, reader);
                break;
            case GenericNameSyntax { Identifier.ValueText: ResourceUse.Apply } when call.ArgumentList.Arguments.Count > 0:
                AnalyzeResource(context, call, reader);
                break;
            default:
                break;
        }
    }

    private static void AnalyzeStep(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax syntax, CompilationReader reader)
    {
        if (
            StepCall.TryRead(syntax, context.SemanticModel, reader, context.CancellationToken) is not { } call
            || call.Text("routeKey") is not { } key
            || call.Argument("action") is not { } action
            || FindMethod(context.SemanticModel.GetSymbolInfo(action, context.CancellationToken)) is not { } step
            || !step.HasAttribute(reader.Known.StepAttribute)
        )
        {
            return;
        }

        var flow = StepFlowReader.Of(reader).Read(step, isForm: false);
        if (!flow.TakesState && !flow.Needs.Any(need => MayMean(need.Key, key)))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.CallbackAddressIsNotTaken,
                    action.GetLocation(),
                    step.Name,
                    call.Text("name") ?? call.Name,
                    key
                )
            );
        }
    }

    // A method that is converted to any delegate is a candidate only.
    private static IMethodSymbol? FindMethod(SymbolInfo named) =>
        (named.Symbol ?? (named.CandidateSymbols is [var only] ? only : null)) as IMethodSymbol;

    // A key that is nearly the address's is reported by the rule about keys, where no one gives it.
    private static bool MayMean(string need, string key) =>
        need == key || new CallbackNames(key, Result: null).Find(need) is not null || NearNames.Find(need, [key]) is not null;

    private static void AnalyzeResource(SyntaxNodeAnalysisContext context, InvocationExpressionSyntax call, CompilationReader reader)
    {
        if (
            context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol
                is IMethodSymbol { TypeArguments: [INamedTypeSymbol resource] } method
            && KnownSymbols.Is(method.ContainingType, reader.Known.Workflow)
            && StepCall.IsTrue(call, method, "awaitCallback", context.SemanticModel) is true
            && !MayRead(resource, method.ContainingAssembly, context.CancellationToken)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.CallbackAddressIsNotSent, call.GetLocation(), resource.Name, CallbackRoute)
            );
        }
    }

    /// <summary>
    /// Whether a class, or one from which it derives, names the address, which no other class can; true without its code.
    /// </summary>
    private static bool MayRead(INamedTypeSymbol resource, IAssemblySymbol runtime, CancellationToken cancellationToken)
    {
        for (
            var type = resource;
            type is not null && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, runtime);
            type = type.BaseType
        )
        {
            if (
                type.DeclaringSyntaxReferences.IsEmpty
                || type.DeclaringSyntaxReferences.Any(part =>
                    part.GetSyntax(cancellationToken).DescendantTokens().Any(static token => token.ValueText == CallbackRoute)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
