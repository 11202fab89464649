using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Publishing;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>ORCH5005: a workflow of a product applies an external resource, and no terminate workflow of it removes it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceRemovalAnalyzer : OrchestratorAnalyzer
{
    /// <summary>
    /// The property with the documentation ids of the resources that are not removed, the one that was applied last first, each on a line.
    /// </summary>
    public const string Left = nameof(Left);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ResourceIsNotRemoved];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        CompilationWorkflows.Register(context, reader, (end, workflows) => Report(end, reader, workflows.Usable));

    private static void Report(CompilationAnalysisContext context, CompilationReader reader, IReadOnlyList<WorkflowDeclaration> workflows)
    {
        // What another assembly's terminate workflow removes is not known here.
        var unknown = new HashSet<ITypeSymbol>(
            PublishedWorkflows
                .Of(reader)
                .Where(static workflow => workflow.Target == WorkflowTarget.Terminate)
                .SelectMany(static workflow => workflow.Products),
            SymbolEqualityComparer.Default
        );
        var left = new Dictionary<IMethodSymbol, (WorkflowDeclaration Terminate, List<(ResourceUse Use, string By)> Resources)>(
            SymbolEqualityComparer.Default
        );
        foreach (
            var ofProduct in workflows
                .SelectMany(static workflow =>
                    workflow
                        .Products.Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)
                        .Select(product => (Product: product, Workflow: workflow))
                )
                .GroupBy(
                    static use => use.Product,
                    static use => use.Workflow,
                    (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default
                )
                .Where(workflows => !unknown.Contains(workflows.Key))
        )
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (
                ofProduct.FirstOrDefault(static workflow => workflow.Target == WorkflowTarget.Terminate) is not { } terminate
                || FindHandled(ofProduct, reader, context.CancellationToken) is not { } handled
            )
            {
                continue;
            }

            foreach (var workflow in ofProduct.Where(static workflow => workflow.Target is WorkflowTarget.Create or WorkflowTarget.Modify))
            {
                foreach (var use in FindUses(workflow, reader, context.CancellationToken) ?? [])
                {
                    if (use.Action == ResourceUse.Apply && handled.Add(use.Resource.Type))
                    {
                        if (!left.TryGetValue(terminate.Method, out var entry))
                        {
                            left.Add(terminate.Method, entry = (terminate, []));
                        }

                        entry.Resources.Add((use, workflow.Name));
                    }
                }
            }
        }

        foreach (var (terminate, resources) in left.Values)
        {
            Report(context, terminate, resources);
        }
    }

    private static void Report(
        CompilationAnalysisContext context,
        WorkflowDeclaration terminate,
        List<(ResourceUse Use, string By)> resources
    )
    {
        if (terminate.Method.Locations is not [var location, ..])
        {
            return;
        }

        IReadOnlyList<(ResourceUse Use, string By)> different =
        [
            .. resources.GroupBy(static resource => resource.Use.Resource.Id, StringComparer.Ordinal).Select(static same => same.First()),
        ];
        context.ReportDiagnostic(
            Diagnostic.Create(
                DiagnosticDescriptors.ResourceIsNotRemoved,
                location,
                ImmutableDictionary<string, string?>.Empty.Add(
                    Left,
                    string.Join("\n", different.Reverse().Select(static resource => resource.Use.Resource.Type.GetDocumentationCommentId()))
                ),
                terminate.Name,
                string.Join(
                    " and ",
                    different.Select(static resource => $"'{resource.Use.Resource.Type.Name}', which '{resource.By}' applies")
                ),
                string.Join(" and ", different.Reverse().Select(static resource => $"'Remove<{resource.Use.Resource.Type.Name}>()'"))
            )
        );
    }

    /// <summary>
    /// The resources on which the product's terminate workflows act: an apply removes an object that must not exist any more. Null when one
    /// of the workflows cannot be read.
    /// </summary>
    private static HashSet<ITypeSymbol>? FindHandled(
        IEnumerable<WorkflowDeclaration> workflows,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var handled = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var terminate in workflows.Where(static workflow => workflow.Target == WorkflowTarget.Terminate))
        {
            if (FindUses(terminate, reader, cancellationToken) is not { } uses)
            {
                return null;
            }

            handled.UnionWith(uses.Where(static use => use.Action != ResourceUse.Compare).Select(static use => use.Resource.Type));
        }

        return handled;
    }

    private static IEnumerable<ResourceUse>? FindUses(
        WorkflowDeclaration workflow,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        new ChainWalker(ChainReader.Of(reader))
            .TryWalk(workflow.Method, cancellationToken)
            ?.Select(step => step.Operand.FindResource(reader))
            .OfType<ResourceUse>();
}
