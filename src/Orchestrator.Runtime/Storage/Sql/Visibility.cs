using System.Text.Json;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Sql;

/// <summary>What a user sees who does not see everything, as conditions of statements: ranges and totals are of what they see.</summary>
internal static class Visibility
{
    private const string Customers = "visible_customers";
    private const string User = "visible_user";

    /// <summary>Whether a row of <c>subscriptions</c> is seen.</summary>
    internal static string OfSubscription(OrchestratorDbContext database, string alias) =>
        $"{alias}.customer_id IN (SELECT {database.Dialect.JsonTexts($"@{Customers}", "text")})";

    /// <summary>
    /// Whether a row of <c>processes</c> is seen: none of its subscriptions is hidden, and where it has none it is the user's own.
    /// </summary>
    internal static string OfProcess(OrchestratorDbContext database, string alias) =>
        $"""
            ({alias}.run_as = @{User} OR EXISTS (SELECT 1 FROM processes_subscriptions vl WHERE vl.pid = {alias}.pid))
            AND NOT EXISTS (
                SELECT 1 FROM processes_subscriptions vl JOIN subscriptions vs ON vs.subscription_id = vl.subscription_id
                WHERE vl.pid = {alias}.pid AND NOT ({OfSubscription(database, "vs")}))
            """;

    /// <summary>Gives a statement the parameters of these conditions.</summary>
    internal static Statement With(this Statement statement, ReadScope scope) =>
        statement.With(Customers, JsonSerializer.Serialize(scope.Customers)).With(User, scope.User);
}
