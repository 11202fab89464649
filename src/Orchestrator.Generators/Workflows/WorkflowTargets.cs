using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Workflows;

/// <summary>Translates the runtime's targets.</summary>
internal static class WorkflowTargets
{
    /// <summary>The target of an enumeration value. The numbers are the runtime's business; its names are what both sides know.</summary>
    public static WorkflowTarget? OfValue(ITypeSymbol? enumeration, int value) =>
        enumeration?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is int number && number == value)
            is { } named
        && Enum.TryParse<WorkflowTarget>(named.Name, out var target)
            ? target
            : null;
}
