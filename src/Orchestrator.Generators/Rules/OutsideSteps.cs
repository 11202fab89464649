using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>Says which steps may act on an external system by themselves: no one knows what they do there.</summary>
internal static class OutsideSteps
{
    /// <summary>
    /// True for a step with a service, for one of another assembly, and for one that is computed; false for a step on a resource and for
    /// one of the engine's.
    /// </summary>
    public static bool MayActOutside(this ChainOperand operand, CompilationReader reader) =>
        operand.MayDo(
            reader,
            static published => published.Resource is null && !published.SetsStatus && !published.LinksProcess,
            step => FindServices(step, reader).Any()
        );

    /// <summary>The parameters of a step that are services of external systems. The log and the clock are not.</summary>
    public static IEnumerable<IParameterSymbol> FindServices(IMethodSymbol step, CompilationReader reader)
    {
        var bindings = new BindingParser(reader);
        return MethodOperations
            .Implemented(step)
            .Parameters.Where(parameter =>
                bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Service } && IsOutside(parameter.Type, reader)
            );
    }

    private static bool IsOutside(ITypeSymbol type, CompilationReader reader) =>
        type.Name != "TimeProvider"
        && !KnownSymbols.Is(type, reader.Known.Logger)
        && !type.AllInterfaces.Any(implemented => KnownSymbols.Is(implemented, reader.Known.Logger));
}
