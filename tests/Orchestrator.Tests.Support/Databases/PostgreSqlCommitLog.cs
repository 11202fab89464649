using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Tests.Support;

/// <summary>Counts the transactions that write to one database, as the server commits them: whatever changes a table leaves the number of its transaction.</summary>
internal sealed class CommitLog
{
    private const string Install =
        """
        CREATE TABLE commits (xid xid8 PRIMARY KEY);
        CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO commits VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$;
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'commits' LOOP
                EXECUTE format('CREATE TRIGGER note_commit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION note_commit()', name);
            END LOOP;
        END $$
        """;

    private readonly TestDatabase _database;

    private CommitLog(TestDatabase database) => _database = database;

    internal int Count => int.Parse(_database.Query("SELECT count(*) FROM commits").Single(), CultureInfo.InvariantCulture);

    /// <summary>The server counts by itself: the host that has these services needs nothing.</summary>
    internal static CommitLog Of(TestDatabase database, IServiceCollection _)
    {
        database.Query(Install);
        return new(database);
    }
}
