using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Schedules;

/// <summary>The form by which a person makes a schedule: 49 of the contract.</summary>
public sealed class ScheduleFormContractTests(SharedHost on) : IClassFixture<SharedHost>
{
    private const string Form = "/api/forms/configure_schedule";

    private const string Task = """{"task": "Validate nothing"}""";

    private static readonly string Start = DateTimeOffset.UtcNow.AddDays(1).ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_first_page_offers_what_can_be_started_by_its_description()
    {
        var page = await AskAsync("[]");

        Assert.Equal("Create new schedule", (string?)page["form"]!["title"]);
        Assert.Contains("Validate nothing", page["form"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)page["meta"]!["hasNext"]!);
    }

    [Fact]
    public async Task The_pages_after_it_ask_how_often_and_when()
    {
        var kind = await AskAsync($"[{Task}]");
        var once = await AskAsync($$"""[{{Task}}, {"schedule_type": "Once"}]""");
        var interval = await AskAsync($$"""[{{Task}}, {"schedule_type": "Interval"}]""");
        var cron = await AskAsync($$"""[{{Task}}, {"schedule_type": "Cron"}]""");

        Assert.Equal(["task", "schedule_type"], Fields(kind));
        Assert.Equal("Validate nothing", (string?)kind["form"]!["properties"]!["task"]!["const"]);
        Assert.Contains("""["Once","Interval","Cron"]""", kind["form"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)kind["meta"]!["hasNext"]!);
        Assert.Equal(["task", "schedule_type", "start_date", "buttons"], Fields(once));
        Assert.Equal(["task", "schedule_type", "start_date", "hint", "interval", "buttons"], Fields(interval));
        Assert.Equal(["task", "schedule_type", "start_date", "cron", "buttons"], Fields(cron));
        Assert.Contains("\"1 months\"", interval["form"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Create Schedule", (string?)once["form"]!["properties"]!["buttons"]!["default"]!["next"]!["text"]);
        Assert.False((bool)once["meta"]!["hasNext"]!);
    }

    [Theory]
    [InlineData("Interval", "interval", "4 hours", "interval", "hours 4")]
    [InlineData("Interval", "interval", "1 months", "interval", "weeks 4")]
    [InlineData("Cron", "cron", "5 4 * * sun", "cron", "minute 5 hour 4 day * month * day_of_week sun")]
    public async Task What_it_gives_makes_the_schedule(string kind, string field, string value, string trigger, string expected)
    {
        var name = $"From the form {Guid.NewGuid()}";
        var given = (
            await on.SendAsync(
                "POST",
                Form,
                $$"""[{{Task}}, {"task": "Validate nothing", "schedule_type": "{{kind}}"}, {"start_date": "{{Start}}", "{{field}}": "{{value}}"}]""",
                200
            )
        )!.AsObject();

        Assert.Equal(
            ("validate_nothing", trigger, "create", "[{}]", "Validate nothing"),
            (
                (string?)given["workflow_name"],
                (string?)given["trigger"],
                (string?)given["scheduled_type"],
                given["user_inputs"]!.ToJsonString(),
                (string?)given["name"]
            )
        );
        var arguments = given["trigger_kwargs"]!.AsObject();
        Assert.StartsWith(Start[..19], (string?)arguments["start_date"], StringComparison.Ordinal);
        foreach (var pair in expected.Split(' ').Chunk(2))
        {
            Assert.Equal(pair[1], arguments[pair[0]]!.ToString());
        }

        given["name"] = name;
        await on.SendAsync("POST", "/api/schedules/", given.ToJsonString(), 201);
        var made = (await on.Host.GetAsync("/api/schedules/")).AsArray().Single(schedule => (string?)schedule!["name"] == name)!;
        Assert.Equal((string?)given["workflow_id"], (string?)made["workflow_id"]);
    }

    [Fact]
    public async Task A_date_is_given_for_a_schedule_that_starts_once()
    {
        var given = await on.SendAsync("POST", Form, $$"""[{{Task}}, {"schedule_type": "Once"}, {}]""", 200);

        var due = DateTimeOffset.Parse((string)given!["trigger_kwargs"]!["run_date"]!, CultureInfo.InvariantCulture);
        Assert.Equal("date", (string?)given["trigger"]);
        Assert.InRange(due, DateTimeOffset.UtcNow.AddMinutes(50), DateTimeOffset.UtcNow.AddMinutes(70));
    }

    [Fact]
    public async Task The_workflow_s_own_pages_are_asked_between_and_become_its_inputs()
    {
        var lamp = await on.Host.CreateLampAsync();
        const string modify = """{"task": "Modify lamp"}""";
        var subscription = $$"""{"subscription_id": "{{lamp}}"}""";

        var first = await AskAsync($"[{modify}]");
        var second = await AskAsync($"[{modify}, {subscription}]");
        var third = await AskAsync($$"""[{{modify}}, {{subscription}}, {"brightness": 7}]""");
        var given = await on.SendAsync(
            "POST",
            Form,
            $$"""[{{modify}}, {{subscription}}, {"brightness": 7}, {"schedule_type": "Once"}, {"start_date": "{{Start}}"}]""",
            200
        );

        Assert.Equal(["subscription_id", "version"], Fields(first));
        Assert.Equal(["brightness"], Fields(second));
        Assert.True((bool)second["meta"]!["hasNext"]!);
        Assert.Equal(["task", "schedule_type"], Fields(third));
        Assert.Equal($$"""[{"subscription_id":"{{lamp}}"},{"brightness":7}]""", given!["user_inputs"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"task": "Paint the roof"}]""", "task")]
    [InlineData("""[{"task": "Validate nothing"}, {"schedule_type": "Never"}]""", "schedule_type")]
    [InlineData("""[{"task": "Validate nothing"}, {"schedule_type": "Interval"}, {"interval": "1 year"}]""", "interval")]
    [InlineData("""[{"task": "Validate nothing"}, {"schedule_type": "Cron"}, {"cron": "every day"}]""", "cron")]
    [InlineData("""[{"task": "Validate nothing"}, {"schedule_type": "Once"}, {"start_date": "2020-01-01T00:00:00Z"}]""", "start_date")]
    [InlineData("""[{"task": "Modify lamp"}, {"subscription_id": "00000000-0000-0000-0000-000000000000"}]""", "subscription_id")]
    public async Task An_answer_that_makes_no_sense_is_refused_at_its_field(string pages, string field)
    {
        var refused = await on.SendAsync("POST", Form, pages, 400);

        Assert.Equal("FormValidationError", (string?)refused!["type"]);
        Assert.Equal(field, (string?)refused["validation_errors"]![0]!["loc"]![0]);
    }

    [Fact]
    public async Task Pages_that_are_too_many_other_forms_and_other_bodies_are_refused()
    {
        await on.SendAsync("POST", Form, $$"""[{{Task}}, {"schedule_type": "Once"}, {"start_date": "{{Start}}"}, {}]""", 400);

        Assert.Equal("Form paint_roof does not exist.", await on.RefuseAsync("POST", "/api/forms/paint_roof", "[]", 404));
        Assert.Equal("""list_type ["body"]""", await on.FaultAsync("POST", Form, "null"));
        Assert.Equal("""missing ["body"]""", await on.FaultAsync("POST", Form, body: null));
    }

    private static IEnumerable<string> Fields(JsonNode page) => page["form"]!["properties"]!.AsObject().Select(static field => field.Key);

    private async Task<JsonNode> AskAsync(string pages) => (await on.SendAsync("POST", Form, pages, 510))!;
}
