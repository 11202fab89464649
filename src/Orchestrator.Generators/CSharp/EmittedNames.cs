using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.CSharp;

/// <summary>How the class that is emitted into an author's one names the author's members, and which names it takes there.</summary>
internal static class EmittedNames
{
    /// <summary>What emitted members say has made them.</summary>
    public const string Generator = "Orchestrator.Generators";

    /// <summary>The class that is emitted into a class with steps or workflows.</summary>
    public const string Bindings = "OrchestratorBindings";

    /// <summary>The class that is emitted into a product or block.</summary>
    public const string Mapping = "OrchestratorMapping";

    /// <summary>The class that is emitted into an external resource.</summary>
    public const string Resource = "OrchestratorResource";

    // Names that mean something of their own inside the emitted class, so that the author's method of that name needs its full name there.
    private static readonly HashSet<string> Shadowed = new(StringComparer.Ordinal)
    {
        "Register",
        "RegisterSteps",
        Bindings,
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "ReferenceEquals",
        "ToString",
        "call",
        "catalog",
        "result",
        "steps",
    };

    /// <summary>A method of the class, as the class emitted into it calls it.</summary>
    public static string Inside(INamedTypeSymbol type, string method) =>
        Shadowed.Contains(method) ? Full(type, method) : SymbolFormats.Escape(method);

    private static string Full(INamedTypeSymbol type, string member) => SymbolFormats.Bare(type) + "." + SymbolFormats.Escape(member);
}
