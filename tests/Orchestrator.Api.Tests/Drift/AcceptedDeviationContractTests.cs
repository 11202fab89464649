using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Drift;

/// <summary>Accepting differences that cannot be accepted, on the wire.</summary>
public sealed class AcceptedDeviationContractTests : IAsyncLifetime
{
    private const string Resource = "siren in the alarm system";
    private const string Unknown = "01a21d29-40ac-7e17-aaaa-dde26d4a43c8";

    private readonly AlarmSystem _alarm = new();
    private readonly ApiHost _host;
    private string _siren = "";

    public AcceptedDeviationContractTests() => _host = new() { Services = services => services.AddSingleton(_alarm) };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _siren = await _host.CreateAsync("create_siren");
        _alarm.Sirens[_siren] = new(Loudness: 2, Horns: ["east"]);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_resource_or_a_path_that_is_not_there_is_404_with_those_that_are()
    {
        AssertJson(
            Problem(404, $"Subscription {_siren} has no external resource 'bell'. Resources: '{Resource}'."),
            await PutAsync(404, resource: "bell")
        );
        AssertJson(
            Problem(404, $"{Resource} of subscription {_siren} has no difference at 'volume'. Differences: 'horns[0]', 'loudness'."),
            await PutAsync(404, path: "volume")
        );
        AssertJson(
            Problem(404, $"{Resource} of subscription {_siren} has no difference at 'loudnes'. Did you mean 'loudness'?"),
            await PutAsync(404, path: "loudnes")
        );
    }

    [Fact]
    public async Task A_subscription_that_is_unknown_is_404() =>
        AssertJson(Problem(404, $"Subscription with id: {Unknown}, not found"), await PutAsync(404, subscription: Unknown));

    [Fact]
    public async Task A_difference_in_a_list_without_keys_is_422_at_its_path() =>
        AssertJson(
            Field(
                "path",
                $"'horns[0]' of {Resource} cannot be accepted: the elements of its list have no key. Mark the list with [ElementKey]."
            ),
            await PutAsync(422, path: "horns[0]")
        );

    [Fact]
    public async Task A_time_that_is_over_and_a_reason_that_says_nothing_are_422_at_their_fields()
    {
        AssertJson(Field("until", "'until' is not in the future. Give a later time, or none."), await PutAsync(422, until: 5));
        AssertJson(Field("reason", "Say why the difference may stay", input: " "), await PutAsync(422, reason: " "));
    }

    [Fact]
    public async Task A_resource_whose_system_does_not_answer_is_409_with_the_reason()
    {
        _alarm.BeforeReading = static () => throw new IOException("The line is dead.");

        AssertJson(
            Problem(
                409,
                $"{Resource} of subscription {_siren} could not be compared, so none of its differences can be accepted now: "
                    + "The line is dead."
            ),
            await PutAsync(409)
        );
    }

    [Fact]
    public async Task A_subscription_on_which_a_process_runs_is_409_with_the_process()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource();
        _alarm.BeforeReading = () =>
        {
            reading.TrySetResult();
            return answer.Task;
        };
        using var started = await _host.Http.PostAsJsonAsync("/api/processes/reconcile_siren", new[] { new { subscription_id = _siren } });
        var process = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        await reading.Task;

        var refused = await PutAsync(409);
        answer.SetResult();
        await _host.WaitAsync(process, "awaiting_callback");

        AssertJson(
            Problem(
                409,
                $"Subscription {_siren} cannot be checked now: process {process} works on it. Check it again when the process has ended.",
                process
            ),
            refused
        );
    }

    [Fact]
    public async Task What_is_refused_accepts_nothing_and_what_is_not_accepted_cannot_be_withdrawn()
    {
        await PutAsync(422, path: "horns[0]");
        using var withdrawn = await _host.Http.SendAsync(
            new(HttpMethod.Delete, Address(_siren)) { Content = JsonContent.Create(new { resource = Resource, path = "loudness" }) }
        );

        AssertJson(
            Problem(404, $"No difference at 'loudness' of {Resource} of subscription {_siren} is accepted."),
            await BodyAsync(withdrawn, 404)
        );
        var drift = await _host.GetAsync($"/api/subscriptions/{_siren}/drift");
        Assert.Equal("drifted", (string?)drift["status"]);
        Assert.All(drift["resources"]![0]!["differences"]!.AsArray(), static difference => Assert.Null(difference!["accepted"]));
    }

    private static string Address(string subscription) => $"/api/subscriptions/{subscription}/drift/accepted";

    private async Task<JsonNode> PutAsync(
        int status,
        string? subscription = null,
        string resource = Resource,
        string path = "loudness",
        string reason = "It is being repaired.",
        int? until = null
    )
    {
        using var response = await _host.Http.PutAsJsonAsync(
            Address(subscription ?? _siren),
            new
            {
                resource,
                path,
                reason,
                until,
            }
        );
        return await BodyAsync(response, status);
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private static JsonObject Problem(int status, string detail, string? lockedBy = null)
    {
        var problem = new JsonObject
        {
            ["detail"] = detail,
            ["status"] = status,
            ["title"] = status == 404 ? "Not Found" : "Conflict",
        };
        if (lockedBy is not null)
        {
            problem["locked_by"] = lockedBy;
        }

        return problem;
    }

    private static JsonObject Field(string field, string message, string? input = null)
    {
        var error = new JsonObject
        {
            ["type"] = "value_error",
            ["loc"] = new JsonArray("body", field),
            ["msg"] = message,
        };
        if (input is not null)
        {
            error["input"] = input;
        }

        return new() { ["detail"] = new JsonArray(error) };
    }

    private static void AssertJson(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString()}, found {actual.ToJsonString()}");
}
