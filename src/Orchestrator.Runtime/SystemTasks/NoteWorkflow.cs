using System.ComponentModel.DataAnnotations;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Forms.Pages;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;

namespace Orchestrator.SystemTasks;

/// <summary>
/// The workflow that every product has without an author: it changes a subscription's note, and may do so while another process holds the
/// subscription.
/// </summary>
internal static class NoteWorkflow
{
    internal const string Name = OrchestratorOptions.ModifyNote;
    internal const string NoteKey = "note";

    internal sealed record NotePage : FormPage
    {
        [MaxLength(Limits.MaxNoteLength)]
        [DataType(DataType.MultilineText)]
        public string? Note { get; init; }
    }

    // It takes no lock: a note is nothing that an external system has, and is wanted most where something has failed half-way.
    internal static void Register(CatalogBuilder catalog)
    {
        catalog.AddPlain(
            Name,
            Target.Modify,
            "Modify Note",
            products: [],
            static () =>
                Workflow.Begin
                >> Workflow.Start
                >> Workflow.StoreProcessSubscription
                >> SystemStep.Of<StoreNote>("orchestrator.store_note", "Store note")
                >> SearchRefresh.Subscriptions
                >> SearchRefresh.Process
                >> Workflow.Done,
            AskAsync
        );
        catalog.Asks(new EnginePage<NotePage>());
    }

    private static async ValueTask<StepOutput> AskAsync(FormCall call)
    {
        var subscriptionId = call.Value<Guid>(ReservedKeys.SubscriptionId);
        var subscriptions = await call.Service<ISubscriptionDirectory>().GetAsync([subscriptionId], user: null, call.CancellationToken);
        var page = await call.Form.AskLastAsync(new NotePage { Note = subscriptions.Single().Note });
        return call.Output().Set(NoteKey, page.Note);
    }
}
