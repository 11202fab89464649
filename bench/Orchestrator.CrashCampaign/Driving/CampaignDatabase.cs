using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>Reads the core database behind the host's back.</summary>
internal sealed record CampaignDatabase(string Provider, string ConnectionString)
{
    // A connection that stays open here would keep what a killed host leaves in a SQLite file alive, which its successor is to find and
    // fix alone.
    private const string Unpooled = ";Pooling=false";

    /// <summary>The rows of a query, every value as text.</summary>
    internal IReadOnlyList<string[]> Query(string sql)
    {
        using DbConnection connection =
            Provider == "Sqlite" ? new SqliteConnection(ConnectionString + Unpooled) : new NpgsqlConnection(ConnectionString + Unpooled);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString() ?? "")]);
        }

        return rows;
    }
}
