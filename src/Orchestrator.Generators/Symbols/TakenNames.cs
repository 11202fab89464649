using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Refusals;

namespace Orchestrator.Generators.Symbols;

/// <summary>Says whether a name that the build takes in an author's class is free there.</summary>
internal static class TakenNames
{
    /// <summary>
    /// The member that has a name which the emitted class takes; null when the name is free. What is emitted is not in the way of itself.
    /// </summary>
    public static Refusal? Find(INamedTypeSymbol type, string name) =>
        type.Name == name ? new(RefusalKind.NameTaken, type, name)
        : type.GetMembers(name).FirstOrDefault(static member => !member.IsEmitted()) is { } taken ? new(RefusalKind.NameTaken, taken, name)
        : null;
}
