using System.Text.Json;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Api.Schedules;

/// <summary>The fields that requests about schedules share.</summary>
internal static class ScheduleFields
{
    internal const string Trigger = "trigger";

    private const string Kind = "scheduled_type";
    private const string Name = "name";
    private const string TriggerArguments = "trigger_kwargs";

    /// <summary>Takes a body that says what is done.</summary>
    /// <exception cref="RequestException">It is not an object, or says that something else is done.</exception>
    internal static JsonFields Read(JsonElement? body, string kind)
    {
        var fields = JsonFields.Of(body);
        return fields.FindText(Kind) == kind
            ? fields
            : throw RequestException.Field(Kind, "literal_error", $"Input should be '{kind}'", fields.Body);
    }

    internal static string? FindName(JsonFields fields) => fields.FindText(Name, ApiLimits.MaxScheduleNameLength);

    /// <summary>Reads when a schedule starts its workflow; null when nothing is said of it.</summary>
    /// <exception cref="RequestException">Half of it is missing, or it makes no sense.</exception>
    internal static ScheduleTrigger? FindTrigger(JsonFields fields)
    {
        var kind = fields.FindText(Trigger);
        var arguments = fields.Find(TriggerArguments) is { ValueKind: not JsonValueKind.Null } given ? given : (JsonElement?)null;
        return (kind, arguments) switch
        {
            (null, null) => null,
            (null, _) => throw fields.Missing(Trigger),
            (_, null) => throw fields.Missing(TriggerArguments),
            _ => Parse(fields, kind, arguments.Value),
        };
    }

    /// <summary>
    /// Does something with what the fields say. What makes no sense in a field, however late that is noticed, is refused as the contract
    /// refuses a body: with the field.
    /// </summary>
    internal static async Task ExplainAsync(JsonFields fields, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (InvalidRequestException invalid) when (FieldOf(invalid) is { } field)
        {
            throw Describe(fields, field, invalid);
        }
    }

    private static ScheduleTrigger Parse(JsonFields fields, string kind, JsonElement arguments)
    {
        try
        {
            return ScheduleTrigger.Parse(kind, arguments);
        }
        catch (InvalidRequestException invalid) when (FieldOf(invalid) is { } field)
        {
            throw Describe(fields, field, invalid);
        }
    }

    private static RequestException Describe(JsonFields fields, string field, InvalidRequestException invalid) =>
        RequestException.Field(field, "value_error", invalid.Message, fields.Find(field));

    private static string? FieldOf(InvalidRequestException invalid) =>
        invalid.Code switch
        {
            "schedule_trigger_invalid" => TriggerArguments,
            "schedule_name_invalid" => Name,
            _ => null,
        };
}
