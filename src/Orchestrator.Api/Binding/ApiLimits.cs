using Orchestrator.Options;

namespace Orchestrator.Api.Binding;

/// <summary>The largest that the API takes and answers. How large a body and a page may be are settings.</summary>
internal static class ApiLimits
{
    internal const int MaxReporterLength = 100;
    internal const int MaxNoteLength = Limits.MaxNoteLength;
    internal const int MaxDescriptionLength = Limits.MaxDescriptionLength;
    internal const int MaxQueryLength = Limits.MaxQueryLength;
    internal const int MaxNamedSubscriptions = Limits.MaxNamedSubscriptions;
    internal const int MaxScheduleNameLength = 255;
    internal const int MaxCustomerIdLength = Limits.MaxNameLength;

    /// <summary>How many errors an answer has.</summary>
    internal const int MaxErrors = 100;

    /// <summary>How many bytes of what was sent, and characters of a message, an error repeats.</summary>
    internal const int MaxEchoedInput = 1_024;

    /// <summary>How many characters of a name that was sent an error repeats.</summary>
    internal const int MaxEchoedText = 200;

    /// <summary>How many characters a message has that lists what is wrong.</summary>
    internal const int MaxDetailLength = 10_000;

    /// <summary>How many characters of what a web client reports are written to the log.</summary>
    internal const int MaxReportLength = 4_000;

    /// <summary>How many bytes of a message over the web socket are read.</summary>
    internal const int MaxSocketMessage = 1_024;
}
