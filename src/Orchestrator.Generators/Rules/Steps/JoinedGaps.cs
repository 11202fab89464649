using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Rules.Forms;
using Orchestrator.Generators.StateKeys;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>What steps of a workflow lack for one reason, which is reported once.</summary>
/// <param name="Places">Where the steps stand, the first of them first.</param>
/// <param name="Subject">The steps, as a message names them.</param>
/// <param name="Problem">What is wrong with them.</param>
internal sealed record JoinedGap(ImmutableArray<Location> Places, string Subject, string Problem);

/// <summary>
/// Joins what the steps of a workflow lack: the answers of a form that the workflow does not name, or that the form does not return; a key
/// that several steps take; and several keys that the same steps take.
/// </summary>
internal static class JoinedGaps
{
    private static readonly (ImmutableHashSet<string> Keys, ImmutableHashSet<string> Dropped, string? Advice) None = (
        ImmutableHashSet<string>.Empty,
        ImmutableHashSet<string>.Empty,
        null
    );

    /// <summary>Joins the gaps of a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="gaps">What its steps lack, in their order.</param>
    /// <param name="describe">What a message says of one gap, of one step or of several that have the same.</param>
    /// <param name="reader">Reads the compilation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IEnumerable<JoinedGap> Join(
        WorkflowDeclaration workflow,
        IReadOnlyCollection<(ChainStep Step, StateGap Gap)> gaps,
        Func<StateGap, bool, string> describe,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        if (gaps.Count == 0)
        {
            return [];
        }

        var (answers, dropped, advice) = FindAnswers(workflow, gaps, reader, cancellationToken);
        (ChainStep Step, StateGap Gap)[] asked = [.. gaps.Where(gap => CanBeAnswer(gap.Gap) && answers.Contains(gap.Gap.Need.Key))];

