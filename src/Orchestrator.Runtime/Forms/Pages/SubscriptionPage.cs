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
internal sealed class SubscriptionPage(WorkflowCatalog catalog, ISubscriptionDirectory subscriptions)
{
    /// <summary>The state key of what is chosen on this page.</summary>
    internal const string Key = "subscription_id";

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

    /// <summary>Reads the page as far as it can be read without the database.</summary>
    /// <exception cref="FormInvalidException">Something is wrong with it.</exception>
    internal static Page Read(JsonElement posted) => PageReader.Read<Page>(AskedRecord.Empty(typeof(Page)), posted, Name);

    internal async Task<State> AskAsync(WorkflowDescriptor workflow, PostedPages answers, Caller? user, CancellationToken cancellationToken)
    {
        if (!answers.TryTake(out var posted))
        {
            var schema = PageSchema.Describe(AskedRecord.Empty(typeof(Page)));
            schema["title"] = workflow.Description;
            throw new FormNotCompleteException(schema, hasNext: workflow.Form is not null);
        }

        var page = Read(posted);
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
            ?? throw Refuse(page.SubscriptionId, $"This workflow is not valid for this subscription.{DescribeProducts(workflow)}");
        if (action.Block is { } block)
        {
            throw RefuseBlocked(page.SubscriptionId, await ShowSeenAsync(block, user, cancellationToken));
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
            .Empty.With(Key, subscription.SubscriptionId)
            .With("product", subscription.Product.ProductId)
            .With("customer_id", subscription.CustomerId)
            .With("version", subscription.Version);
    }

    private string DescribeProducts(WorkflowDescriptor workflow) =>
        catalog.NamesOfProducts(workflow) is { Count: > 0 } names ? $" It is for subscriptions of {NameSuggestion.List(names)}." : "";

    /// <summary>What is answered when a subscription that was free when the page was read is taken when the process is written.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="lockedBy">The process that has taken it; null when it is not known.</param>
    /// <param name="status">The status of that process as it is stored.</param>
    internal static FormInvalidException RefuseOutOfSync(Guid subscriptionId, Guid? lockedBy, string? status) =>
        RefuseBlocked(subscriptionId, new(ActionReason.NotInSync) { LockedBy = lockedBy, LockedByStatus = status });

    /// <summary>Refuses a reconcile outside of the maintenance windows of its product.</summary>
    internal static FormInvalidException RefuseOutsideWindow(Guid subscriptionId) =>
        RefuseBlocked(subscriptionId, new(ActionReason.MaintenanceWindow));

    private static FormInvalidException RefuseBlocked(Guid subscriptionId, ActionBlock block) =>
        Refuse(subscriptionId, $"This workflow cannot be started: {ActionReason.Describe(block, subscriptionId)}", block.LockedBy);

    /// <summary>What stands in the way, without the subscriptions that the user does not see.</summary>
    private async Task<ActionBlock> ShowSeenAsync(ActionBlock block, Caller? user, CancellationToken cancellationToken)
    {
        Guid[] related = [.. block.Related.Select(static other => other.SubscriptionId)];
        if (related.Length == 0)
        {
            return block;
        }

        var seen = (await subscriptions.GetAsync(related, user, cancellationToken))
            .Select(static found => found.SubscriptionId)
            .ToHashSet();
        return block with { LockedRelations = Seen(block.LockedRelations), UnterminatedInUseBy = Seen(block.UnterminatedInUseBy) };

        RelatedSubscription[]? Seen(IReadOnlyList<RelatedSubscription>? others) =>
            others is null ? null : [.. others.Where(other => seen.Contains(other.SubscriptionId))];
    }

    /// <summary>Whether an error refuses to run on the subscription, and not an answer that cannot be read.</summary>
    internal static bool IsRefusal(string page, FormError error) => page == Name && error.Type == "value_error";

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
