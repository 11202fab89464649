using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.PostgreSql;

/// <summary>
/// Takes over a database that orchestrator-core has made: it adds the columns, tables and rules that we need besides, in one transaction,
/// and touches nothing that is there. orchestrator-core can continue reading it.
/// </summary>
internal static class CoreAdoption
{
    /// <summary>The migration head of orchestrator-core 5.3.0, whose tables are the ones that we know.</summary>
    internal const string Head = "ca79fd834ba0";

    /// <summary>Adds what is missing, and notes that the first migration is thereby done.</summary>
    /// <exception cref="StorageException">The database is at another migration of orchestrator-core.</exception>
    internal static async Task ApplyAsync(OrchestratorDbContext database, string name, CancellationToken cancellationToken)
    {
        var heads = await database
            .Database.SqlQuery<string>($"SELECT version_num AS \"Value\" FROM alembic_version")
            .ToListAsync(cancellationToken);
        if (!heads.Contains(Head))
        {
            throw new StorageException(
                "storage_core_revision",
                $"The database '{name}' is one of orchestrator-core, at migration {string.Join(", ", heads)}. It can be taken over "
                    + $"from {Head}, the head of orchestrator-core 5.3.0: migrate it to that one first."
            );
        }

        var history = database.GetService<IHistoryRepository>();
        var script = await ReadScriptAsync(cancellationToken);
        var baseline = new HistoryRow(database.Database.GetMigrations().First(), ProductInfo.GetVersion());
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(script, cancellationToken);
        foreach (var rule in PostgreSqlRules.All)
        {
            await database.ExecuteAsync(rule, cancellationToken);
        }

        await database.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), cancellationToken);
        await database.Database.ExecuteSqlRawAsync(history.GetInsertScript(baseline), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<string> ReadScriptAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(CoreAdoption).Assembly.GetManifestResourceStream("Adoption.sql")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
