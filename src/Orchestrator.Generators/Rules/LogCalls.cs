using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Rules;

/// <summary>Tells a call that only writes a log from others.</summary>
internal static class LogCalls
{
    /// <summary>True for a method that writes a log, by its name or by its attribute.</summary>
    public static bool IsLog(IMethodSymbol method) =>
        method.Name.StartsWith("Log", StringComparison.Ordinal) || method.Name == "WriteLine" || IsEmitted(method);

    /// <summary>True for a method that is marked <c>[LoggerMessage]</c>, whose body another generator emits.</summary>
    public static bool IsEmitted(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "LoggerMessageAttribute");
}
