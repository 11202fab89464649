using Orchestrator.Drift;

namespace Orchestrator.Storage.Drift;

/// <summary>What counts as the drift of a subscription, as SQL on a row <c>s</c> of <c>subscriptions</c>.</summary>
internal static class DriftSql
{
    /// <summary>
    /// Which rows <c>d</c> of <c>external_drift</c> count: those of subscriptions in use, and drift only while no process holds its
    /// subscription. What a process that has failed has left counts once the subscription is released.
    /// </summary>
    internal const string Counts = $"{InUse} AND (s.insync OR d.status <> 'drifted')";

    /// <summary>The status that counts; null where none does.</summary>
    internal static string Status { get; } =
        $"(CASE WHEN {Is(DriftStatus.NeverChecked)} THEN '{WireName.Of(DriftStatus.NeverChecked)}' ELSE (SELECT d.status "
        + $"FROM external_drift d WHERE d.subscription_id = s.subscription_id AND {Counts}) END)";

    /// <summary>The status that counts, where <c>d</c> is joined to every <c>s</c>; null where none does.</summary>
    internal const string JoinedStatus =
        $"(CASE WHEN d.subscription_id IS NULL THEN CASE WHEN {InUse} THEN 'never_checked' END WHEN {Counts} THEN d.status END)";

    private const string InUse = "s.status NOT IN ('initial', 'terminated')";

    /// <summary>Whether the status that counts is this one. Few have drifted, and an index has these.</summary>
    internal static string Is(DriftStatus status) =>
        status switch
        {
            DriftStatus.NeverChecked =>
                $"({InUse} AND NOT EXISTS (SELECT 1 FROM external_drift d WHERE d.subscription_id = s.subscription_id))",
            DriftStatus.Drifted => $"({InUse} AND s.insync AND {Stored(status)})",
            _ => $"({InUse} AND {Stored(status)})",
        };

    // Written into the statement: an index of some of the rows serves only a condition that the database can see.
    private static string Stored(DriftStatus status) =>
        $"s.subscription_id IN (SELECT d.subscription_id FROM external_drift d WHERE d.status = '{WireName.Of(status)}')";
}
