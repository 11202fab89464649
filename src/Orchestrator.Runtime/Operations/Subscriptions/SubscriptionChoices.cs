using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Operations.Authorization;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Operations;

/// <summary>The subscriptions that fields of forms offer.</summary>
internal sealed class SubscriptionChoices(
    IDbContextFactory<OrchestratorDbContext> databases,
    SubscriptionSummaryReader subscriptions,
    ReadAuthorization reads
) : ISubscriptionChoices
{
    /// <summary>The unfinished processes that terminate a subscription, wherever they stand.</summary>
    private const string Terminating = """
        SELECT t.pid FROM processes t JOIN processes_subscriptions l ON l.pid = t.pid
        WHERE l.subscription_id = s.subscription_id AND l.workflow_target = @terminate
          AND t.last_status NOT IN ('completed', 'aborted')
        """;

    public async Task<IReadOnlyList<SubscriptionSummary>> FindAsync(
        IReadOnlyCollection<string> products,
        IReadOnlyCollection<SubscriptionLifecycle> statuses,
        int take,
        Caller? user,
        CancellationToken cancellationToken
    )
    {
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        var ids = new List<Guid>();
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            await using var command = await database.CommandAsync(
                $"""
                SELECT s.subscription_id FROM subscriptions s JOIN products p ON p.product_id = s.product_id
                WHERE p.name IN (SELECT {database.Dialect.JsonTexts("@products", "text")})
                  AND s.status IN (SELECT {database.Dialect.JsonTexts("@statuses", "text")})
                  AND NOT EXISTS ({Terminating})
                  {(scope is null ? "" : $"AND {Visibility.OfSubscription(database, "s")}")}
                ORDER BY s.description, s.subscription_id LIMIT @take
                """,
                cancellationToken
            );
            command
                .With("products", JsonSerializer.Serialize(products))
                .With("statuses", JsonSerializer.Serialize(statuses.Select(WireName.Of)))
                .With("terminate", WireName.Of(Target.Terminate))
                .With("take", take);
            await using var row = await (scope is null ? command : command.With(scope)).ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                ids.Add(new ShownRow(row).GetGuid(0));
            }
        }

        return await subscriptions.GetAsync(ids, cancellationToken);
    }

    public async Task<(SubscriptionSummary Subscription, Guid? TerminatedBy)?> ReadAsync(
        Guid subscriptionId,
        Caller? user,
        CancellationToken cancellationToken
    )
    {
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        if (
            (await subscriptions.GetAsync([subscriptionId], cancellationToken)) is not [var subscription]
            || scope?.Sees(subscription.CustomerId) == false
        )
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            $"SELECT ({Terminating} LIMIT 1) FROM subscriptions s WHERE s.subscription_id = @id",
            cancellationToken
        );
        await using var row = await command
            .With("id", subscriptionId)
            .With("terminate", WireName.Of(Target.Terminate))
            .ExecuteReaderAsync(cancellationToken);
        return (subscription, await row.ReadAsync(cancellationToken) && !row.IsDBNull(0) ? new ShownRow(row).GetGuid(0) : null);
    }
}
