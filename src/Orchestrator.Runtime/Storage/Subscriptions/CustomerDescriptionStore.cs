using Microsoft.EntityFrameworkCore;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>The rows of what customers call subscriptions.</summary>
internal sealed class CustomerDescriptionStore(IDbContextFactory<OrchestratorDbContext> databases, TimeProvider time)
{
    internal async Task<CustomerDescription?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return
            await database
                .Set<SubscriptionCustomerDescriptionEntity>()
                .AsNoTracking()
                .SingleOrDefaultAsync(description => description.Id == id, cancellationToken)
                is { } found
            ? Summarize(found)
            : null;
    }

    internal async Task<CustomerDescription?> FindAsync(string customerId, Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return
            await database
                .Set<SubscriptionCustomerDescriptionEntity>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    description => description.CustomerId == customerId && description.SubscriptionId == subscriptionId,
                    cancellationToken
                )
                is { } found
            ? Summarize(found)
            : null;
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ConflictException">The customer already has a description of the subscription.</exception>
    internal async Task<Guid> AddAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var insert = await database.CommandAsync(
            """
            INSERT INTO subscription_customer_descriptions (id, subscription_id, customer_id, description, created_at, version)
            SELECT @id, subscription_id, @customer, @description, @now, 1 FROM subscriptions WHERE subscription_id = @subscription
            ON CONFLICT (customer_id, subscription_id) DO NOTHING
            """,
            cancellationToken
        );
        var added = await insert
            .With("id", id)
            .With("customer", customerId)
            .With("description", description)
            .With("now", time.GetUtcNow())
            .With("subscription", subscriptionId)
            .ExecuteNonQueryAsync(cancellationToken);
        if (added > 0)
        {
            await NoteAsync(database, user, id, subscriptionId, $"{customerId}: {description}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return id;
        }

        throw await database.Subscriptions.AnyAsync(subscription => subscription.SubscriptionId == subscriptionId, cancellationToken)
            ? new ConflictException(
                "customer_description_exists",
                $"Customer '{customerId}' has a description of subscription {subscriptionId}. Change that one."
            )
            : SubscriptionErrors.NotFound(subscriptionId);
    }

    /// <summary>Changes a row.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="InvalidRequestException">It has another version.</exception>
    internal async Task<bool> ChangeAsync(
        string customerId,
        Guid subscriptionId,
        string description,
        int? version,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var update = await database.CommandAsync(
            "UPDATE subscription_customer_descriptions SET description = @description WHERE customer_id = @customer "
                + "AND subscription_id = @subscription"
                + (version is null ? "" : " AND version = @version"),
            cancellationToken
        );
        update.With("description", description).With("customer", customerId).With("subscription", subscriptionId);
        if (version is { } expected)
        {
            update.With("version", expected);
        }

        if (await update.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            await NoteAsync(database, user, id: null, subscriptionId, $"{customerId}: {description}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }

        return await FindAsync(customerId, subscriptionId, cancellationToken) is { } current
            ? throw new InvalidRequestException(
                "customer_description_stale",
                $"Stale data: given version ({version}) does not match the current version ({current.Version})"
            )
            : false;
    }

    internal async Task DeleteAsync(CustomerDescription description, Caller user, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await using var delete = await database.CommandAsync(
            "DELETE FROM subscription_customer_descriptions WHERE id = @id",
            cancellationToken
        );
        await delete.With("id", description.Id).ExecuteNonQueryAsync(cancellationToken);
        await NoteAsync(database, user, description.Id, description.SubscriptionId, text: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task NoteAsync(
        OrchestratorDbContext database,
        Caller user,
        Guid? id,
        Guid subscriptionId,
        string? text,
        CancellationToken cancellationToken
    ) =>
        AuditLog.WriteAsync(
            database,
            user,
            new(AuditAction.DescribeSubscription)
            {
                ObjectId = id,
                SubscriptionId = subscriptionId,
                Reason = text,
            },
            time.GetUtcNow(),
            cancellationToken
        );

    /// <summary>Shows a row.</summary>
    internal static CustomerDescription Summarize(SubscriptionCustomerDescriptionEntity description) =>
        new(
            description.Id,
            description.SubscriptionId,
            description.CustomerId,
            description.Description,
            StoredValues.Known(description.CreatedAt) ?? DateTimeOffset.UnixEpoch,
            description.Version
        );
}