        // ORCH4012 says it of answers that are dropped.
        var others = gaps.Except(asked)
            .Where(gap => !(CanBeAnswer(gap.Gap) && dropped.Contains(gap.Gap.Need.Key)))
            .GroupBy(gap => gap.Gap.IsCondition ? (object)(gap.Step, gap.Gap) : describe(gap.Gap, false))
            .GroupBy(same => IsPlain(same.First().Gap) ? string.Join("\0", same.Select(IdentityOf)) : same.Key)
            .Select(static joined => joined.SelectMany(static gap => gap).ToArray())
            .Select(joined => Describe(joined, describe, null));
        return asked.Length == 0 ? others : others.Prepend(Describe(asked, describe, advice));
    }

    private static JoinedGap Describe((ChainStep Step, StateGap Gap)[] gaps, Func<StateGap, bool, string> describe, string? advice)
    {
        string[] steps = NamesOf(gaps);
        string[] keys = [.. gaps.Select(static gap => gap.Gap.Need.Key).Distinct(StringComparer.Ordinal)];
        var areSeveral = steps.Length > 1;
        var problem =
            advice is not null || keys.Length > 1
                ? $"{(areSeveral ? "need" : "needs")} the state {(keys.Length > 1 ? "keys" : "key")} {List(keys)}, which nothing before "
                    + (areSeveral ? "them" : "it")
                    + " provides"
                    + (
                        advice
                        ?? $"; let a step before {(areSeveral ? "them" : "it")} or the form return them, or give the parameters a default"
                    )
                : describe(gaps[0].Gap, areSeveral);
        return new(
            [.. gaps.Select(static gap => PlaceOf(gap.Step, gap.Gap).GetLocation()).Distinct()],
            areSeveral ? $"steps {List(steps)}" : gaps[0].Gap.Subject,
            problem
        );
    }

    /// <summary>The steps, each once; those of one name with their classes.</summary>
    private static string[] NamesOf(IEnumerable<(ChainStep Step, StateGap Gap)> gaps) =>
        [
            .. gaps.GroupBy(IdentityOf, StringComparer.Ordinal)
                .Select(static same => same.First())
                .GroupBy(static gap => gap.Gap.Step, StringComparer.Ordinal)
                .SelectMany(static named =>
                    named.Select(gap =>
                        named.Skip(1).Any() && gap.Step.Operand.Symbol is { } step
                            ? step.ToDisplayString(SymbolFormats.ClassAndMember)
                            : gap.Gap.Step
                    )
                ),
        ];

    // Steps of several classes may have one name.
    private static string IdentityOf((ChainStep Step, StateGap Gap) gap) => $"{gap.Step.Operand.Symbol?.ToDisplayString()} {gap.Gap.Step}";

    private static string List(string[] names) =>
        names.Length == 1
            ? $"'{names[0]}'"
            : $"{string.Join(", ", names.Take(names.Length - 1).Select(static name => $"'{name}'"))} and '{names[names.Length - 1]}'";

    /// <summary>
    /// The keys that a form would give, and what to do about it: the form that the workflow names asks for them and does not return them,
    /// or the workflow names no form and one of its class gives most of them. The dropped ones another rule reports.
    /// </summary>
    private static (ImmutableHashSet<string> Keys, ImmutableHashSet<string> Dropped, string? Advice) FindAnswers(
        WorkflowDeclaration workflow,
        IEnumerable<(ChainStep Step, StateGap Gap)> gaps,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        StepNeed[] needs = [.. gaps.Select(static gap => gap.Gap).Where(CanBeAnswer).Select(static gap => gap.Need)];
        if (needs.Length == 0)
        {
            return None;
        }

        IMethodSymbol[] methods = [.. workflow.Method.ContainingType.GetMembers().OfType<IMethodSymbol>()];
        if (workflow.InputForm is { } named)
        {
            if (methods.FirstOrDefault(method => method.Name == named) is not { } form)
            {
                return None;
            }

            var asked = AskedKeys.Find(form, reader, cancellationToken);
            var kept = asked.Where(static key => !key.IsDropped).Select(static key => key.Key).ToImmutableHashSet();
            return (
                kept,
                asked.Select(static key => key.Key).Where(key => !kept.Contains(key)).ToImmutableHashSet(),
                $": the form '{form.Name}' asks for that and does not return it; return the page from the form"
            );
        }

        if (workflow.Target is WorkflowTarget.Reconcile or WorkflowTarget.Validate)
        {
            return None;
        }

        var others = methods
            .Select(method => WorkflowDeclaration.TryRead(method, reader)?.InputForm)
            .OfType<string>()
            .ToImmutableHashSet(StringComparer.Ordinal);
        var best = methods
            .Where(method =>
                method is { MethodKind: MethodKind.Ordinary, IsStatic: true }
                && method.Parameters.Any(parameter => KnownSymbols.Is(parameter.Type, reader.Known.FormSession))
                && MethodMarks.Find(method, reader.Known).Count == 0
                && !others.Contains(method.Name)
                && new StateFlow(reader, workflow.Target, workflow.Products)
                    .Run(method, isForm: true)
                    .All(static gap => gap.Kind == StateGapKind.Misspelt)
            )
            .Select(method =>
                (
                    Form: method,
                    Keys: StepFlowReader
                        .Of(reader)
                        .Read(method, isForm: true)
                        .Gives.Where(gift => needs.Any(need => need.Key == gift.Key && !need.Shape.Refuses(gift.Shape)))
                        .Select(static gift => gift.Key)
                        .ToImmutableHashSet()
                )
            )
            .Where(static form => !form.Keys.IsEmpty)
            .OrderByDescending(static form => form.Keys.Count)
            .ToArray();
        return best is [var first, ..]
            ? (
                first.Keys,
                ImmutableHashSet<string>.Empty,
                $"; the form '{first.Form.Name}' asks for that: write 'InputForm = nameof({first.Form.Name})' in the attribute"
            )
            : None;
    }

    private static bool CanBeAnswer(StateGap gap) =>
        gap
            is {
                Kind: StateGapKind.Missing,
                RemovedBy: null,
                Within: null,
                Parts.IsEmpty: true,
                IsCondition: false,
                Need: { IsSubscription: false, IsReadByCode: false }
            };

    // Nothing says what was meant.
    private static bool IsPlain(StateGap gap) =>
        CanBeAnswer(gap) && gap is { Nearest: null, Need: { IsBlock: false, MayBeService: false } };

    // A condition in the workflow's own body stands there itself.
    private static SyntaxNode PlaceOf(ChainStep step, StateGap gap) =>
        gap.At is { } condition && step.Place == step.Operand.Syntax ? condition : step.Place;
}
