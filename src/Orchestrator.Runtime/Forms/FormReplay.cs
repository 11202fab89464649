using System.Text.Json;
using Orchestrator.Binding;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Forms;

/// <summary>Replays forms with the pages posted so far. Nothing is kept between two posts.</summary>
/// <param name="errors">Tells failures of the database.</param>
/// <param name="subscriptions">Offers subscriptions; null where no page asks for one.</param>
internal sealed class FormReplay(StorageErrors errors, SubscriptionFields? subscriptions)
{
    /// <summary>Runs the form of an input step.</summary>
    /// <param name="form">The form.</param>
    /// <param name="name">The step's name.</param>
    /// <param name="state">The process's state.</param>
    /// <param name="pages">All pages posted so far.</param>
    /// <param name="process">What the form may know of its process.</param>
    /// <param name="services">The services of this replay.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    /// <returns>What the form gave.</returns>
    /// <exception cref="FormException">A page is missing, invalid or surplus.</exception>
    internal async Task<State> RunAsync(
        FormBody form,
        string name,
        State state,
        IReadOnlyList<JsonElement> pages,
        ProcessContext process,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var answers = new PostedPages(pages);
        var answer = await AskAsync(form, name, state, answers, process, services, cancellationToken);
        answers.ThrowIfAnyIsLeft();
        return answer;
    }

    /// <summary>Runs a form with those of the posted pages that are left.</summary>
    internal async Task<State> AskAsync(
        FormBody form,
        string name,
        State state,
        PostedPages answers,
        ProcessContext process,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var session = new ReplayFormSession(answers, subscriptions, process.Caller, cancellationToken);
            var output = await form(new ReplayFormCall(session, state, process, services, cancellationToken));
            session.ThrowIfCaught();
            if (output.Subscriptions.Count > 0)
            {
                throw new SubscriptionException(
                    "form_changes_subscription",
                    "It returns a subscription. A form is replayed and changes nothing: return the answers, and make the change in a step."
                );
            }

            return output.State;
        }
        catch (Exception exception) when (IsFailureOfForm(exception, cancellationToken))
        {
            throw new FormFailedException(name, exception);
        }
    }

    // A refusal, such as a page that is not valid or a subscription that does not exist, is reported to the caller.
    private bool IsFailureOfForm(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            StateException or SubscriptionException or ProcessFailureException or IncorrectFormException => true,
            OrchestratorException => false,
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            _ => errors.Explain(exception) is null,
        };
}
