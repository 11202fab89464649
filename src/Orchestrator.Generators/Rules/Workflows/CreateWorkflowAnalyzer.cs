using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH1007: a create workflow does not link its process to the subscription that it makes, or makes none of its own product.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CreateWorkflowAnalyzer : OrchestratorAnalyzer
{
    /// <summary>
    /// The property with the place, among the operands of the workflow's own body with <c>Begin</c> as the first, after which the step
    /// belongs.
    /// </summary>
    public const string After = nameof(After);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.WorkflowCannotComplete];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Create } workflow
            || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
            || workflow.Method.Locations is not [var location, ..]
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
            || steps.Any(step => CreateSteps.GivesAnything(step, reader))
        )
        {
            return;
        }

        var made = steps.FirstOrDefault(step => CreateSteps.GivesSubscription(step, reader));
        if (
            made is not null
            && workflow.Products is [var product, ..]
            && workflow.Products.All(reader.Known.IsSubscriptionModel)
            && steps.All(step => GivesOthersOnly(step, workflow, reader))
        )
        {
            Report(
                $"no step of it returns a '{product.Name}', so its process would be linked to the subscription that '{NameOf(made)}' "
                    + $"returns, and change that one; construct a '{product.Name}' and return it"
            );
            return;
        }

        ChainStep[] links = [.. steps.Where(step => CreateSteps.IsLink(step, reader))];
        if (links.Length > 0)
        {
            AnalyzeLinks(context, workflow, made, links, reader);
            return;
        }

        if (made is not null && CreateSteps.MakeNothing(workflow, steps, reader))
        {
            Report(
                $"no step of it makes a subscription, and '{NameOf(made)}' takes one; construct one in a step before it, return it, and "
                    + "write 'StoreProcessSubscription' after that step"
            );
            return;
        }

        var properties = ImmutableDictionary<string, string?>.Empty;
        if (made is not null && ChainReader.Of(reader).Read(workflow.Method, context.CancellationToken) is { } operands)
        {
            // Steps inside another call are counted too, so the place is known only if none stands before it.
            var count = operands.Select(static operand => operand.Syntax).ToImmutableArray().IndexOf(made.Place) + 1;
            if (!operands.Take(count == 0 ? operands.Length : count).Any(static operand => operand.IsWrapped))
            {
                properties = properties.Add(After, count.ToString(CultureInfo.InvariantCulture));
            }
        }

        var problem = made is null
            ? "no step of it returns a subscription; construct one, return it, and write 'StoreProcessSubscription' after that step"
            : $"it does not link its process to the subscription; write 'StoreProcessSubscription' after '{NameOf(made)}'";
        Report(problem, properties);

        void Report(string problem, ImmutableDictionary<string, string?>? properties = null) =>
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.WorkflowCannotComplete, location, properties, workflow.Name, problem)
            );
    }

    // Several conditions may be the two sides of one, and a subscription that is made on a condition is linked on it.
    private static void AnalyzeLinks(
        SymbolAnalysisContext context,
        WorkflowDeclaration workflow,
        ChainStep? made,
        ChainStep[] links,
        CompilationReader reader
    )
    {
        if (
            made is { Operand.IsConditional: false }
            && links is [{ Operand.IsConditional: true } link]
            && CreateSteps.IsOwnLink(link, reader)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.WorkflowCannotComplete,
                    link.Place.GetLocation(),
                    workflow.Name,
                    "it links its process to the subscription only on a condition; write 'StoreProcessSubscription' outside of "
                        + $"'Conditional', after '{NameOf(made)}'"
                )
            );
        }
    }

    private static string NameOf(ChainStep step) =>
        step.Operand.Published?.Name ?? step.Operand.Symbol?.Name ?? step.Operand.Syntax.ToString();

    // Of a step of another assembly the product is known by its name alone, and it may derive from that of the workflow.
    private static bool GivesOthersOnly(ChainStep step, WorkflowDeclaration workflow, CompilationReader reader) =>
        !CreateSteps.GivesSubscription(step, reader)
        || (
            step.Operand is { Published: null, Symbol: IMethodSymbol method }
            && FindProducts(method, step.Operand.Kind == ChainOperandKind.InputStep, reader).ToArray() is { Length: > 0 } products
            && products.All(given =>
                !workflow
                    .Products.OfType<INamedTypeSymbol>()
                    .Any(product => given is null || given.IsOrDerivesFrom(product) || product.IsOrDerivesFrom(given))
            )
        );

    private static IEnumerable<INamedTypeSymbol?> FindProducts(IMethodSymbol method, bool isForm, CompilationReader reader)
    {
        var results = new ResultParser(reader);
        return results.FindSubscription(method) is { } whole
            ? [whole]
            : results
                .FindTypedKeys(method, isForm)
                .Where(static key => key.Output.IsSubscription)
                .Select(key => SubscriptionUse.TryRead(key.Type, reader, method)?.Product);
    }
}
