using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Orchestrator.Storage.Schema;

/// <summary>
/// What a new database has in common with one that orchestrator-core has made, besides its tables and columns, so that the same migrations
/// work on both.
/// </summary>
internal static class CoreConventions
{
    /// <summary>Names keys as PostgreSQL names those that are given no name, which are orchestrator-core's.</summary>
    internal static void NameKeys(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var table = entity.GetTableName();
            entity.FindPrimaryKey()!.SetName($"{table}_pkey");
            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName($"{table}_{key.Properties.Single().GetColumnName()}_fkey");
            }
        }
    }
}
