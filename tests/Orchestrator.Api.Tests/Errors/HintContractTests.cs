using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Errors;

/// <summary>
/// What is named and does not exist is answered with the text that clients of orchestrator-core know, and beside it with the name that was
/// given and what to correct.
/// </summary>
public sealed class HintContractTests(SharedHost on) : IClassFixture<SharedHost>
{
    private const string None = "00000000-0000-0000-0000-000000000000";

    [Theory]
    [InlineData(
        "POST",
        "/api/processes/order_bulp",
        "[]",
        404,
        "Workflow does not exist",
        "There is no workflow 'order_bulp'. Did you mean 'order_bulb'?"
    )]
    [InlineData(
        "POST",
        "/api/schedules/",
        """{"workflow_name": "order_bulp", "trigger": "interval", "trigger_kwargs": {"hours": 1}, "scheduled_type": "create"}""",
        404,
        "Task does not exist",
        "There is no workflow 'order_bulp'. Did you mean 'order_bulb'?"
    )]
    [InlineData(
        "PUT",
        "/api/schedules/",
        $$"""{"schedule_id": "{{None}}", "name": "Mine", "scheduled_type": "update"}""",
        404,
        "Schedule does not exist",
        $"There is no schedule {None}. List the schedules, and use the id of one of them."
    )]
    [InlineData(
        "DELETE",
        "/api/schedules/",
        $$"""{"workflow_id": "{{None}}", "scheduled_type": "delete"}""",
        404,
        "Schedule does not exist",
        $"Workflow {None} has no schedules. List the schedules, and use the id of one of them."
    )]
    [InlineData(
        "POST",
        "/api/forms/configure_schedules",
        "[]",
        404,
        "Form configure_schedules does not exist.",
        "Forms: 'configure_schedule'. The form of a workflow is asked by POST processes/<workflow>."
    )]
    [InlineData("DELETE", "/api/settings/cache/al", null, 400, "Invalid cache name", "There is no cache 'al'. Caches: 'all'.")]
    [InlineData(
        "POST",
        "/api/search/subscriptions",
        """{"filters": {"exists": {"field": "note"}}, "order_by": {"element": "subscription.descripton"}}""",
        422,
        "Element subscription.descripton is not a valid path",
        "There is no path 'subscription.descripton' to order by. Did you mean 'subscription.description'?"
    )]
    public async Task A_name_that_does_not_exist_is_answered_with_the_text_of_the_contract_and_with_what_was_meant(
        string method,
        string path,
        string? body,
        int status,
        string detail,
        string hint
    )
    {
        var refused = (await on.SendAsync(method, path, body, status))!.AsObject();

        Assert.Equal((detail, hint), ((string?)refused["detail"], (string?)refused["hint"]));
        Assert.Equal(["detail", "status", "title", "hint"], refused.Select(static member => member.Key));
    }

    [Fact]
    public async Task An_answer_whose_text_says_all_has_no_hint()
    {
        var refused = await on.SendAsync("GET", $"/api/processes/{None}", body: null, 404);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse($$"""{"detail": "Process with process_id {{None}} not found", "status": 404, "title": "Not Found"}"""),
                refused
            ),
            refused!.ToJsonString()
        );
    }
}
