using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Schedules;

/// <summary>Schedules on the wire.</summary>
public sealed class ScheduleContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_schedule_is_made_changed_and_deleted_as_clients_of_orchestrator_core_do_it()
    {
        var workflow = await FindWorkflowAsync("order_bulb");
        var (created, message) = await SendAsync(
            HttpMethod.Post,
            new
            {
                name = "Bulbs",
                workflow_name = "order_bulb",
                workflow_id = workflow,
                trigger = "interval",
                trigger_kwargs = new { hours = 4, start_date = "2030-01-01T00:00:00Z" },
                user_inputs = new[] { new { } },
                scheduled_type = "create",
            }
        );
        var schedule = await FindAsync("Bulbs");
        var (changed, _) = await SendAsync(
            HttpMethod.Put,
            new
            {
                schedule_id = schedule!["schedule_id"]!.GetValue<string>(),
                name = "More bulbs",
                trigger = "cron",
                trigger_kwargs = new { hour = "3" },
                scheduled_type = "update",
            }
        );
        var after = await FindAsync("More bulbs");
        var delete = new
        {
            workflow_id = schedule["workflow_id"]!.GetValue<string>(),
            schedule_id = schedule["schedule_id"]!.GetValue<string>(),
            scheduled_type = "delete",
        };
        var (deleted, _) = await SendAsync(HttpMethod.Delete, delete);
        var (again, problem) = await SendAsync(HttpMethod.Delete, delete);

        Assert.Equal(
            (HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (created, changed, deleted, again)
        );
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"message": "Added to Create Queue", "status": "CREATED"}"""), message),
            message.ToJsonString()
        );
        Assert.Equal(
            ("interval", 1_893_456_000d, "order_bulb"),
            (
                schedule["trigger"]!.GetValue<string>(),
                schedule["next_run_at"]!.GetValue<double>(),
                schedule["workflow_name"]!.GetValue<string>()
            )
        );
        Assert.Equal(("cron", "3"), (after!["trigger"]!.GetValue<string>(), after["trigger_kwargs"]!["hour"]!.GetValue<string>()));
        Assert.Equal("Schedule does not exist", problem["detail"]!.GetValue<string>());
        Assert.Null(await FindAsync("More bulbs"));
    }

    [Fact]
    public async Task The_system_s_own_tasks_have_schedules_from_the_start()
    {
        var names = (await host.GetAsync("/api/schedules/"))
            .AsArray()
            .Select(static schedule => schedule!["workflow_name"]!.GetValue<string>())
            .ToArray();

        Assert.Superset(
            new HashSet<string> { "task_clean_up_tasks", "task_resume_workflows", "task_validate_products", "task_validate_subscriptions" },
            new HashSet<string>(names)
        );
    }

    [Theory]
    [InlineData(
        """{"workflow_name": "order_bulb", "trigger": "interval", "trigger_kwargs": {"hours": "x"}, "scheduled_type": "create"}""",
        422,
        "hours of a trigger"
    )]
    [InlineData("""{"workflow_name": "order_bulb", "trigger": "interval", "trigger_kwargs": {"hours": 1}}""", 422, "scheduled_type")]
    [InlineData("""{"workflow_name": "order_bulb", "trigger": "interval", "scheduled_type": "create"}""", 422, "trigger_kwargs")]
    [InlineData("""{"trigger": "interval", "trigger_kwargs": {"hours": 1}, "scheduled_type": "create"}""", 422, "workflow_name")]
    [InlineData(
        """{"workflow_name": "order_bulb", "trigger": "interval", "trigger_kwargs": {"hours": 1}, "user_inputs": {}, "scheduled_type": "create"}""",
        422,
        "user_inputs"
    )]
    [InlineData(
        """{"workflow_name": "order_bulb", "trigger": "interval", "trigger_kwargs": {"hours": 1}, "user_inputs": [{}, 5], "scheduled_type": "create"}""",
        422,
        "[\"body\",\"user_inputs\",1]"
    )]
    [InlineData(
        """{"workflow_name": "order_sun", "trigger": "interval", "trigger_kwargs": {"hours": 1}, "scheduled_type": "create"}""",
        404,
        "Task does not exist"
    )]
    [InlineData(
        """{"workflow_name": "order_bulb", "trigger": "date", "trigger_kwargs": {"run_date": "2020-01-01T00:00:00Z"}, "scheduled_type": "create"}""",
        422,
        "never due"
    )]
    [InlineData(
        """{"workflow_name": "order_bulb", "trigger": "interval", "trigger_kwargs": {"hours": 1, "end_date": "2020-01-01"}, "scheduled_type": "create"}""",
        422,
        "never due"
    )]
    [InlineData(
        """{"workflow_name": "order_bulb", "name": " ", "trigger": "interval", "trigger_kwargs": {"hours": 1}, "scheduled_type": "create"}""",
        422,
        "The name of a schedule"
    )]
    public async Task A_schedule_that_makes_no_sense_is_refused_with_the_field(string body, int status, string expected)
    {
        var (answered, problem) = await SendAsync(HttpMethod.Post, JsonNode.Parse(body)!);

        Assert.Equal(status, (int)answered);
        Assert.Contains(expected, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_that_is_never_due_is_refused_with_the_field_and_leaves_the_schedule_as_it_was()
    {
        await SendAsync(
            HttpMethod.Post,
            new
            {
                workflow_name = "order_bulb",
                name = "Kept",
                trigger = "interval",
                trigger_kwargs = new { weeks = 1 },
                scheduled_type = "create",
            }
        );
        var before = await FindAsync("Kept");

        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            new
            {
                schedule_id = before!["schedule_id"],
                name = "Changed",
                trigger = "date",
                trigger_kwargs = new { run_date = "2020-01-01" },
                scheduled_type = "update",
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""["body", "trigger_kwargs"]"""), problem["detail"]![0]!["loc"]),
            problem.ToJsonString()
        );
        Assert.True(JsonNode.DeepEquals(before, await FindAsync("Kept")));
    }

    [Fact]
    public async Task A_schedule_whose_workflow_has_another_id_is_refused()
    {
        var other = await FindWorkflowAsync("validate_nothing");

        foreach (var id in new[] { other, Guid.NewGuid().ToString() })
        {
            var (status, _) = await SendAsync(
                HttpMethod.Post,
                new
                {
                    workflow_name = "order_bulb",
                    workflow_id = id,
                    trigger = "interval",
                    trigger_kwargs = new { hours = 4 },
                    scheduled_type = "create",
                }
            );

            Assert.Equal(HttpStatusCode.NotFound, status);
        }
    }

    private async Task<string> FindWorkflowAsync(string name)
    {
        using var found = await host.Http.PostAsJsonAsync(
            "/api/search/workflows",
            new { filters = new { term = new Dictionary<string, string> { ["workflow.name"] = name } } }
        );
        return (string)(await found.Content.ReadFromJsonAsync<JsonNode>())!["data"]![0]!["entity_id"]!;
    }

    private async Task<JsonNode?> FindAsync(string name) =>
        (await host.GetAsync("/api/schedules/")).AsArray().SingleOrDefault(schedule => schedule!["name"]!.GetValue<string>() == name);

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, object body)
    {
        using var request = new HttpRequestMessage(method, "/api/schedules/") { Content = JsonContent.Create(body) };
        using var response = await host.Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
