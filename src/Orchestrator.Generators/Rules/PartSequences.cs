using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// Knows the calls of the framework that give the elements of a sequence on as they are: what is changed on one of them is changed in the
/// sequence's owner.
/// </summary>
internal static class PartSequences
{
    private static readonly HashSet<string> Selecting = new(StringComparer.Ordinal)
    {
        "AsEnumerable",
        "AsReadOnly",
        "Cast",
        "Distinct",
        "DistinctBy",
        "ElementAt",
        "ElementAtOrDefault",
        "Find",
        "FindAll",
        "FindLast",
        "First",
        "FirstOrDefault",
        "GetRange",
        "Index",
        "Last",
        "LastOrDefault",
        "MaxBy",
        "MinBy",
        "OfType",
        "OrderBy",
        "OrderByDescending",
        "Reverse",
        "Shuffle",
        "Single",
        "SingleOrDefault",
        "Skip",
        "SkipLast",
        "SkipWhile",
        "Slice",
        "Take",
        "TakeLast",
        "TakeWhile",
        "ThenBy",
        "ThenByDescending",
        "ToArray",
        "ToHashSet",
        "ToList",
        "Where",
    };

    private static readonly HashSet<string> Mapping = new(StringComparer.Ordinal) { "Select", "SelectMany" };

    /// <summary>
    /// The sequence whose elements a call gives, or for <c>Select</c> what it takes from each of them; null for any other call.
    /// </summary>
    public static IOperation? FindSource(IInvocationOperation call)
    {
        if (!IsOfFramework(call.TargetMethod.ContainingType))
        {
            return null;
        }

        return Selecting.Contains(call.TargetMethod.Name)
                ? call.Instance ?? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value
            : Mapping.Contains(call.TargetMethod.Name)
                ? call.Arguments.Select(static argument => ResultOf(argument.Value)).FirstOrDefault(static result => result is not null)
            : null;
    }

    private static bool IsOfFramework(INamedTypeSymbol type) =>
        type switch
        {
            { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } => true,
            { Name: "List", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } => true,
            _ => false,
        };

    // The one expression of a lambda.
    private static IOperation? ResultOf(IOperation value) =>
        value switch
        {
            IDelegateCreationOperation creation => ResultOf(creation.Target),
            IConversionOperation conversion => ResultOf(conversion.Operand),
            IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } result }] } => result,
            _ => null,
        };
}
