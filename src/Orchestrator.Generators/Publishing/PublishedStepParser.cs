using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Publishing;

/// <summary>Reads what an assembly publishes of the steps of its own chains.</summary>
internal static class PublishedStepParser
{
    /// <summary>Describes a step of a chain that is declared here; null when its identity is not known.</summary>
    public static PublishedStep? TryParse(ChainStep step, CompilationReader reader)
    {
        var operand = step.Operand;
        if (operand.AwaitsCallback is not { } awaitsCallback || StepLine.TryName(step, reader) is not { } line)
        {
            return null;
        }

        var around = operand.Around with { Group = "", GroupName = null };
        if (operand.Published is { } published)
        {
            return published with { Id = line.Id, Around = around };
        }

        var value = operand.Kind == ChainOperandKind.StepValue ? operand.Symbol?.Name : null;
        return new(
            line.Id,
            line.Name,
            FlowOf(operand, line.Name, reader),
            operand.Kind == ChainOperandKind.InputStep,
            value == "SetStatus",
            value == "StoreProcessSubscription",
            around
        )
        {
            Resource = operand.FindResource(reader)?.Reference,
            AwaitsCallback = awaitsCallback,
        };
    }

    private static StepFlow FlowOf(ChainOperand operand, string name, CompilationReader reader) =>
        operand switch
        {
            { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method } => StepFlowReader
                .Of(reader)
                .Read(method, operand.Kind == ChainOperandKind.InputStep),
            { Kind: ChainOperandKind.Resource } when operand.FindResource(reader) is { } use => use.Flow,
            { Kind: ChainOperandKind.OpenCallback, Key: { } key } => new(
                name,
                [],
                [new(key, "string", JsonShape.Text)],
                GivesAnything: false
            ),
            { Kind: ChainOperandKind.AwaitCallback, Key: { } key } => new(
                name,
                [],
                [new(key, "", JsonShape.Unknown)],
                GivesAnything: false
            ),
            { Kind: ChainOperandKind.OpenCallback or ChainOperandKind.AwaitCallback } => new(name, [], [], GivesAnything: true),
            _ => new(name, [], [], GivesAnything: false),
        };
}
