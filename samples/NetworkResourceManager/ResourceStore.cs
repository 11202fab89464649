using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace NetworkResourceManager;

/// <summary>Keeps the objects and the journal; each write and its entry are one transaction.</summary>
internal sealed class ResourceStore(IDbContextFactory<ResourceDbContext> databases, TimeProvider time)
{
    internal void Initialize()
    {
        using var database = databases.CreateDbContext();
        database.Database.EnsureCreated();
        database.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
    }

    internal async Task<JsonObject?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Resources.FindAsync([kind, id], cancellationToken) is { } resource ? Parse(resource.Body) : null;
    }

    internal async Task<IReadOnlyList<JsonObject>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var bodies = await database
            .Resources.Where(resource => resource.Kind == kind)
            .OrderBy(static resource => resource.Id)
            .Select(static resource => resource.Body)
            .ToListAsync(cancellationToken);
        return [.. bodies.Select(Parse)];
    }

    /// <summary>
    /// Replaces an object as a whole. Returns how often it has been put; null when its name is that of another node.
    /// </summary>
    internal async Task<int?> PutAsync(string kind, string id, JsonObject body, CancellationToken cancellationToken)
    {
        body["id"] = id;
        var text = body.ToJsonString();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (kind == ResourceKinds.Nodes && await IsNameTakenAsync(database, id, body, cancellationToken))
        {
            return null;
        }

        var resource = await database.Resources.FindAsync([kind, id], cancellationToken);
        if (resource is null)
        {
            database.Add(
                resource = new()
                {
                    Kind = kind,
                    Id = id,
                    Body = text,
                }
            );
        }

        resource.Body = text;
        resource.Revision++;
        database.Add(
            new JournalEntry
            {
                Kind = kind,
                Id = id,
                Method = "PUT",
                Body = text,
                At = time.GetUtcNow(),
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return resource.Revision;
    }

    /// <summary>Removes an object. False when it is not there.</summary>
    internal async Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Resources.FindAsync([kind, id], cancellationToken) is not { } resource)
        {
            return false;
        }

        database.Remove(resource);
        database.Add(
            new JournalEntry
            {
                Kind = kind,
                Id = id,
                Method = "DELETE",
                At = time.GetUtcNow(),
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The writes after a number, in order.</summary>
    internal async Task<IReadOnlyList<JournalLine>> ReadJournalAsync(long since, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await database
            .Journal.AsNoTracking()
            .Where(entry => entry.Seq > since)
            .OrderBy(static entry => entry.Seq)
            .ToListAsync(cancellationToken);
        return
        [
            .. entries.Select(static entry => new JournalLine(
                entry.Seq,
                entry.Kind,
                entry.Id,
                entry.Method,
                entry.Body is null ? null : JsonElement.Parse(entry.Body),
                entry.At
            )),
        ];
    }

    private static async Task<bool> IsNameTakenAsync(
        ResourceDbContext database,
        string id,
        JsonObject node,
        CancellationToken cancellationToken
    )
    {
        var others = await database
            .Resources.Where(resource => resource.Kind == ResourceKinds.Nodes && resource.Id != id)
            .Select(static resource => resource.Body)
            .ToListAsync(cancellationToken);
        return node["name"] is { } name && others.Any(other => JsonNode.DeepEquals(Parse(other)["name"], name));
    }

    private static JsonObject Parse(string body) => JsonNode.Parse(body)!.AsObject();
}

/// <summary>One write as callers see it.</summary>
internal sealed record JournalLine(long Seq, string Kind, string Id, string Method, JsonElement? Body, DateTimeOffset At);
