using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Products;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>
/// The subscriptions of one step or form: what was loaded, how it was when it was loaded, and what is to be saved. It holds no connection
/// while the author's code runs.
/// </summary>
internal sealed class SubscriptionSession(
    IDbContextFactory<OrchestratorDbContext> databases,
    WorkflowCatalog catalog,
    EngineLogger<SubscriptionSession> logger
) : ISubscriptions
{
    private readonly Dictionary<Guid, Loaded> _loaded = [];
    private readonly Dictionary<Guid, ProductBlock> _blocks = [];
    private readonly Dictionary<Guid, InstanceRecord> _usedAsRead = [];
    private readonly Dictionary<Guid, JsonObject> _unreadable = [];
    private readonly List<SubscriptionModel> _remembered = [];

    public async Task<T> GetAsync<T>(Guid subscriptionId, CancellationToken cancellationToken = default)
        where T : SubscriptionModel
    {
        if (_loaded.TryGetValue(subscriptionId, out var loaded))
        {
            return As<T>(subscriptionId, loaded);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await LoadAsync<T>(database, subscriptionId, cancellationToken);
    }

    public async Task<IReadOnlyList<SubscriptionModel>> FindUsersAsync(Guid subscriptionId, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var users = new List<SubscriptionModel>();
        foreach (var id in await SubscriptionRelations.FindUsersAsync(database, subscriptionId, cancellationToken))
        {
            users.Add(
                _loaded.TryGetValue(id, out var loaded) ? loaded.Model : await LoadAsync<SubscriptionModel>(database, id, cancellationToken)
            );
        }

        return users;
    }

    /// <summary>Loads a subscription as the transaction of the caller's context sees it.</summary>
    internal async Task<T> LoadAsync<T>(OrchestratorDbContext database, Guid subscriptionId, CancellationToken cancellationToken)
        where T : SubscriptionModel
    {
        var rows =
            await SubscriptionReader.ReadAsync(database, subscriptionId, cancellationToken)
            ?? throw SubscriptionErrors.NotFound(subscriptionId);
        return As<T>(subscriptionId, _loaded[subscriptionId] = Load(subscriptionId, rows));
    }

    private static T As<T>(Guid subscriptionId, Loaded loaded)
        where T : SubscriptionModel =>
        loaded.Model as T
        ?? throw SubscriptionErrors.WrongType(subscriptionId, loaded.Model.ProductName, loaded.Model.GetType(), typeof(T));

    /// <summary>The row of a subscription whose tree could not be read; null when no one tried, or its product has no code.</summary>
    internal JsonObject? FindRow(Guid subscriptionId) => _unreadable.GetValueOrDefault(subscriptionId);

    /// <summary>Marks a subscription to be saved.</summary>
    internal void Track(SubscriptionModel subscription)
    {
        if (!_remembered.Contains(subscription))
        {
            _remembered.Add(subscription);
        }
    }

    /// <summary>Whether a subscription is new, or differs from what was loaded.</summary>
    internal bool HasChanges(SubscriptionModel subscription) =>
        !_loaded.TryGetValue(subscription.SubscriptionId, out var loaded)
        || Differs(subscription, loaded, RecordCollector.Collect(subscription));

    /// <summary>
    /// Refuses a change of a block of another subscription that no one saves: a subscription is saved with its own blocks only. A block
    /// that the session has not read may have been changed at any time before.
    /// </summary>
    /// <exception cref="SubscriptionException">Such a block was changed, and the subscription that owns it is not to be saved.</exception>
    internal void DemandNoLostChange(SubscriptionModel subscription)
    {
        foreach (var (now, path) in UsedBlocks.Collect(subscription))
        {
            var before = _loaded.TryGetValue(now.Owner, out var owner)
                ? owner.AsRead.GetValueOrDefault(now.Id)
                : _usedAsRead.GetValueOrDefault(now.Id);
            if (
                before is not null
                && !_remembered.Exists(other => other.SubscriptionId == now.Owner)
                && SubscriptionChanges.FindMembers(before, now) is { Count: > 0 } members
            )
            {
                throw SubscriptionErrors.ChangeOfAnother(subscription.SubscriptionId, path, now.Owner, members);
            }
        }
    }

    /// <summary>
    /// Works out what saving the marked subscriptions writes. All code of their products runs here, while no transaction is open: it is
    /// its author's, and may take as long as it likes.
    /// </summary>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    /// <exception cref="SubscriptionException">A subscription breaks a rule of its product.</exception>
    internal async Task<IReadOnlyList<PreparedSave>> PrepareAsync(CancellationToken cancellationToken)
    {
        var prepared = new List<PreparedSave>();
        foreach (var subscription in _remembered)
        {
            if (LifecycleCheck.FindProblems(subscription, subscription.Status) is { Count: > 0 } problems)
            {
                throw new SubscriptionException(
                    "subscription_incomplete",
                    $"Subscription {subscription.SubscriptionId} cannot be saved as {WireName.Of(subscription.Status)}: "
                        + $"{string.Join("; ", problems)}."
                );
            }

            var own = RecordCollector.Collect(subscription);
            DemandNoLostChange(subscription);
            var loaded = _loaded.GetValueOrDefault(subscription.SubscriptionId);
            if (loaded is null)
            {
                // Its computed texts may show them.
                (subscription.ProductName, subscription.Description) = await ReadProductAsync(subscription, cancellationToken);
            }
            else if (!Differs(subscription, loaded, own))
            {
                continue;
            }

            subscription.Map(new OwnershipMarker(subscription.SubscriptionId));
            prepared.Add(
                new(
                    subscription,
                    loaded?.Row,
                    loaded?.Own ?? EmptyTree,
                    ToRow(subscription),
                    own,
                    SubscriptionChanges.Between(loaded?.Own ?? EmptyTree, own)
                )
            );
        }

        _remembered.Clear();
        return prepared;
    }

    /// <summary>Writes what was prepared in the caller's transaction, and only what changed.</summary>
    /// <exception cref="ConflictException">A subscription was changed by someone else since it was loaded.</exception>
    internal async Task SaveAsync(
        OrchestratorDbContext database,
        IReadOnlyList<PreparedSave> prepared,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await HoldAsync(database, prepared, cancellationToken);
        foreach (var save in prepared)
        {
            var model = save.Model;
            var stored = save.Before is null
                ? await SubscriptionWriter.InsertAsync(database, model.SubscriptionId, save.After, processId, cancellationToken)
                : await UpdateAsync(database, model.SubscriptionId, save.Before, save.OwnBefore, save.After, cancellationToken);
            if (save.After.Status != SubscriptionLifecycle.Terminated)
            {
                await SubscriptionRelations.DemandInUseAsync(database, model.SubscriptionId, save.Changes.Referred, cancellationToken);
            }

            await SubscriptionWriter.WriteTreeAsync(database, save.Changes, cancellationToken);
            (model.ProductName, model.Description, model.Note, model.Version) = (
                stored.ProductName,
                stored.Description,
                stored.Note,
                stored.Version
            );
            _loaded[model.SubscriptionId] = new(model, ToRow(model), save.Own, save.Own);
        }
    }

    /// <summary>
    /// Holds the rows of several subscriptions before the first is written, in an order that is everyone's: authors save in an order of
    /// their own, and two who save the same ones would otherwise wait for each other.
    /// </summary>
    private static async Task HoldAsync(
        OrchestratorDbContext database,
        IReadOnlyList<PreparedSave> prepared,
        CancellationToken cancellationToken
    )
    {
        Guid[] stored = [.. prepared.Where(static save => save.Before is not null).Select(static save => save.Model.SubscriptionId)];
        if (stored.Length > 1)
        {
            await SubscriptionLock.HoldManyAsync(database, stored, cancellationToken);
        }
    }

    private static bool Differs(SubscriptionModel subscription, Loaded loaded, IReadOnlyDictionary<Guid, InstanceRecord> own) =>
        loaded.Model != subscription || loaded.Row != ToRow(subscription) || SubscriptionChanges.Between(loaded.AsRead, own).Any;

    /// <summary>The name of a new subscription's product, and the description that it gets when it has none of its own.</summary>
    private async Task<(string Name, string Description)> ReadProductAsync(
        SubscriptionModel subscription,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (name, description) = await SubscriptionReader.ReadProductAsync(database, subscription.ProductId, cancellationToken);
        return (name, string.IsNullOrEmpty(subscription.Description) ? description : subscription.Description);
    }

    /// <summary>
    /// Writes a row that was loaded. Anyone may write a note while a process works on the subscription, so a note that alone differs is not
    /// a conflict: the later note stays.
    /// </summary>
    /// <exception cref="ConflictException">The subscription is no longer as it was loaded.</exception>
    private static async Task<SubscriptionRow> UpdateAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        SubscriptionRow before,
        IReadOnlyDictionary<Guid, InstanceRecord> ownBefore,
        SubscriptionRow after,
        CancellationToken cancellationToken
    )
    {
        if (await SubscriptionWriter.TryUpdateAsync(database, subscriptionId, before.Version, after, cancellationToken) is { } stored)
        {
            return stored;
        }

        var rows = await SubscriptionReader.ReadAsync(database, subscriptionId, cancellationToken);
        var onlyTheNote =
            rows is not null
            && rows.Subscription with { Note = before.Note, Version = before.Version } == before
            && !SubscriptionChanges.Between(ownBefore, OwnedBy(subscriptionId, rows)).Any;
        return (
                onlyTheNote
                    ? await SubscriptionWriter.TryUpdateAsync(
                        database,
                        subscriptionId,
                        rows!.Subscription.Version,
                        after.Note == before.Note ? after with { Note = rows.Subscription.Note } : after,
                        cancellationToken
                    )
                    : null
            )
            ?? throw new ConflictException(
                "subscription_changed",
                $"Subscription {subscriptionId} was changed by someone else after this step read its version {before.Version}. "
                    + "Retry the step: it reads the subscription again."
            );
    }

    private static Dictionary<Guid, InstanceRecord> OwnedBy(Guid subscriptionId, SubscriptionRows rows) =>
        rows.Instances.Where(pair => pair.Value.Owner == subscriptionId).ToDictionary();

    private static IReadOnlyDictionary<Guid, InstanceRecord> EmptyTree { get; } = new Dictionary<Guid, InstanceRecord>();

    private static SubscriptionRow ToRow(SubscriptionModel model) =>
        new(
            model.ProductId,
            model.ProductName,
            model.CustomerId,
            model.Description,
            model.Status,
            model.InSync,
            model.StartDate,
            model.EndDate,
            model.Note,
            model.Version
        );

    private Loaded Load(Guid subscriptionId, SubscriptionRows rows)
    {
        var row = rows.Subscription;
        var product =
            catalog.FindProduct(row.ProductName) ?? throw SubscriptionErrors.ProductNotRegistered(subscriptionId, row.ProductName);
        var model = product.Create();
        model.SubscriptionId = subscriptionId;
        model.ProductId = row.ProductId;
        model.ProductName = row.ProductName;
        model.CustomerId = row.CustomerId;
        model.Description = row.Description;
        model.Status = row.Status;
        model.InSync = row.InSync;
        model.StartDate = row.StartDate;
        model.EndDate = row.EndDate;
        model.Note = row.Note;
        model.Version = row.Version;
        try
        {
            ReadMapper.Fill(
                model,
                new StoredSubscription(
                    subscriptionId,
                    row.Status,
                    rows.FixedInputs,
                    rows.Instances,
                    rows.Statuses,
                    _blocks,
                    _loaded.ContainsKey
                )
            );
        }
        catch (SubscriptionException exception)
        {
            Log.SubscriptionNotLoaded(logger, exception.Message);
            _unreadable[subscriptionId] = SubscriptionJson.WriteColumns(model);
            throw;
        }

        // Those of a subscription that was loaded before may have been changed since, and are known as they were then.
        foreach (var (used, _) in UsedBlocks.Collect(model).Where(block => !_loaded.ContainsKey(block.Record.Owner)))
        {
            _usedAsRead[used.Id] = used;
        }

        var own = OwnedBy(subscriptionId, rows);
        return new(model, row, own, AsRead(model, own));
    }

    /// <summary>
    /// The blocks as the model writes them. A text that is stored in another form, a member that has no row yet, or a row whose member is
    /// gone is not a change that the author made.
    /// </summary>
    private static IReadOnlyDictionary<Guid, InstanceRecord> AsRead(SubscriptionModel model, IReadOnlyDictionary<Guid, InstanceRecord> own)
    {
        try
        {
            return RecordCollector.Collect(model);
        }
        catch (SubscriptionException)
        {
            // It can be shown and corrected, but not saved as it is: the save says what is wrong.
            return own;
        }
    }

    /// <param name="Model">The object that steps get.</param>
    /// <param name="Row">The row as it was loaded.</param>
    /// <param name="Own">The subscription's own blocks as they are stored.</param>
    /// <param name="AsRead">The same blocks as the model wrote them when it was loaded.</param>
    private sealed record Loaded(
        SubscriptionModel Model,
        SubscriptionRow Row,
        IReadOnlyDictionary<Guid, InstanceRecord> Own,
        IReadOnlyDictionary<Guid, InstanceRecord> AsRead
    );
}
