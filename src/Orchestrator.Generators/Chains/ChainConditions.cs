using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Chains;

/// <summary>Reads the condition of a <c>Conditional(...)</c>: a lambda, or a method of this compilation.</summary>
internal static class ChainConditions
{
    /// <summary>The condition; nothing for a step that has none.</summary>
    public static ImmutableArray<ChainCondition> Find(
        StepCall call,
        SemanticModel model,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        if (call.Name != StepCall.Conditional || call.Argument("condition") is not { } condition)
        {
            return [];
        }

        if (call.Method.TypeArguments is [var product])
        {
            return SubscriptionUse.TryRead(product, reader, call.Method) is { } subscription
                ? [new(condition, [StepNeed.OfSubscription(subscription.Product)])]
                : [];
        }

        if (condition is AnonymousFunctionExpressionSyntax lambda)
        {
            return model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { Parameters: [var asked] }
                ? [Read(lambda.Body, asked)]
                : [];
        }

        // A delegate in a variable, or a method whose code is elsewhere, may ask for anything.
        return
        [
            (
                model.GetSymbolInfo(condition, cancellationToken).Symbol is IMethodSymbol { Parameters: [var parameter] } method
                && MethodBody.Find(method, reader, cancellationToken) is { } body
                    ? Read(body, parameter)
                    : new(condition, []) { AsksAnything = true }
            ) with
            {
                IsInBody = true,
            },
        ];

        ChainCondition Read(SyntaxNode body, IParameterSymbol state)
        {
            var reads = StateReads.Find(body, state, reader, cancellationToken);
            return new(condition, reads.Needs) { AsksAnything = !reads.IsComplete };
        }
    }
}
