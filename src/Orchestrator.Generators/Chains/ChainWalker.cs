using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.Generators.Chains;

/// <summary>Follows a chain through the chains that it names, as <c>&gt;&gt;</c> would when the program runs.</summary>
internal sealed class ChainWalker(ChainReader reader)
{
    /// <summary>Finds the steps of a workflow or chain, in order.</summary>
    /// <returns>The steps; null when a part of them cannot be read, because it is computed, compiled and not published, or the chain
    /// contains itself.</returns>
    public ImmutableArray<ChainStep>? TryWalk(ISymbol member, CancellationToken cancellationToken)
    {
        var steps = ImmutableArray.CreateBuilder<ChainStep>();
        return TryAdd(member, within: null, place: null, steps, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellationToken)
            ? steps.ToImmutable()
            : null;
    }

    /// <summary>
    /// Finds the steps of chains that a workflow uses, one after the other. A chain may be another assembly's, which publishes its steps.
    /// </summary>
    /// <returns>The steps; null when a part of them cannot be read.</returns>
    public ImmutableArray<ChainStep>? TryWalk(ImmutableArray<ChainUse> uses, CancellationToken cancellationToken)
    {
        var steps = ImmutableArray.CreateBuilder<ChainStep>();
        foreach (var use in uses)
        {
            var operand = new ChainOperand(ChainOperandKind.Chain, use.Chain, use.Place);
            if (!TryAdd(use.Chain, operand, use.Place, steps, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellationToken))
            {
                return null;
            }
        }

        return steps.ToImmutable();
    }

    private bool TryAdd(
        ISymbol member,
        ChainOperand? within,
        ExpressionSyntax? place,
        ImmutableArray<ChainStep>.Builder steps,
        HashSet<ISymbol> around,
        CancellationToken cancellationToken
    )
    {
        if (!around.Add(member))
        {
            return false;
        }

        if (reader.Read(member, cancellationToken) is not { } operands)
        {
            around.Remove(member);
            return within is not null && TryAddPublished(member, within, place ?? within.Syntax, steps);
        }

        foreach (var read in operands)
        {
            // What stands around the chain's use stands around each of its steps.
            var operand = within is null ? read : read with { Around = within.Around.Add(read.Around) };
            switch (operand)
            {
                case { Kind: ChainOperandKind.Chain, Symbol: { } inner }:
                    if (!TryAdd(inner, operand, place ?? operand.Syntax, steps, around, cancellationToken))
                    {
                        return false;
                    }

                    break;
                case { Kind: ChainOperandKind.Unreadable or ChainOperandKind.OverloadedMethod }:
                    return false;
                default:
                    steps.Add(new(operand, place ?? operand.Syntax));
                    break;
            }
        }

        // The same chain twice in a row is fine; only a chain inside itself has no end.
        around.Remove(member);
        return true;
    }

    private bool TryAddPublished(ISymbol member, ChainOperand within, ExpressionSyntax place, ImmutableArray<ChainStep>.Builder steps)
    {
        if (reader.FindPublished(member) is not { } published)
        {
            return false;
        }

        foreach (var step in published)
        {
            steps.Add(
                new(
                    new(ChainOperandKind.Published, Symbol: null, place) { Around = within.Around.Add(step.Around), Published = step },
                    place
                )
            );
        }

        return true;
    }
}
