using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>What the workflows are called that are emitted from a modify workflow.</summary>
internal static class EmittedWorkflowNames
{
    private const string Modify = "Modify";

    /// <summary><c>ModifyX</c> gives <c>ReconcileX</c>; any other name gives <c>Reconcile</c> and the product type's name.</summary>
    public static string MethodFor(string word, string method, string productType) =>
        method.StartsWith(Modify, StringComparison.Ordinal) && method.Length > Modify.Length && !char.IsLower(method[Modify.Length])
            ? word + method.Substring(Modify.Length)
            : word + productType;

    /// <summary>
    /// A leading word <c>Modify</c> becomes <c>Reconcile</c>, the case of its first letter kept; any other text gets <c>Reconcile</c> in
    /// front.
    /// </summary>
    public static string DescriptionFor(string word, string description)
    {
        var startsWithModify =
            description.Length >= Modify.Length
            && description[0] is 'M' or 'm'
            && string.CompareOrdinal(description, 1, Modify, 1, Modify.Length - 1) == 0
            && (description.Length == Modify.Length || !char.IsLetterOrDigit(description[Modify.Length]));
        return startsWithModify
            ? (description[0] == 'M' ? word : char.ToLowerInvariant(word[0]) + word.Substring(1)) + description.Substring(Modify.Length)
            : word + " " + description;
    }

    /// <summary>
    /// True when a class has a member of this name. Members that this generator emits are invisible to it, but not to an analyzer, which
    /// sees the finished compilation. An inherited member of the name would mean something else afterwards.
    /// </summary>
    public static bool IsTaken(INamedTypeSymbol host, string name)
    {
        for (var current = host; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Any(static member => !member.IsEmitted()))
            {
                return true;
            }
        }

        return host.Name == name;
    }
}
