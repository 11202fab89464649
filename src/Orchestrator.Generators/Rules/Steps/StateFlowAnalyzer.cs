using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3003: a step needs a state key that nothing before it in its workflow provides, or that has another type. ORCH2006: the reconcile
/// workflow that is emitted from a modify workflow needs a key that only the modify workflow has.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateFlowAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property of an ORCH2006 with the missing keys, each as <c>parameter name:type</c>, separated by semicolons.</summary>
    public const string Missing = nameof(Missing);

    private const string SubscriptionModel = nameof(SubscriptionModel);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.KeyIsMissing, DiagnosticDescriptors.ReconcileKeyIsMissing, DiagnosticDescriptors.ReferenceIsWrong];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow
            || workflow.NamesOtherThanProducts(reader.Known)
            || workflow.Attribute.DoesNotCompile(context.CancellationToken)
        )
        {
            return;
        }

        var walker = new ChainWalker(ChainReader.Of(reader));
        var flow = new StateFlow(reader, workflow.Target, workflow.Products);
        var said = new HashSet<(string Step, string Parameter)>();
        if (workflow.InputForm is { } form)
        {
            if (workflow.Method.ContainingType.GetMembers(form) is [IMethodSymbol method])
            {
                AnalyzeForm(context, workflow, method, flow);
            }
            else
            {
                // ORCH1004 says that it is not there; what it would give is not missed as well.
                flow.Open();
            }
        }

        var steps = walker.TryWalk(workflow.Method, context.CancellationToken);
        if (steps is { } walked)
        {
            AnalyzeWorkflow(context, workflow, walked, flow, said, reader);
        }

        if (ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { } plan)
        {
            AnalyzeReconcile(context, plan, walker, reader, new(flow.EverGiven, said));
        }
    }

    // A form is bound before the process exists, with what the first page says: there are no other keys, and a create workflow has no
    // subscription yet.
    private static void AnalyzeForm(SymbolAnalysisContext context, WorkflowDeclaration workflow, IMethodSymbol form, StateFlow flow)
    {
        var gaps = flow.Run(form, isForm: true);

        // ORCH2002 refuses the form of a reconcile workflow altogether.
        if (
            workflow.Target == WorkflowTarget.Reconcile
            || workflow.Attribute.FindPlace("InputForm", context.CancellationToken) is not { } place
        )
        {
            return;
        }

        foreach (var gap in gaps.Where(static gap => gap.Kind != StateGapKind.Misspelt))
        {
            var problem = gap.Kind switch
            {
                StateGapKind.NoSubscription =>
                    $"it takes the subscription '{gap.Need.Parameter}', and a {workflow.Target.ToString().ToLowerInvariant()} "
                        + "workflow has none while it asks; remove the parameter",
                StateGapKind.OtherProduct => $"its parameter '{gap.Need.Parameter}' is a '{gap.Need.Type}', and the workflow runs on "
                    + $"{gap.Products}{Too(gap)}; take what they have in common, or '{SubscriptionModel}'",
                _ => null,
            };
            context.ReportDiagnostic(
                problem is not null
                    ? Diagnostic.Create(
                        DiagnosticDescriptors.ReferenceIsWrong,
                        place,
                        $"Workflow '{workflow.Name}'",
                        $"InputForm '{form.Name}'",
                        problem
                    )
                    : Diagnostic.Create(
                        DiagnosticDescriptors.KeyIsMissing,
                        place,
                        workflow.Name,
                        $"form '{form.Name}'",
                        Describe(gap, "the first page does not give; ask for it, or give the parameter a default" + ServiceAdvice(gap))
                    )
            );
        }
    }

    private static void AnalyzeWorkflow(
        SymbolAnalysisContext context,
        WorkflowDeclaration workflow,
        ImmutableArray<ChainStep> steps,
        StateFlow flow,
        HashSet<(string Step, string Parameter)> said,
        CompilationReader reader
    )
    {
        var slips = new List<(ChainStep Step, StateGap Gap)>();
        var found = new List<(ChainStep Step, StateGap Gap)>();

        // ORCH1007 says that no step makes the subscription.
        var isNoneMade = CreateSteps.MakeNothing(workflow, steps, reader);
        foreach (var step in steps)
        {
            var gaps = flow.Run(step.Operand);
            if (gaps.Count > 0 && IsRefused(step.Operand, reader, context.CancellationToken))
            {
                said.UnionWith(gaps.Select(static gap => (gap.Step, gap.Need.Parameter)));
                continue;
            }

            foreach (var gap in gaps.Where(gap => !(isNoneMade && gap.Kind == StateGapKind.NoSubscription) && !IsSaidOfBlock(gap, reader)))
            {
                (gap.Kind == StateGapKind.Misspelt ? slips : found).Add((step, gap));
            }
        }

        said.UnionWith(found.Select(static gap => (gap.Gap.Step, gap.Gap.Need.Parameter)));

        // A key that some step takes under its own name is meant there.
        found.AddRange(slips.Where(slip => !flow.IsTaken(slip.Gap.Nearest!)));
        foreach (var joined in JoinedGaps.Join(workflow, found, Describe, reader, context.CancellationToken))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.KeyIsMissing,
                    joined.Places[0],
                    joined.Places.Skip(1),
                    workflow.Name,
                    joined.Subject,
                    joined.Problem
                )
            );
        }
    }

    private static string Describe(StateGap gap, bool areSeveral) =>
        gap.Kind == StateGapKind.Misspelt
            ? Describe(gap, "", areSeveral)
            : Describe(gap, $"nothing before {It(areSeveral)} provides{Advice(gap, areSeveral)}", areSeveral);

    // ORCH3009 says it of a block, unless a converter may make one.
    private static bool IsSaidOfBlock(StateGap gap, CompilationReader reader) =>
        gap.Need is { IsBlock: true, Value: { } block } && StateValues.Of(reader).FindProblem(block) is not null;

    // A step that the compiler refuses may name its parameters otherwise once it is written.
    private static bool IsRefused(ChainOperand step, CompilationReader reader, CancellationToken cancellationToken) =>
        step is { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method }
        && CompileErrors.IsIn(method, reader, cancellationToken);

    private static string Advice(StateGap gap, bool areSeveral) =>
        gap.Parts is [_, ..]
            ? $": the members of '{gap.Need.Type}' have keys of their own in the state; take '{string.Join(", ", gap.Parts)}'"
        : gap.Within is { } within
            ? $" by itself: it is in '{within.Key}', which {within.Origin} provides; "
                + (
                    within.IsPage
                        ? "leave the names of the elements out of the tuple, so that each answer has its own key"
                        : $"take '{within.Type} {within.Key}'"
                )
        : gap.Nearest is { } nearest ? NearNames.Ask(nearest)
        : gap.Need.IsBlock ? "; a block is a part of its subscription: take the subscription, and return it after a change"
        : gap.Need.IsReadByCode ? $"; let a step before {It(areSeveral)} or the form return it, or ask for it with ContainsKey first"
        : $"; let a step before {It(areSeveral)} or the form return it, or give the {Many("parameter", areSeveral)} a default"
            + ServiceAdvice(gap);

    private static void AnalyzeReconcile(
        SymbolAnalysisContext context,
        ReconcilePlan plan,
        ChainWalker walker,
        CompilationReader reader,
        ModifyFlow modify
    )
    {
        var flow = new StateFlow(reader, WorkflowTarget.Reconcile, plan.Source.Products);
        var gaps = new List<StateGap>();
        if (plan.Defaults is { } defaults)
        {
            // It runs in the reconcile workflow only, so no one else judges what it needs.
            gaps.AddRange(flow.Run(defaults, isForm: false).Where(static gap => gap.Kind != StateGapKind.Misspelt));
        }

        if (walker.TryWalk(plan.Uses, context.CancellationToken) is not { } steps)
        {
            return;
        }

        // What fails in the modify workflow as well is ORCH3003.
        gaps.AddRange(
            steps
                .SelectMany(step => flow.Run(step.Operand))
                .Where(gap => gap.Kind != StateGapKind.Misspelt && !modify.Said.Contains((gap.Step, gap.Need.Parameter)))
        );

        StateGap[] different = [.. gaps.GroupBy(static gap => (gap.Kind, gap.Need.Key)).Select(static same => same.First())];
        if (different.Length > 0 && plan.Source.Method.Locations is [var location, ..])
        {
            var missing = string.Join(
                ";",
                different
                    .Where(static gap => gap is { Kind: StateGapKind.Missing, RemovedBy: null, Need.Type.Length: > 0 })
                    .Select(static gap => $"{gap.Need.Parameter}:{gap.Need.Type}")
            );
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ReconcileKeyIsMissing,
                    location,
                    ImmutableDictionary<string, string?>.Empty.Add(Missing, missing.Length == 0 ? null : missing),
                    plan.Name,
                    string.Join(", and ", different.GroupBy(static gap => gap.Kind).Select(kind => Describe(kind, modify)))
                )
            );
        }
    }

    private static string Describe(IGrouping<StateGapKind, StateGap> gaps, ModifyFlow modify) =>
        gaps.Key switch
        {
            StateGapKind.Missing => "lacks "
                + string.Join(
                    ", ",
                    gaps.Select(gap =>
                        modify.Given.TryGetValue(gap.Need.Key, out var given)
                            ? $"'{gap.Need.Key}' (of {given.Origin}, for {gap.Who})"
                            : $"'{gap.Need.Key}' (for {gap.Who})"
                    )
                ),
            StateGapKind.OtherType => string.Join(
                ", ",
                gaps.Select(static gap =>
                    $"has '{gap.Need.Key}' of {gap.Given!.Origin} as '{gap.Given.Type}', but {gap.Who} takes a '{gap.Need.Type}'"
                )
            ),
            StateGapKind.Conditional => string.Join(
                ", ",
                gaps.Select(static gap => $"has '{gap.Need.Key}' of {gap.Given!.Origin} on a condition only, but {gap.Who} always takes it")
            ),
            StateGapKind.OtherReference => string.Join(
                ", ",
                gaps.Select(static gap =>
                    $"has '{gap.Need.Key}' of {gap.Given!.Origin} as the id of a '{gap.Products}', but {gap.Who} takes a '{gap.Need.Type}'"
                )
            ),
            StateGapKind.Service => string.Join(
                ", ",
                gaps.Select(static gap => $"has '{gap.Need.Key}' of {gap.Given!.Origin}, but '{gap.Step}' takes it from the services")
            ),
            StateGapKind.Nullable => string.Join(
                ", ",
                gaps.Select(static gap => $"may have null as '{gap.Need.Key}' of {gap.Given!.Origin}, which {gap.Who} does not take")
            ),
            _ => string.Join(
                ", ",
                gaps.Select(static gap => $"runs on {gap.Products}{Too(gap)}, but '{gap.Step}' takes a '{gap.Need.Type}'")
            ),
        };

    // A class may be a value or a service, and only its author knows.
    private static string ServiceAdvice(StateGap gap) =>
        gap.Need.MayBeService ? "; if it is a service, mark it [FromServices] or take its interface" : "";

    private static string Describe(StateGap gap, string noOne, bool areSeveral = false)
    {
        var (needs, takes) = areSeveral ? ("need", "take") : ("needs", "takes");
        var (it, step, parameter) = (It(areSeveral), Many("step", areSeveral), Many("parameter", areSeveral));
        return gap.Kind switch
        {
            StateGapKind.Missing when gap.RemovedBy is { } remover =>
                $"{needs} the state key '{gap.Need.Key}', which {remover} has removed; put the {step} before it, or remove the key from "
                    + "its Removes",
            StateGapKind.Missing => $"{needs} the state key '{gap.Need.Key}', which {noOne}",
            StateGapKind.Misspelt when gap.Need.IsSubscription =>
                $"{takes} the subscription of the workflow as '{gap.Need.Parameter}', because nothing before {it} provides the state key "
                    + $"'{gap.Need.Key}'; did you mean '{gap.Nearest}', which no step takes?",
            StateGapKind.Misspelt => $"{takes} the state key '{gap.Need.Key}', which nothing before {it} provides, so that "
                + $"{(areSeveral ? "they always get" : "it always gets")} the default; did you mean '{gap.Nearest}', which no step takes?",
            StateGapKind.Conditional => $"{needs} the state key '{gap.Need.Key}', which only {gap.Given!.Origin} provides, inside a "
                + "'Conditional', so it is missing when the condition does not hold; "
                + (
                    gap.Need.IsReadByCode
                        ? "ask for it with ContainsKey first"
                        : $"put the {step} on the condition too, or give the {parameter} a default"
                ),
            StateGapKind.OtherType =>
                $"{needs} the state key '{gap.Need.Key}' as '{gap.Need.Type}', but {gap.Given!.Origin} provides it as "
                    + $"'{gap.Given.Type}'; {TypeAdvice(gap, areSeveral)}",
            StateGapKind.OtherReference =>
                $"{takes} a '{gap.Need.Type}' by the state key '{gap.Need.Key}', but {gap.Given!.Origin} provides "
                    + $"the id of a '{gap.Products}' there; take that product, or ask for the other one with "
                    + $"[SubscriptionOf(typeof({gap.Need.Type}))]",
            StateGapKind.Service =>
                $"{takes} '{gap.Need.Parameter}' from the services, because a '{gap.Need.Type}' cannot be read from the state, where "
                    + $"{gap.Given!.Origin} puts one under that name; take '{gap.Given.Type}', or mark the {parameter} [FromServices]",
            StateGapKind.Nullable => $"{needs} the state key '{gap.Need.Key}', but {gap.Given!.Origin} may provide null; "
                + (gap.Need.IsReadByCode ? "read it as a nullable type" : $"make the {parameter} nullable, or give {it} a default"),
            StateGapKind.NoSubscription => $"{needs} the subscription '{gap.Need.Parameter}', but "
                + (
                    gap.Within is { } beside
                        ? $"{beside.Origin} returns it under '{beside.Key}'; name that element of the tuple 'Subscription'"
                    : gap.Nearest is { } other ? $"no step before {it} has returned one{NearNames.Ask(other)}"
                    : $"no step before {it} has returned one; construct it first"
                ),
            _ when gap.Nearest is { } other =>
                $"{needs} a '{gap.Need.Type}' as '{gap.Need.Parameter}', but the workflow is for {gap.Products}{NearNames.Ask(other)}",
            _ => $"{needs} a '{gap.Need.Type}', but the workflow is for {gap.Products}{Too(gap)}; take what they have in common or "
                + $"'{SubscriptionModel}', or run the {step} on a condition",
        };
    }

    // What an external system sends is an object, whatever it says.
    private static string TypeAdvice(StateGap gap, bool areSeveral) =>
        gap.Given!.Type == StateFlow.JsonObject
            ? $"{(gap.Need.IsReadByCode ? "read" : "take")} a record that has the members of what the external system sends"
        : gap.Need.IsReadByCode ? "read it as that type"
        : $"take that type, or name the {Many("parameter", areSeveral)} by another key";

    private static string It(bool areSeveral) => areSeveral ? "them" : "it";

    private static string Many(string noun, bool areSeveral) => areSeveral ? $"{noun}s" : noun;

    private static string Too(StateGap gap) => gap.FitsOthers ? " too" : "";

    /// <summary>What the walk through the modify workflow has shown.</summary>
    /// <param name="Given">The keys that it has anywhere.</param>
    /// <param name="Said">What was reported of its steps.</param>
    private sealed record ModifyFlow(IReadOnlyDictionary<string, StateKey> Given, HashSet<(string Step, string Parameter)> Said);
}
