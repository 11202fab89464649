using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Orchestrator.CrashCampaign.Driving;

/// <summary>Clients that start workflows and answer callbacks, and that take a host which is not there as it comes.</summary>
internal sealed class Load : IDisposable
{
    /// <summary>The workflows that clients start.</summary>
    internal static readonly string[] Workflows = ["create_gadget", "modify_gadget", "reconcile_gadget", "try_hard", "order_part"];

    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _clients;
    private readonly ConcurrentDictionary<string, bool> _gadgets = new();
    private readonly ConcurrentQueue<string> _creations = new();

    internal Load(HttpClient http, int clients, int seed)
    {
        _http = http;
        _clients = Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => RunAsync(new Random(seed + client + 1)))));
    }

    /// <summary>The processes whose start was answered: none of them may be missing.</summary>
    internal ConcurrentQueue<string> Acknowledged { get; } = new();

    public void Dispose() => _stop.Dispose();

    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _clients;
    }

    private async Task RunAsync(Random random)
    {
        // Chance alone would leave orders out of a small campaign.
        var ordered = false;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (ordered)
                {
                    await ActAsync(random);
                }
                else
                {
                    ordered = await OrderAsync();
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
            {
                // The host is dead or dying.
                await Task.Delay(50);
            }
        }
    }

    private async Task ActAsync(Random random)
    {
        await CollectAsync();
        var gadgets = _gadgets.Keys.ToArray();
        switch (random.Next(10))
        {
            case < 2 when gadgets.Length < 40:
            case < 10 when gadgets.Length < 4:
                await CreateAsync();
                break;
            case < 5:
                await StartAsync("modify_gadget", new { subscription_id = gadgets[random.Next(gadgets.Length)] });
                break;
            case < 8:
                await StartAsync("reconcile_gadget", new { subscription_id = gadgets[random.Next(gadgets.Length)] });
                break;
            case 8:
                await StartAsync("try_hard", new { });
                break;
            default:
                await OrderAsync();
                break;
        }
    }

    private async Task CreateAsync()
    {
        using var question = await _http.PostAsJsonAsync("/api/processes/create_gadget", Array.Empty<object>());
        if (question.StatusCode == (HttpStatusCode)510)
        {
            var product = (await question.Content.ReadFromJsonAsync<JsonNode>())!["form"]!["$defs"]!["ProductChoice"]!["enum"]![
                0
            ]!.GetValue<string>();
            if (await StartAsync("create_gadget", new { product }) is { } process)
            {
                _creations.Enqueue(process);
            }
        }
    }

    /// <summary>Looks for the gadgets whose create has completed, however many hosts that took.</summary>
    private async Task CollectAsync()
    {
        for (var left = _creations.Count; left > 0 && _creations.TryDequeue(out var process); left--)
        {
            var isOpen = true;
            try
            {
                var shown = await _http.GetFromJsonAsync<JsonNode>($"/api/processes/{process}");
                if (shown!["last_status"]!.GetValue<string>() == "completed")
                {
                    _gadgets[shown["subscriptions"]![0]!["subscription_id"]!.GetValue<string>()] = true;
                    isOpen = false;
                }
            }
            finally
            {
                if (isOpen)
                {
                    _creations.Enqueue(process);
                }
            }
        }
    }

    /// <summary>Orders a part and calls back. False when nothing was ordered.</summary>
    private async Task<bool> OrderAsync()
    {
        if (await StartAsync("order_part", new { }) is not { } process)
        {
            return false;
        }

        if (await WaitAsync(process, "awaiting_callback") is { } waiting)
        {
            await AnswerAsync(_http, waiting);
        }

        return true;
    }

    /// <summary>
    /// Calls a waiting process back. Whether it was heard is not known when the host dies; who waits can be called again.
    /// </summary>
    internal static async Task AnswerAsync(HttpClient http, JsonNode waiting)
    {
        using var _ = await http.PostAsJsonAsync(waiting["current_state"]!["callback_route"]!.GetValue<string>(), new { number = "7" });
    }

    private async Task<string?> StartAsync(string workflow, object page)
    {
        using var response = await _http.PostAsJsonAsync($"/api/processes/{workflow}", new[] { page });
        if (response.StatusCode != HttpStatusCode.Created)
        {
            return null;
        }

        var process = (await response.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        Acknowledged.Enqueue(process);
        return process;
    }

    private async Task<JsonNode?> WaitAsync(string process, string status)
    {
        for (var look = 0; look < 100 && !_stop.IsCancellationRequested; look++)
        {
            var shown = await _http.GetFromJsonAsync<JsonNode>($"/api/processes/{process}");
            if (shown!["last_status"]!.GetValue<string>() == status)
            {
                return shown;
            }

            await Task.Delay(30);
        }

        return null;
    }
}
