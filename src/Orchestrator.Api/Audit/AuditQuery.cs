using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Processes;

namespace Orchestrator.Api.Audit;

/// <summary>Which entries of the audit are asked for.</summary>
internal sealed record AuditQuery
{
    [FromQuery(Name = "range")]
    public string? Range { get; init; }

    [FromQuery(Name = "user")]
    public string? User { get; init; }

    [FromQuery(Name = "action")]
    public string? Action { get; init; }

    [FromQuery(Name = "process_id")]
    public string? ProcessId { get; init; }

    [FromQuery(Name = "subscription_id")]
    public string? SubscriptionId { get; init; }

    [FromQuery(Name = "workflow_name")]
    public string? WorkflowName { get; init; }

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <exception cref="RequestException">An id or a time is none.</exception>
    internal AuditSearch ToSearch(PageRange range) =>
        new(range.Start, range.Count)
        {
            User = User,
            Action = Action,
            ProcessId = ReadId("process_id", ProcessId),
            SubscriptionId = ReadId("subscription_id", SubscriptionId),
            WorkflowName = WorkflowName,
            From = ReadTime("from", From),
            Until = ReadTime("until", Until),
        };

    private static Guid? ReadId(string parameter, string? text) =>
        text is null ? null
        : Guid.TryParse(text, out var id) ? id
        : throw RequestException.BadQuery(parameter, "uuid_parsing", "Input should be a valid UUID", text);

    private static DateTimeOffset? ReadTime(string parameter, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw RequestException.BadQuery(
            parameter,
            "datetime_parsing",
            "Input should be a valid datetime, for example 2026-11-24T08:30:00Z",
            text
        );
}
