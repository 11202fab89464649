using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Testing;
using Orchestrator.Tests.Support;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>Sends requests to every operation of a host, and looks afterwards at what they have left.</summary>
internal sealed class FuzzRun(ApiHost host, HostLog log, int seed, int count)
{
    private const int Shown = 10;
    private const int TurnsWithTheSame = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The seed that the environment names, or the one of every day.</summary>
    internal static int Seed => Read("ORCHESTRATOR_FUZZ_SEED", 14);

    /// <summary>How many requests each operation is sent.</summary>
    internal static int Count => Read("ORCHESTRATOR_FUZZ_COUNT", 10);

    /// <summary>Needs a difference or a plan, and no product of the host has an external resource.</summary>
    private static readonly string[] NeverTaken = ["AcceptDrift", "WithdrawAcceptedDrift", "CarryOutReconcilePlan"];

    /// <summary>Sends everything; gives what was wrong.</summary>
    internal async Task<IReadOnlyList<string>> SendAsync()
    {
        var operations = ApiOperation.ReadAll(await host.GetAsync("/api/openapi.json"));
        var problems = new List<string>();
        for (var turn = 0; turn < count && problems.Count < Shown; turn += TurnsWithTheSame)
        {
            // What is known is used up: processes end, schedules and tasks are deleted.
            var known = await PrepareAsync();
            FuzzRequests[] requests = [.. operations.Select(operation => new FuzzRequests(operation, seed + turn, known))];
            for (var repeated = 0; repeated < TurnsWithTheSame; repeated++)
            {
                problems.AddRange(
                    await SendOnceAsync(operations, requests, isValid: repeated == 0, $"seed {seed}, turn {turn + repeated}")
                );
            }
        }

        // A run whose requests are all refused at the door has tried nothing.
        return
        [
            .. problems,
            .. operations
                .Where(operation => !_taken.Contains(operation.Id) && !NeverTaken.Contains(operation.Id))
                .Select(static operation => $"No {operation.Id} was taken."),
        ];
    }

    /// <summary>Waits until nothing is left to do, and reads everything that was made; gives what cannot be read.</summary>
    internal async Task<IReadOnlyList<string>> SettleAsync()
    {
        await DeleteSchedulesAsync();
        await OrchestratorTestHost.UntilAsync(async () =>
        {
            var counts = await host.GetAsync("/api/processes/status-counts");
            return !counts
                .AsObject()
                .SelectMany(static kind => kind.Value!.AsObject())
                .Any(static status => status.Key is "created" or "running" or "resumed");
        });
        var problems = new List<string>();
        foreach (var process in (await host.GetAsync("/api/processes/")).AsArray())
        {
            using var shown = await host.Http.GetAsync($"/api/processes/{process!["process_id"]}");
            if (!shown.IsSuccessStatusCode)
            {
                problems.Add(
                    $"Process {process["process_id"]} ({process["workflow_name"]}) is answered with {(int)shown.StatusCode}: "
                        + $"{await shown.Content.ReadAsStringAsync()}"
                );
            }
        }

        return problems;
    }

    private async Task<IReadOnlyList<string>> SendOnceAsync(
        IReadOnlyList<ApiOperation> operations,
        FuzzRequests[] requests,
        bool isValid,
        string turn
    )
    {
        var problems = new List<string>();
        foreach (var (operation, next) in operations.Zip(requests))
        {
            using var request = next.Next(isValid);
            if (await FindProblemAsync(operation, request) is { } problem)
            {
                problems.Add($"{turn}: {problem}");
            }
        }

        await ReleaseAsync();
        return problems;
    }

    /// <summary>A pause is an answer to everything that starts something; it must not be all that is tried.</summary>
    private async Task ReleaseAsync()
    {
        using var released = await host.Http.PutAsJsonAsync("/api/settings/status", new { global_lock = false });
    }

    private async Task DeleteSchedulesAsync()
    {
        foreach (var schedule in (await host.GetAsync("/api/schedules/")).AsArray())
        {
            using var delete = new HttpRequestMessage(HttpMethod.Delete, "/api/schedules/")
            {
                Content = JsonContent.Create(
                    new
                    {
                        scheduled_type = "delete",
                        workflow_id = schedule!["workflow_id"]!.GetValue<string>(),
                        schedule_id = schedule["schedule_id"]!.GetValue<string>(),
                    }
                ),
            };
            using var deleted = await host.Http.SendAsync(delete);
        }
    }

