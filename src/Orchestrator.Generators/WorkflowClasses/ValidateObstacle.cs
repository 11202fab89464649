using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.WorkflowClasses;

/// <summary>A step of a reconcile workflow that a validate workflow could not compare.</summary>
/// <param name="Problem">Why, as a message says it.</param>
/// <param name="IsReported">True when another rule refuses the step where it stands.</param>
internal sealed record ValidateObstacle(string Problem, bool IsReported = false)
{
    /// <summary>Says why a step cannot be compared; null for an apply that can.</summary>
    /// <param name="operand">The step.</param>
    /// <param name="host">The class that the validate workflow would be in.</param>
    /// <param name="reader">Reads the compilation.</param>
    public static ValidateObstacle? Find(ChainOperand operand, INamedTypeSymbol host, CompilationReader reader) =>
        operand.FindResource(reader) is { Action: ResourceUse.Apply, Resource: var resource }
            ? FindInApply(operand, resource, host, reader)
            : FindInOther(operand, reader);

    /// <summary>True when <see cref="Find"/> finds nothing; it does not read what a step takes and gives.</summary>
    public static bool IsComparable(ChainOperand operand, INamedTypeSymbol host, CompilationReader reader) =>
        operand.FindResource(reader) is { Action: ResourceUse.Apply, Resource: var resource }
        && FindInApply(operand, resource, host, reader) is null;

    private static ValidateObstacle? FindInApply(
        ChainOperand operand,
        ResourceDeclaration resource,
        INamedTypeSymbol host,
        CompilationReader reader
    ) =>
        // What runs on a condition may be absent on purpose, and only the author knows the condition.
        operand.IsConditional
            ? new($"{NameOf(operand)} runs on a condition")
        : operand.IsFocused ? new($"{NameOf(operand)} runs on a part of the state")
        : !resource.IsReadable ? new($"'{resource.Type.Name}' cannot be read")
        : resource.Name is null ? new($"'{resource.Type.Name}' has no name", IsReported: true)
        : !reader.Compilation.IsSymbolAccessibleWithin(resource.Type, host) || !TypeUse.IsPossible(resource.Type, reader)
            ? new($"'{resource.Type.Name}' cannot be named there")
        : null;

    private static ValidateObstacle FindInOther(ChainOperand operand, CompilationReader reader) =>
        operand is { Kind: ChainOperandKind.InputStep } or { Published.Asks: true }
            ? new($"{NameOf(operand)} asks for input", IsReported: true)
        : operand is { Symbol.Name: "SetStatus" } or { Published.SetsStatus: true } || operand.FindFlow(reader)?.GivesSubscription == true
            ? new($"{NameOf(operand)} changes the subscription", IsReported: true)
        : new($"{NameOf(operand)} applies no external resource", IsReported: operand.Kind == ChainOperandKind.UnmarkedMethod);

    private static string NameOf(ChainOperand operand)
    {
        var name =
            operand.Published?.Name
            ?? (operand is { Kind: not ChainOperandKind.Resource, Symbol: { } symbol } ? symbol.Name : operand.Syntax.ToString());
        return $"'{name}'";
    }
}
