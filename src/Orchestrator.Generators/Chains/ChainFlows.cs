using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>Finds what the steps of a chain take from the state and give to it.</summary>
internal static class ChainFlows
{
    /// <summary>That of an author's step, a step on a resource or one of another assembly; null for a step of the engine.</summary>
    public static StepFlow? FindFlow(this ChainOperand operand, CompilationReader reader) =>
        operand switch
        {
            { Published: { } published } => published.Flow,
            { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method } => StepFlowReader
                .Of(reader)
                .Read(method, operand.Kind == ChainOperandKind.InputStep),
            { Kind: ChainOperandKind.Resource } => operand.FindResource(reader)?.Flow,
            _ => null,
        };
}
