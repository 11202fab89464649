using System.Diagnostics;

namespace Orchestrator.Processes;

/// <summary>
/// Where in which trace a process was started, in the form of W3C Trace Context, so that what is executed a week later or on another host
/// belongs to the same trace.
/// </summary>
/// <param name="Parent">The <c>traceparent</c>: version, trace id, span id and flags.</param>
/// <param name="State">The <c>tracestate</c>; null for none.</param>
internal sealed record TraceContext(string Parent, string? State)
{
    /// <summary>
    /// What the specification asks everyone to pass on at least. More is left out as a whole: a part of it would be another state.
    /// </summary>
    internal const int MaxStateLength = 512;

    /// <summary>The length of a <c>traceparent</c> of version 00.</summary>
    internal const int ParentLength = 55;

    /// <summary>Of the activity that is current; null when there is none, or it has an id of another form.</summary>
    internal static TraceContext? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { Length: ParentLength } id } activity
            ? new(id, activity.TraceStateString is { Length: <= MaxStateLength } state ? state : null)
            : null;

    /// <summary>As the parent of an activity; none when the texts are not of that form.</summary>
    internal ActivityContext ToActivityContext() =>
        ActivityContext.TryParse(Parent, State, isRemote: true, out var context) ? context : default;
}
