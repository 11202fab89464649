namespace Orchestrator;

/// <summary>How a <see cref="DateTimeOffset"/> is picked.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DateTimeOptionsAttribute : Attribute
{
    /// <summary>False for a day without a time.</summary>
    public bool ShowTime { get; init; } = true;

    /// <summary>The language, such as <c>en-gb</c>; null for the client's own.</summary>
    public string? Locale { get; init; }

    /// <summary>How the day is written, such as <c>DD-MM-YYYY</c>; null for the client's own.</summary>
    public string? DateFormat { get; init; }

    /// <summary>How the time is written, such as <c>HH:mm</c>; null for the client's own.</summary>
    public string? TimeFormat { get; init; }
}
