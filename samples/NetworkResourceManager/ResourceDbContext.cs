using Microsoft.EntityFrameworkCore;

namespace NetworkResourceManager;

/// <summary>The objects as they are now, and every write that was taken.</summary>
internal sealed class ResourceDbContext(DbContextOptions<ResourceDbContext> options) : DbContext(options)
{
    public DbSet<Resource> Resources => Set<Resource>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Resource>().HasKey(static resource => new { resource.Kind, resource.Id });
        modelBuilder.Entity<JournalEntry>().HasKey(static entry => entry.Seq);
    }
}

/// <summary>An object: the JSON that was put, and how often.</summary>
internal sealed class Resource
{
    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required string Body { get; set; }

    public int Revision { get; set; }
}

/// <summary>One write.</summary>
internal sealed class JournalEntry
{
    public long Seq { get; init; }

    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required string Method { get; init; }

    public string? Body { get; init; }

    public DateTimeOffset At { get; init; }
}