    private async Task<KnownThings> PrepareAsync()
    {
        // A long run would drown in what the schedules start that it has made.
        await DeleteSchedulesAsync();
        var product = (await host.GetAsync("/api/products/?tag=LAMP"))[0]!["product_id"];
        using var offered = await host.Http.PatchAsJsonAsync($"/api/products/{product}", new { status = "active" });
        var lamps = new[] { await host.CreateLampAsync(), await host.CreateLampAsync(), await host.CreateLampAsync() };
        var failed = await host.RunAsync("modify_lamp", "failed", new { subscription_id = lamps[0] }, new { brightness = 13 });
        var completed = await host.RunAsync("validate_nothing", "completed", new { });
        var awaiting = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var reporting = await host.RunAsync("order_bulb", "awaiting_callback", new { });
        var suspended = await host.RunAsync("ask_much", "suspended", new { text = "t" });
        using var scheduled = await host.Http.PostAsJsonAsync(
            "/api/schedules/",
            new
            {
                workflow_name = "validate_nothing",
                trigger = "interval",
                trigger_kwargs = new { weeks = 1 },
                scheduled_type = "create",
            }
        );
        using var started = await host.Http.PostAsJsonAsync("/api/reconcile", new { product = "lamp" });
        using var checking = await host.Http.PostAsJsonAsync("/api/reconcile", new { product = "lamp", dry_run = true });
        var schedules = (await host.GetAsync("/api/schedules/")).AsArray();
        var lamp = await host.GetAsync($"/api/subscriptions/domain-model/{lamps[0]}");
        var block = (await host.GetAsync("/api/products/?tag=LAMP"))[0]!["product_blocks"]![0]!;
        return new(
            lamps,
            [.. schedules.Select(static schedule => Text(schedule!, "workflow_id")).Append(Text(completed, "workflow_id"))],
            [.. schedules.Select(static schedule => Text(schedule!, "schedule_id"))],
            Text(lamp, "product_id"),
            Text(failed, "process_id"),
            Text(completed, "process_id"),
            Text(suspended, "process_id"),
            Text(awaiting, "process_id"),
            Token(awaiting),
            Text(reporting, "process_id"),
            Token(reporting),
            Text((await started.Content.ReadFromJsonAsync<JsonNode>())!, "id"),
            Text((await checking.Content.ReadFromJsonAsync<JsonNode>())!, "id"),
            Text(block, "product_block_id"),
            Text(block["resource_types"]![0]!, "resource_type_id"),
            [await DescribeAsync(lamps[0], "c"), await DescribeAsync(lamps[1], "d")]
        );
    }

    private async Task<string> DescribeAsync(string lamp, string customer)
    {
        const string collection = "/api/subscription_customer_descriptions";
        using var added = await host.Http.PostAsJsonAsync(
            collection,
            new
            {
                description = "ours",
                customer_id = customer,
                subscription_id = lamp,
            }
        );
        return Text(await host.GetAsync($"{collection}/customer/{customer}/subscription/{lamp}"), "id");
    }

    private static string Token(JsonNode process) => Text(process["current_state"]!, "callback_route").Split('/')[^1];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private async Task<string?> FindProblemAsync(ApiOperation operation, HttpRequestMessage request)
    {
        var sent = request.Content is null ? "" : Encoding.Latin1.GetString(await request.Content.ReadAsByteArrayAsync());
        var line = $"{request.Method} {request.RequestUri} {request.Content?.Headers} {(sent.Length > 1_000 ? sent[..1_000] : sent)}";
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            using var response = await host.Http.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            if (response.IsSuccessStatusCode)
            {
                _taken.Add(operation.Id);
            }

            return
                AnswerCheck.FindProblem(operation.Id, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body)
                    is { } problem
                ? $"{line}\n  {(int)response.StatusCode} {problem} "
                    + $"{Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 500)))}{WhyFailed(response)}"
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return $"{line}\n  no answer: {exception.Message}";
        }
    }

    /// <summary>What the host has logged about an answer that does not say what happened.</summary>
    private string WhyFailed(HttpResponseMessage response) =>
        (int)response.StatusCode < 500 ? "" : $"\n  {log.Entries.LastOrDefault(static entry => entry.Exception is not null)?.Exception}";

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
