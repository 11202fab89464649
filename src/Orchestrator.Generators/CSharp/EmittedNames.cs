using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.CSharp;

/// <summary>How the class that is emitted into an author's one names the author's members, and which names it takes there.</summary>
internal static class EmittedNames
{
    /// <summary>The class that is emitted into a class with steps or workflows.</summary>
    public const string Bindings = "OrchestratorBindings";

    /// <summary>The class that is emitted into a product or block.</summary>
    public const string Mapping = "OrchestratorMapping";

    // Names that mean something of their own inside the emitted class, so that the author's method of that name needs its full name there.
    private static readonly HashSet<string> Shadowed = new(StringComparer.Ordinal)
    {
        "Register", "RegisterSteps", Bindings, "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "call", "catalog", "result", "steps",
    };

    /// <summary>A method of the class, as the class emitted into it calls it.</summary>
    public static string Inside(INamedTypeSymbol type, string method) => Shadowed.Contains(method) ? Full(type, method) : SymbolFormats.Escape(method);

    /// <summary>The member that has a name which the emitted class takes; null when the name is free. What is emitted is not in the way of itself.</summary>
    public static Refusal? FindTaken(INamedTypeSymbol type, string name) =>
        type.Name == name ? new(RefusalKind.NameTaken, type, name)
        : type.GetMembers(name).FirstOrDefault(static member => !member.IsEmitted()) is { } taken ? new(RefusalKind.NameTaken, taken, name)
        : null;

    private static string Full(INamedTypeSymbol type, string member) => SymbolFormats.Bare(type) + "." + SymbolFormats.Escape(member);
}
