using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1006: the steps of a workflow differ from those that the project says it has shipped. Only a project that has one of the files is
/// judged.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShippedWorkflowAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property with the workflow's name.</summary>
    public const string Workflow = nameof(Workflow);

    /// <summary>The property with the lines that the workflow should have in the unshipped file, one per line of text.</summary>
    public const string Lines = nameof(Lines);

    /// <summary>
    /// The property that says that with these lines a process of the workflow could not continue, so that only its author may write them.
    /// </summary>
    public const string Breaks = nameof(Breaks);

    /// <summary>The property with the identity of a step that was removed; absent for any other difference.</summary>
    public const string Removed = nameof(Removed);

    /// <summary>
    /// The property with the place, among the operands of the workflow's own body after <c>Begin</c>, before which the removed step stood.
    /// </summary>
    public const string Gap = nameof(Gap);

    /// <summary>
    /// The property with the identity that a renamed step had; its attribute is the diagnostic's additional location.
    /// </summary>
    public const string Renamed = nameof(Renamed);

    /// <summary>The property with the name that the class of a renamed step had, when the whole class was renamed.</summary>
    public const string RenamedClass = nameof(RenamedClass);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ShippedWorkflowDiffers,
        DiagnosticDescriptors.ShippedWorkflowIsGone,
        DiagnosticDescriptors.ShippedLineIsUnreadable,
        DiagnosticDescriptors.ShippedLineIsRepeated,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        if (ShippedWorkflows.TryRead(context.Options.AdditionalFiles, context.CancellationToken) is not { } shipped)
        {
            return;
        }

        var there = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader, shipped, there), SymbolKind.Method);
        context.RegisterAdditionalFileAction(file => ReportLines(file, shipped));
        context.RegisterCompilationEndAction(end => ReportGone(end, shipped, there));
    }

    private static void ReportLines(AdditionalFileAnalysisContext context, ShippedWorkflows shipped)
    {
        Report(DiagnosticDescriptors.ShippedLineIsUnreadable, shipped.Unreadable);
        Report(DiagnosticDescriptors.ShippedLineIsRepeated, shipped.Repeated);

        void Report(DiagnosticDescriptor descriptor, IEnumerable<(Location Location, string Text)> lines)
        {
            foreach (var (location, text) in lines.Where(line => line.Location.GetLineSpan().Path == context.AdditionalFile.Path))
            {
                context.ReportDiagnostic(Diagnostic.Create(descriptor, location, text));
            }
        }
    }

    private static void Analyze(
        SymbolAnalysisContext context,
        CompilationReader reader,
        ShippedWorkflows shipped,
        ConcurrentDictionary<string, bool> there
    )
    {
        if (WorkflowDeclaration.TryRead(context.Symbol, reader) is not { } workflow || workflow.Method.Locations is not [var location, ..])
        {
            return;
        }

        var walker = new ChainWalker(ChainReader.Of(reader));
        there.TryAdd(workflow.Name, true);
        var walked = walker.TryWalk(workflow.Method, context.CancellationToken);
        var hasErrors = new Lazy<bool>(() => WorkflowErrors.Are(workflow, walked ?? [], reader, context.CancellationToken));
        if (walked is { } steps && StepLine.TryName(steps, reader) is { } lines)
        {
            Compare(
                context,
                shipped,
                workflow.Name,
                lines,
                location,
                hasErrors,
                id => FindAttribute(id, steps, defaults: null, reader, context.CancellationToken),
                gap => FindGap(reader, workflow.Method, steps, gap, context.CancellationToken)
            );
        }

        if (ReconcilePlan.TryCreate(workflow, reader, context.CancellationToken) is { } plan)
        {
            there.TryAdd(plan.Name, true);
            if (
                walker.TryWalk(plan.Uses, context.CancellationToken) is { } run
                && StepLine.TryName(run, reader, plan.Defaults) is { } reconcile
            )
            {
                Compare(
                    context,
                    shipped,
                    plan.Name,
                    reconcile,
                    location,
                    hasErrors,
                    id => FindAttribute(id, run, plan.Defaults, reader, context.CancellationToken),
                    static _ => null
                );
            }
        }

        if (ValidatePlan.TryCreate(workflow, reader, context.CancellationToken) is { } validate)
        {
            there.TryAdd(validate.Name, true);
            Compare(
                context,
                shipped,
                validate.Name,
                [.. validate.Steps.Select(StepLine.Of)],
                location,
                hasErrors,
                static _ => null,
                static _ => null
            );
        }
    }

    private static void Compare(
        SymbolAnalysisContext context,
        ShippedWorkflows files,
        string workflow,
        IReadOnlyList<StepLine> steps,
        Location location,
        Lazy<bool> hasErrors,
        Func<string, Location?> findAttribute,
        Func<int, int?> findGap
    )
    {
        steps = [.. steps.Where(static step => !step.IsDone)];
        var shipped = files.Shipped(workflow);
        var at = 0;
        while (at < shipped.Count && at < steps.Count && shipped[at].Id == steps[at].Id)
        {
            at++;
        }

        var properties = ImmutableDictionary<string, string?>.Empty.Add(Workflow, workflow);
        if (at < shipped.Count)
        {
            if (hasErrors.Value)
            {
                return;
            }

            var expected = shipped[at].Id;
            var isRemoved = steps.All(step => step.Id != expected);
            var found = at < steps.Count ? steps[at].Id : "its end";
            properties = properties.Add(Breaks, "").Add(Lines, ToLines(workflow, steps, isBroken: true));
            if (isRemoved && StepRename.Find(shipped[at], shipped, steps) is { } rename)
            {
                ReportRenamed(context, files, workflow, location, properties, rename, findAttribute(rename.New));
                return;
            }

            if (isRemoved)
            {
                properties = properties.Add(Removed, expected);
                if (!expected.Contains('/') && findGap(at) is { } gap)
                {
                    properties = properties.Add(Gap, gap.ToString(CultureInfo.InvariantCulture));
                }
            }

            var problem =
                isRemoved ? SayRemoved(expected, steps)
                : shipped.All(step => step.Id != found)
                    ? $"the step '{found}' was inserted before the shipped step '{expected}'; move it after the last shipped step"
                : $"the shipped step '{expected}' has moved after '{found}'; bring the steps back in their order";
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ShippedWorkflowDiffers,
                    location,
                    properties,
                    workflow,
                    $"does not have the steps that it was shipped with: {problem}"
                )
            );
            return;
        }

        var added = steps.Skip(shipped.Count).Select(static step => step.Id).ToArray();
        var known = files.Unshipped(workflow).Select(static step => step.Id).ToArray();
        if (!added.SequenceEqual(known, StringComparer.Ordinal) && !hasErrors.Value)
        {
            properties = properties.Add(Lines, ToLines(workflow, steps.Skip(shipped.Count), files.IsBroken(workflow)));
            var after = shipped.Count > 0 ? " after those that it was shipped with" : "";
            var problem =
                known.Length == 0 && shipped.Count == 0 && !files.IsBroken(workflow)
                    ? $"is not in {ShippedWorkflows.UnshippedFile} yet; add its steps"
                : added.Length == 0
                    ? $"no longer has the steps {List(known)}, which {ShippedWorkflows.UnshippedFile} has{after}; remove them there"
                : $"has the steps {List(added)}{after}, but {ShippedWorkflows.UnshippedFile} has "
                    + $"{(known.Length == 0 ? "none" : List(known))}; write them there";
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.ShippedWorkflowDiffers, location, properties, workflow, problem)
            );
        }
    }

    private static void ReportRenamed(
        SymbolAnalysisContext context,
        ShippedWorkflows files,
        string workflow,
        Location location,
        ImmutableDictionary<string, string?> properties,
        StepRename rename,
        Location? attribute
    )
    {
        // Where steps were shipped under the new name of the class as well, it was there before.
        var renamedClass = rename.FindClass() is var (before, after) && !files.HasStepsOf(after) ? before : null;
        var keep =
            rename.OldGroup is { } group ? $"the group '{group}' is now '{rename.NewGroup}'; keep its identity: write 'id: \"{group}\"'"
            : renamedClass is not null
                ? $"the class of the shipped step '{rename.Old}' was renamed; keep its identity: write "
                    + $"'[StepIdPrefix(\"{renamedClass}\")]' on the class"
            : $"the shipped step '{rename.Old}' is now '{rename.New}'; keep its identity: write 'Id = \"{rename.Old}\"' in its attribute";
        if (rename.OldGroup is null)
        {
            properties = properties.Add(Renamed, rename.Old).Add(RenamedClass, renamedClass);
        }

        context.ReportDiagnostic(
            Diagnostic.Create(
                DiagnosticDescriptors.ShippedWorkflowDiffers,
                location,
                attribute is null ? [] : [attribute],
                properties,
                workflow,
                $"does not have the steps that it was shipped with: {keep}"
            )
        );
    }

    /// <summary>The step attribute of the method that has an identity, among the steps of a workflow; null when it is not seen.</summary>
    private static Location? FindAttribute(
        string id,
        ImmutableArray<ChainStep> steps,
        IMethodSymbol? defaults,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        steps
            .Select(static step => step.Operand.Symbol)
            .Append(defaults)
            .OfType<IMethodSymbol>()
            .Select(method =>
                (
                    Method: method,
                    Mark: method.FindAttribute(reader.Known.StepAttribute) ?? method.FindAttribute(reader.Known.InputStepAttribute)
                )
            )
            .Where(step => step.Mark is { } mark && StepLine.IdOf(mark, step.Method, reader.Known) == id)
            .Select(step => step.Mark!.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation())
            .FirstOrDefault(place => place?.SourceTree is { } tree && reader.Compilation.ContainsSyntaxTree(tree));

    private static string ToLines(string workflow, IEnumerable<StepLine> steps, bool isBroken) =>
        string.Join(
            "\n",
            steps.Select(step => step.ToLine(workflow)).Prepend(isBroken ? ShippedWorkflows.Breaking + workflow : null).OfType<string>()
        );

    // An obsolete step in a group gets the group's identity before its own, as any other step there.
    private static string SayRemoved(string id, IReadOnlyList<StepLine> steps)
    {
        var group = id.Substring(0, id.LastIndexOf('/') + 1);
        var place =
            group.Length == 0 ? "in its place"
            : steps.Any(step => step.Id.StartsWith(group, StringComparison.Ordinal)) ? $"in its place in the group '{group.TrimEnd('/')}'"
            : $"into a group with the id '{group.TrimEnd('/')}' in its place";
        var own = id.Substring(group.Length);
        return $"the shipped step '{id}' is no longer in it; if it was renamed, write 'Id = \"{own}\"' in its attribute; if it was "
            + $"removed, put 'ObsoleteStep(\"{own}\")' {place}";
    }

    // The removed step can be put back by an operand only where the steps around it come from two operands of the workflow's own body.
    private static int? FindGap(
        CompilationReader reader,
        ISymbol workflow,
        ImmutableArray<ChainStep> steps,
        int at,
        CancellationToken cancellationToken
    )
    {
        if (
            ChainReader.Of(reader).Read(workflow, cancellationToken) is not { } operands
            || operands.Any(static operand => operand.IsWrapped)
        )
        {
            return null;
        }

        if (at == steps.Length)
        {
            return operands.Length;
        }

        var isInside = at > 0 && steps[at - 1].Place == steps[at].Place;
        return isInside ? null : operands.Select(static operand => operand.Syntax).ToImmutableArray().IndexOf(steps[at].Place);
    }

    private static void ReportGone(CompilationAnalysisContext context, ShippedWorkflows shipped, ConcurrentDictionary<string, bool> there)
    {
        foreach (
            var place in shipped
                .Places.Where(place => shipped.Shipped(place.Key).Count > 0 && !there.ContainsKey(place.Key))
                .OrderBy(static place => place.Key, StringComparer.Ordinal)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ShippedWorkflowIsGone,
                    place.Value,
                    ImmutableDictionary<string, string?>
                        .Empty.Add(Workflow, place.Key)
                        .Add(Breaks, "")
                        .Add(Lines, ShippedWorkflows.Breaking + place.Key),
                    place.Key,
                    "is no longer in this assembly, so its processes could not continue; bring it back, or write "
                        + $"'{ShippedWorkflows.Breaking}{place.Key}' into {ShippedWorkflows.UnshippedFile}"
                )
            );
        }
    }

    private static string List(string[] ids) => string.Join(", ", ids.Select(static id => $"'{id}'"));
}
