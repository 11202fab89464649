using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Orchestrator.Schedules;

/// <summary>How often a schedule starts its workflow.</summary>
internal enum ScheduleKind
{
    [JsonStringEnumMemberName("Once")]
    Once,

    [JsonStringEnumMemberName("Interval")]
    Interval,

    [JsonStringEnumMemberName("Cron")]
    Cron,
}

/// <summary>The time between two starts.</summary>
internal enum ScheduleInterval
{
    [JsonStringEnumMemberName("1 hour")]
    Hour,

    [JsonStringEnumMemberName("2 hours")]
    TwoHours,

    [JsonStringEnumMemberName("4 hours")]
    FourHours,

    [JsonStringEnumMemberName("12 hours")]
    TwelveHours,

    [JsonStringEnumMemberName("24 hours")]
    Day,

    [JsonStringEnumMemberName("1 week")]
    Week,

    [JsonStringEnumMemberName("2 weeks")]
    TwoWeeks,

    [JsonStringEnumMemberName("1 months")]
    Month,
}

[DisplayName(Title)]
internal sealed record ScheduleTaskPage : FormPage
{
    internal const string Title = "Create new schedule";

    [ChooseFrom(nameof(Tasks))]
    public required string Task { get; init; }

    public FormChoices<string> Tasks { get; init; } = [];
}

[DisplayName(ScheduleTaskPage.Title)]
internal sealed record ScheduleKindPage : FormPage
{
    [ReadOnly(true)]
    public string Task { get; init; } = "";

    public required ScheduleKind ScheduleType { get; init; }
}

[DisplayName(ScheduleTaskPage.Title)]
internal record ScheduleStartPage : FormPage
{
    [ReadOnly(true)]
    public string Task { get; init; } = "";

    [ReadOnly(true)]
    public ScheduleKind ScheduleType { get; init; }

    public DateTimeOffset StartDate { get; init; }

    [JsonPropertyOrder(1)]
    public FormButtons Buttons { get; init; } = new() { Next = new("Create Schedule") };
}

[DisplayName(ScheduleTaskPage.Title)]
internal sealed record ScheduleIntervalPage : ScheduleStartPage
{
    public FormCallout Hint { get; init; } = new("A month is four weeks") { Message = "The first start is at the start date." };

    public required ScheduleInterval Interval { get; init; }
}

[DisplayName(ScheduleTaskPage.Title)]
internal sealed record ScheduleCronPage : ScheduleStartPage
{
    public required string Cron { get; init; }
}
