using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>Finds the external resources on which steps act.</summary>
internal static class ChainResources
{
    /// <summary>What a step does with which resource, also one that another assembly publishes; null for any other step.</summary>
    public static ResourceUse? FindResource(this ChainOperand operand, CompilationReader reader) =>
        operand switch
        {
            { Kind: ChainOperandKind.Resource } => ResourceUse.TryRead(operand.Symbol, reader),
            { Published.Resource: { } reference } => ResourceUse.TryResolve(reference, reader),
            _ => null,
        };

    /// <summary>
    /// What each step of a chain does with which resource, or null for any other step, with what stands around it. Null as a whole when the
    /// chain cannot be read.
    /// </summary>
    public static ImmutableArray<(ResourceUse? Use, ChainSurroundings Around)>? FindResources(
        ISymbol chain,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var chains = ChainReader.Of(reader);
        return new ChainWalker(chains).TryWalk(chain, cancellationToken) is { } steps
                ? [.. steps.Select(step => (step.Operand.FindResource(reader), step.Operand.Around))]
            // Here there is no operand: a chain of another assembly is its own root.
            : chains.FindPublished(chain) is { } published
                ?
                [
                    .. published.Select(step =>
                        (step.Resource is { } reference ? ResourceUse.TryResolve(reference, reader) : null, step.Around)
                    ),
                ]
            : null;
    }
}
