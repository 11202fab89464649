using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>One operand of a chain.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Symbol">The method, property or field it names; null when it names none.</param>
/// <param name="Syntax">Where it stands.</param>
internal sealed record ChainOperand(ChainOperandKind Kind, ISymbol? Symbol, ExpressionSyntax Syntax)
{
    /// <summary>What stands around it.</summary>
    public ChainSurroundings Around { get; init; } = ChainSurroundings.None;

    /// <summary>The state key that it gives, of a part of a callback step; null when that is not constant.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Whether a step on a resource waits for a callback after a write; null when that is computed, so that its steps are not known.
    /// </summary>
    public bool? AwaitsCallback { get; init; } = false;

    /// <summary>What its own assembly says of it, of a step of another one; null for any other.</summary>
    public PublishedStep? Published { get; init; }

    /// <summary>True inside <c>Conditional(...)</c>: it may be skipped.</summary>
    public bool IsConditional => Around.IsConditional;

    /// <summary>True inside <c>FocusSteps(...)</c>: it sees another state.</summary>
    public bool IsFocused => Around.IsFocused;

    /// <summary>True when it stands in a chain of its own, inside a call.</summary>
    public bool IsWrapped => Around != ChainSurroundings.None;

    /// <summary>True for a step on a resource, and for the parts of a callback step that the engine executes itself.</summary>
    public bool IsOfEngine =>
        Kind
            is ChainOperandKind.Resource
                or ChainOperandKind.OpenCallback
                or ChainOperandKind.AwaitCallback
                or ChainOperandKind.CloseCallback;

    /// <summary>
    /// Whether it may do what only the code of a step can do. What is computed may run any step; what the engine executes runs none.
    /// </summary>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="published">Says it of a step of another assembly.</param>
    /// <param name="method">Says it of a method that is marked as a step.</param>
    public bool MayDo(CompilationReader reader, Func<PublishedStep, bool> published, Func<IMethodSymbol, bool> method) =>
        this switch
        {
            { Published: { } step } => published(step),
            { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol step } => method(step),
            { Kind: ChainOperandKind.StepValue, Symbol: { } member } => !KnownSymbols.Is(member.ContainingType, reader.Known.Workflow),
            _ => !IsOfEngine,
        };
}
