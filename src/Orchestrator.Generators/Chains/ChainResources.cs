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
            { Kind: ChainOperandKind.Resource } => ResourceUse.TryRead(operand.Symbol, reader) is { } use
                ? use with
                {
                    AwaitsCallback = operand.AwaitsCallback != false,
                }
                : null,
            { Published.Resource: { } reference } => ResourceUse.TryResolve(reference, reader),
            _ => null,
        };
}
