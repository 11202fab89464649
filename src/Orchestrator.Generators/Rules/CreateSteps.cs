using System.Collections.Immutable;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules;

/// <summary>Says which steps of a create workflow make the subscription and link the process to it.</summary>
internal static class CreateSteps
{
    private const string Subject = "subscription";

    /// <summary>True for a create workflow of which no step links its process to the subscription.</summary>
    public static bool AreNotLinked(WorkflowDeclaration workflow, ImmutableArray<ChainStep> steps, CompilationReader reader) =>
        workflow.Target == WorkflowTarget.Create && !steps.Any(step => GivesAnything(step, reader) || IsLink(step, reader));

    /// <summary>
    /// True for such a workflow whose subscription no step makes: the first that returns one takes it, as a step of a modify workflow does.
    /// </summary>
    public static bool MakeNothing(WorkflowDeclaration workflow, ImmutableArray<ChainStep> steps, CompilationReader reader) =>
        AreNotLinked(workflow, steps, reader)
        && steps.FirstOrDefault(step => GivesSubscription(step, reader))?.Operand.FindFlow(reader) is { } flow
        && flow.Needs.Any(static need => need is { IsSubscription: true, IsOptional: false, Key: Subject });

    /// <summary>True for a step that returns a subscription.</summary>
    public static bool GivesSubscription(ChainStep step, CompilationReader reader) =>
        step.Operand.FindFlow(reader)?.GivesSubscription == true;

    /// <summary>True for a step whose result does not say its keys: it may hold a subscription.</summary>
    public static bool GivesAnything(ChainStep step, CompilationReader reader) => step.Operand.FindFlow(reader)?.GivesAnything == true;

    /// <summary>True for a step that links the process, or may: what a value of the author's own does is not known.</summary>
    public static bool IsLink(ChainStep step, CompilationReader reader) =>
        IsOwnLink(step, reader)
        || (
            step.Operand is { Kind: ChainOperandKind.StepValue, Symbol: { } member }
            && !KnownSymbols.Is(member.ContainingType, reader.Known.Workflow)
        );

    /// <summary>True for <c>StoreProcessSubscription</c>.</summary>
    public static bool IsOwnLink(ChainStep step, CompilationReader reader) =>
        step.Operand is { Published.LinksProcess: true }
        || (
            step.Operand is { Kind: ChainOperandKind.StepValue, Symbol: { Name: "StoreProcessSubscription" } member }
            && KnownSymbols.Is(member.ContainingType, reader.Known.Workflow)
        );
}
