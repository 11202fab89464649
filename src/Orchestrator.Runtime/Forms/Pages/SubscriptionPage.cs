using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Catalog;
using Orchestrator.Forms.Fields;
using Orchestrator.Products;
using Orchestrator.Products.Actions;

namespace Orchestrator.Forms.Pages;

/// <summary>
/// The first page of every workflow that runs on a subscription: which one, and optionally which version the client has seen. It
/// refuses what the action list shows as blocked, with the same rules.
/// </summary>
internal sealed class SubscriptionPage(ISubscriptionDirectory subscriptions)
{
    private const string Name = "ModifySubscriptionPage";

    internal sealed record Page : FormPage
    {
        public required Guid SubscriptionId { get; init; }

        public int? Version { get; init; }
    }

    /// <summary>The subscription that the first page of a start names, whatever the workflow asks; null for none.</summary>
    internal static Guid? FindPosted(IReadOnlyList<JsonElement> pages) =>
        pages is [{ ValueKind: JsonValueKind.Object } first, ..]
        && first.TryGetProperty("subscription_id", out var id)
        && id.ValueKind == JsonValueKind.String
        && Guid.TryParse(id.GetString(), out var subscriptionId)
            ? subscriptionId
            : null;

    /// <summary>Refuses a start for a subscription that does not exist or that the caller may not see.</summary>
    internal static FormInvalidException RefuseUnknown(Guid subscriptionId) => Refuse(subscriptionId, "Subscription not found");

    internal async Task<State> AskAsync(WorkflowDescriptor workflow, PostedPages answers, CancellationToken cancellationToken)
    {
        var asked = AskedRecord.Empty(typeof(Page));
        if (!answers.TryTake(out var posted))
        {
            throw new FormNotCompleteException(PageSchema.Describe(asked), hasNext: workflow.Form is not null);
        }

        var page = PageReader.Read<Page>(asked, posted, Name);
        SubscriptionActions actions;
        try
        {
            actions = await subscriptions.GetActionsAsync(page.SubscriptionId, cancellationToken: cancellationToken);
        }
        catch (NotFoundException)
        {
            throw RefuseUnknown(page.SubscriptionId);
        }

        var action =
            actions.Items.FirstOrDefault(item => item.Name == workflow.Name && item.Target == workflow.Target)
            ?? throw Refuse(page.SubscriptionId, "This workflow is not valid for this subscription");
        if (action.Block is { } block)
        {
            throw RefuseBlocked(page.SubscriptionId, block.Reason, block.LockedBy, DescribeStatus(block));
        }

        var subscription = (await subscriptions.GetAsync([page.SubscriptionId], user: null, cancellationToken)).Single();
        if (page.Version is { } version && version != subscription.Version)
        {
            throw new FormInvalidException(
                Name,
                [
                    new(
                        [PageFields.Root],
                        $"Stale data: given version ({version}) does not match the current version ({subscription.Version})",
                        "value_error",
                        posted
                    ),
                ]
            );
        }

        return State
            .Empty.With("subscription_id", subscription.SubscriptionId)
            .With("product", subscription.Product.ProductId)
            .With("customer_id", subscription.CustomerId)
            .With("version", subscription.Version);
    }

    /// <summary>What is answered when a subscription that was free when the page was read is taken when the process is written.</summary>
    internal static FormInvalidException RefuseOutOfSync(Guid subscriptionId, Guid? lockedBy) =>
        RefuseBlocked(subscriptionId, ActionReason.NotInSync, lockedBy);

    /// <summary>Refuses a reconcile outside of the maintenance windows of its product.</summary>
    internal static FormInvalidException RefuseOutsideWindow(Guid subscriptionId) =>
        RefuseBlocked(subscriptionId, ActionReason.MaintenanceWindow, lockedBy: null);

    private static FormInvalidException RefuseBlocked(Guid subscriptionId, string reason, Guid? lockedBy, string? status = null) =>
        Refuse(subscriptionId, $"This workflow cannot be started: {ActionReason.Describe(reason)}{status}", lockedBy);

    /// <summary>Says which lifecycle a subscription has and which it needs, where that is the reason; null where it is not.</summary>
    private static string? DescribeStatus(ActionBlock block) =>
        block is { Reason: ActionReason.InvalidStatus, Status: { } status, UsableWhen: { Count: > 0 } usable }
            ? $": it is {WireName.Of(status)}, and the workflow runs only while it is {string.Join(" or ", usable.Select(WireName.Of))}"
            : null;

    private static FormInvalidException Refuse(Guid subscriptionId, string message, Guid? lockedBy = null)
    {
        var context = new Dictionary<string, object> { ["error"] = message };
        if (lockedBy is { } owner)
        {
            context[FormErrors.LockedBy] = owner.ToString();
        }

        return new(Name, [new(["subscription_id"], message, "value_error", FormErrors.Json(JsonValue.Create(subscriptionId)), context)]);
    }
}
