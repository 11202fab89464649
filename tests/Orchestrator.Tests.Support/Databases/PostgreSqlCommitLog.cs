using System.Globalization;

namespace Orchestrator.Tests.Support;

/// <summary>Counts what the server commits: whatever changes a table leaves the number of its transaction.</summary>
internal sealed class PostgreSqlCommitLog : CommitLog
{
    private const string Install = """
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

    internal PostgreSqlCommitLog(TestDatabase database)
    {
        _database = database;
        database.Query(Install);
    }

    internal override int Count => int.Parse(_database.Query("SELECT count(*) FROM commits").Single(), CultureInfo.InvariantCulture);
}
