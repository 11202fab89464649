using System.Text.Json;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Api.Schedules;

/// <summary>A schedule to create.</summary>
internal sealed record CreateScheduleRequest(
    JsonFields Fields,
    string WorkflowName,
    Guid? WorkflowId,
    string? Name,
    ScheduleTrigger Trigger,
    IReadOnlyList<JsonElement> Pages
) : IBody<CreateScheduleRequest>
{
    private const string UserInputs = "user_inputs";

    public static Type Shape => typeof(CreateScheduleDto);

    public static FormPages? FindPages(JsonElement body) => FormPages.AreIn(body, UserInputs);

    public static CreateScheduleRequest Read(JsonElement? body)
    {
        var fields = ScheduleFields.Read(body, "create");
        var workflow = fields.ReadText("workflow_name");
        var trigger = ScheduleFields.FindTrigger(fields) ?? throw fields.Missing(ScheduleFields.Trigger);
        return new(fields, workflow, fields.FindId("workflow_id"), ScheduleFields.FindName(fields), trigger, ReadPages(fields));
    }

    /// <summary>Here, and not at the first start, when no one is there to correct it.</summary>
    private static JsonElement ReadPage(JsonElement page, int index) =>
        page.ValueKind == JsonValueKind.Object
            ? page
            : throw RequestException.Item(UserInputs, index, "dict_type", "Input should be a valid dictionary", page);

    private static IReadOnlyList<JsonElement> ReadPages(JsonFields fields) =>
        fields.Find(UserInputs) switch
        {
            null or { ValueKind: JsonValueKind.Null } => FormPages.OneEmpty,
            { ValueKind: JsonValueKind.Array } pages => [.. pages.EnumerateArray().Select(ReadPage)],
            { } other => throw RequestException.Field(UserInputs, "list_type", "Input should be a valid list", other),
        };
}

/// <summary>A new name or new times of a schedule; what is missing stays as it is.</summary>
internal sealed record UpdateScheduleRequest(JsonFields Fields, Guid ScheduleId, string? Name, ScheduleTrigger? Trigger)
    : IBody<UpdateScheduleRequest>
{
    public static Type Shape => typeof(UpdateScheduleDto);

    public static UpdateScheduleRequest Read(JsonElement? body)
    {
        var fields = ScheduleFields.Read(body, "update");
        return new(fields, fields.ReadId("schedule_id"), ScheduleFields.FindName(fields), ScheduleFields.FindTrigger(fields));
    }
}

/// <summary>A schedule of a workflow to delete, or all of it.</summary>
internal sealed record DeleteScheduleRequest(Guid WorkflowId, Guid? ScheduleId) : IBody<DeleteScheduleRequest>
{
    public static Type Shape => typeof(DeleteScheduleDto);

    public static DeleteScheduleRequest Read(JsonElement? body)
    {
        var fields = ScheduleFields.Read(body, "delete");
        return new(fields.ReadId("workflow_id"), fields.FindId("schedule_id"));
    }
}
