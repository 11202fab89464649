using System.Globalization;
using System.Text.Json.Nodes;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>Holds the tables and the resource manager's journal against what must be.</summary>
internal sealed class Verification(
    CampaignDatabase database,
    HttpClient nrm,
    IReadOnlyCollection<string> acknowledged,
    CommittedSteps committed
)
{
    private const string Orders = "core-links";

    /// <summary>
    /// What each step that writes to the external system writes there, by the key of the row that says that it is done. The row of a group
    /// names the last of its steps.
    /// </summary>
    private static readonly Dictionary<string, string> ExternalSteps = new(StringComparer.Ordinal)
    {
        ["GadgetWorkflows.PushGadget"] = "nodes",
        ["GadgetWorkflows.ConfirmGadget"] = "ports",
        ["GadgetWorkflows.Struggle"] = "l2vpns",
        ["Order part/cleanup"] = Orders,
    };

    private readonly List<string> _problems = [];

    internal async Task<Findings> RunAsync()
    {
        var processes = database.Query(
            "SELECT p.pid, w.name, p.last_status FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id"
        );
        var steps = database
            .Query(
                "SELECT pid, step_key, status, name FROM process_steps WHERE status IN ('success', 'skipped', 'complete') "
                    + "ORDER BY pid, completed_at"
            )
            .ToLookup(static row => row[0], static row => row[1], StringComparer.Ordinal);
        var journal = (await nrm.GetFromJsonAsync<JsonArray>("/nrm/journal?since=0"))!
            .Select(Write.Read)
            .ToLookup(static write => (write.Kind, write.ProcessId));

        CheckAcknowledged([.. processes.Select(static process => process[0])]);
        CheckSteps(processes, steps);
        CheckCounts(steps);
        var repeats = CheckJournal(processes, steps, journal);
        var lost = committed.FindLost();
        _problems.AddRange(lost.Select(static step => $"step {step} was committed before a kill and is gone"));
        CheckSubscriptions();
        return new(
            [
                ("processes", processes.Count),
                .. processes
                    .GroupBy(static process => process[1], StringComparer.Ordinal)
                    .OrderBy(static group => group.Key, StringComparer.Ordinal)
                    .Select(static group => ($"  {group.Key}", group.Count())),
                ("starts answered", acknowledged.Count),
                ("steps recorded", steps.Sum(static process => process.Count())),
                ("  of them seen before a kill", committed.Count),
                ("  of these lost", lost.Count),
                ("writes in the external system", journal.Sum(static writes => writes.Count())),
                ("  of them orders", journal.Where(static writes => writes.Key.Kind == Orders).Sum(static writes => writes.Count())),
                ("  of them repeated after a kill", repeats),
                (
                    "hosts that took a process over",
                    database
                        .Query("SELECT count(*) FROM process_leases WHERE token > 1")
                        .Select(static row => int.Parse(row[0], CultureInfo.InvariantCulture))
                        .Single()
                ),
            ],
            _problems
        );
    }

    private void CheckAcknowledged(HashSet<string> known) =>
        _problems.AddRange(
            acknowledged
                .Where(process => !known.Contains(process))
                .Select(static process => $"process {process} was answered with 201 and is not in the table")
        );

    private void CheckSteps(IReadOnlyList<string[]> processes, ILookup<string, string> steps)
    {
        foreach (var process in processes)
        {
            if (process[2] != "completed")
            {
                _problems.Add($"process {process[0]} ({process[1]}) is {process[2]}");
            }

            foreach (
                var twice in steps[process[0]]
                    .GroupBy(static key => key, StringComparer.Ordinal)
                    .Where(static group => group.Count() > 1 && !IsCallback(group.Key))
            )
            {
                _problems.Add($"process {process[0]} ({process[1]}) has step {twice.Key} recorded {twice.Count()} times");
            }
        }

        // All completed processes of a workflow have the same steps in the same order; one that lost a step would differ from the rest.
        foreach (var workflow in processes.GroupBy(static process => process[1], StringComparer.Ordinal))
        {
            var ways = workflow
                .GroupBy(process => string.Join(" > ", steps[process[0]].Distinct(StringComparer.Ordinal)), StringComparer.Ordinal)
                .OrderByDescending(static way => way.Count())
                .ToArray();
            _problems.AddRange(
                ways.Skip(1)
                    .Select(way => $"{way.Count()} process(es) of {workflow.Key} went another way: {way.Key}, for example {way.First()[0]}")
            );
        }
    }

    // An answered callback is a row of its own, as an answered question is.
    private static bool IsCallback(string key) => key.Contains("await_callback", StringComparison.Ordinal);

    private void CheckCounts(ILookup<string, string> steps)
    {
        var counted = database
            .Query("SELECT pid, subscription_id FROM processes_subscriptions")
            .Where(link => steps[link[0]].Contains("GadgetWorkflows.CountUp"))
            .GroupBy(static link => link[1], StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
        foreach (
            var gadget in database.Query(
                "SELECT i.subscription_id, v.value FROM subscription_instance_values v JOIN subscription_instances i "
                    + "ON i.subscription_instance_id = v.subscription_instance_id"
            )
        )
        {
            var expected = counted.GetValueOrDefault(gadget[0]);
            if (gadget[1] != expected.ToString(CultureInfo.InvariantCulture))
            {
                _problems.Add($"gadget {gadget[0]} counts {gadget[1]}, but {expected} step(s) that count are recorded");
            }
        }
    }

    private int CheckJournal(
        IReadOnlyList<string[]> processes,
        ILookup<string, string> steps,
        ILookup<(string Kind, string ProcessId), Write> journal
    )
    {
        var repeats = 0;
        foreach (var process in processes)
        {
            foreach (var (step, kind) in ExternalSteps)
            {
                var writes = journal[(kind, process[0])].OrderBy(static write => write.At).ToArray();
                if (writes.Length == 0 && steps[process[0]].Contains(step))
                {
                    _problems.Add($"process {process[0]} has {step} recorded, which the external system never saw");
                }

                if (writes.Length > 0 && !steps[process[0]].Contains(step))
                {
                    _problems.Add($"process {process[0]} has written to the external system what {step} writes, which is not recorded");
                }

                for (var index = 1; index < writes.Length; index++)
                {
                    repeats++;
                    if (writes[index].Host == writes[index - 1].Host)
                    {
                        _problems.Add(
                            $"process {process[0]} did {step} at {writes[index - 1].At:O} and again at {writes[index].At:O} on the "
                                + "same host, with no kill between"
                        );
                    }
                }
            }
        }

        return repeats;
    }

    private void CheckSubscriptions() =>
        _problems.AddRange(
            database
                .Query(
                    """
                    SELECT s.subscription_id FROM subscriptions s
                    WHERE NOT s.insync AND NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = s.locked_by
                        AND p.last_status IN ('failed', 'inconsistent_data', 'api_unavailable'))
                    """
                )
                .Select(static row => $"gadget {row[0]} is held by no failed process")
        );

    /// <summary>A write that the external system took.</summary>
    private sealed record Write(string Kind, string ProcessId, int Host, DateTimeOffset At)
    {
        internal static Write Read(JsonNode? entry) =>
            new(
                entry!["kind"]!.GetValue<string>(),
                entry["body"]!["process_id"]!.GetValue<string>(),
                entry["body"]!["host"]!.GetValue<int>(),
                DateTimeOffset.Parse(entry["at"]!.GetValue<string>(), CultureInfo.InvariantCulture)
            );
    }
}

/// <summary>What was found.</summary>
/// <param name="Counts">What there is, for the table.</param>
/// <param name="Problems">What must not be.</param>
internal sealed record Findings(IReadOnlyList<(string What, int Count)> Counts, IReadOnlyList<string> Problems);
