using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Forms.Pages;
using Orchestrator.Products;

namespace Orchestrator.Forms;

/// <summary>Runs the first page of a workflow, and then its form, with the pages posted so far.</summary>
internal sealed class FormRunner(
    WorkflowCatalog catalog,
    ISubscriptionDirectory subscriptions,
    IProductDirectory products,
    FormReplay replay
)
{
    /// <summary>Runs the framework's first page of a workflow, then the workflow's own form.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="initial">The state before the form.</param>
    /// <param name="pages">All pages posted so far.</param>
    /// <param name="process">What the form may know of the process to be.</param>
    /// <param name="services">The services of this replay.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    /// <returns>The initial state with what the pages and the form gave.</returns>
    /// <exception cref="FormException">A page is missing, invalid or surplus.</exception>
    internal async Task<State> RunAsync(
        WorkflowDescriptor workflow,
        State initial,
        IReadOnlyList<JsonElement> pages,
        ProcessContext process,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var answers = new PostedPages(pages);
        var state = await AskAsync(workflow, initial, answers, process, services, cancellationToken);
        answers.ThrowIfAnyIsLeft();
        return state;
    }

    /// <summary>Runs the same with those of the posted pages that are left, as a part of another form.</summary>
    internal async Task<State> AskAsync(
        WorkflowDescriptor workflow,
        State initial,
        PostedPages answers,
        ProcessContext process,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var state = workflow.Target switch
        {
            Target.Create => initial.Merge(await new ProductPage(catalog, products).AskAsync(workflow, answers, cancellationToken)),
            Target.Modify or Target.Terminate or Target.Validate or Target.Reconcile => initial.Merge(
                await new SubscriptionPage(catalog, subscriptions).AskAsync(workflow, answers, process.Caller, cancellationToken)
            ),
            Target.System when workflow.Form is null => initial.Merge(EmptyPage.Ask(answers)),
            Target.System => initial,
            _ => throw new InvalidOperationException($"{workflow.Target} is not a target."),
        };
        if (workflow.Form is not { } form)
        {
            return state;
        }

        var answered = await replay.AskAsync(form, workflow.Name, state, answers, process, services, cancellationToken);

        // What the process is about was chosen on the first page, and checked for this user: a form does not change it.
        return workflow.Target switch
        {
            Target.System => state.MergeDeep(answered),
            Target.Create => state.MergeDeep(answered.Without(ProductPage.Key)),
            _ => state.MergeDeep(answered.Without(SubscriptionPage.Key)),
        };
    }
}
