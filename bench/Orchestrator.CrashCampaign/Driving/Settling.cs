using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>
/// What an operator does after a bad day: retries what has failed and calls back what waits, until everything is through.
/// </summary>
internal sealed class Settling(HttpClient http, CampaignDatabase database)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>False when something is still not through after the deadline.</summary>
    internal async Task<bool> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Deadline)
        {
            var open = database.Query("SELECT pid, last_status FROM processes WHERE last_status <> 'completed'");
            if (open.Count == 0)
            {
                return true;
            }

            foreach (var process in open)
            {
                await PushAsync(process[0], process[1]);
            }

            await Task.Delay(300);
        }

        return false;
    }

    private async Task PushAsync(string process, string status)
    {
        switch (status)
        {
            case "failed":
                using (await http.PutAsJsonAsync($"/api/processes/{process}/resume", new { }))
                {
                    break;
                }

            case "awaiting_callback":
                await Load.AnswerAsync(http, (await http.GetFromJsonAsync<JsonNode>($"/api/processes/{process}"))!);
                break;
            default:
                // It continues automatically: that is what is tested.
                break;
        }
    }
}
