using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>Reads the condition of a <c>Conditional(...)</c>: a lambda, or a method of this compilation.</summary>
internal static class ChainConditions
{
    /// <summary>The condition; nothing where its code is not seen.</summary>
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

        return condition is AnonymousFunctionExpressionSyntax lambda
            ? model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { Parameters: [var asked] }
                ? Of(lambda.Body, asked, isInBody: false)
                : []
            : model.GetSymbolInfo(condition, cancellationToken).Symbol is IMethodSymbol { Parameters: [var parameter] } method
            && MethodBody.Find(method, reader, cancellationToken) is { } body
                ? Of(body, parameter, isInBody: true)
                : [];

        // The body of a method is not a part of what the generator reads.
        ImmutableArray<ChainCondition> Of(SyntaxNode body, IParameterSymbol state, bool isInBody) =>
            KnownSymbols.Is(state.Type, reader.Known.State)
            && StateReads.Find(body, state, reader, cancellationToken) is { IsEmpty: false } needs
                ? [new(condition, [.. needs.Select(need => need with { IsInBody = isInBody })])]
                : [];
    }
}
