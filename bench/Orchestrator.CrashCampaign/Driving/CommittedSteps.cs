namespace Orchestrator.CrashCampaign.Driving;

/// <summary>
/// The rows of the step log that were there before a kill, and so have to be there ever after. At the end alone they could not be told: a
/// step that was lost and done again is there too, with another id.
/// </summary>
internal sealed class CommittedSteps(CampaignDatabase database)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>How many were seen.</summary>
    internal int Count => _seen.Count;

    /// <summary>Looks, behind the host's back: what is visible here is committed.</summary>
    internal void Look() => _seen.UnionWith(Read());

    /// <summary>Those that were seen and are gone.</summary>
    internal IReadOnlyList<string> FindLost() => [.. _seen.Except(Read(), StringComparer.Ordinal)];

    private IEnumerable<string> Read() => database.Query("SELECT stepid FROM process_steps").Select(static row => row[0]);
}
