namespace Orchestrator;

/// <summary>Options of the date picker for a <see cref="DateTimeOffset"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DateTimeOptionsAttribute : Attribute
{
    /// <summary>False for a date without a time.</summary>
    public bool ShowTime { get; init; } = true;

    /// <summary>The language, such as <c>en-gb</c>; null for the client's default.</summary>
    public string? Locale { get; init; }

    /// <summary>The date format, such as <c>DD-MM-YYYY</c>; null for the client's default.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The time format, such as <c>HH:mm</c>; null for the client's default.</summary>
    public string? TimeFormat { get; init; }
}
