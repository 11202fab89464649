using System.Globalization;
using Microsoft.JSInterop;

namespace Orchestrator.Dashboard.Session;

/// <summary>Shows times in the zone of the user's browser.</summary>
internal sealed class UserClock(TimeProvider time)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>Asks the browser for its zone. One that this host does not know leaves the times in UTC.</summary>
    internal async Task ReadTimeZoneAsync(IJSRuntime browser)
    {
        var name = await browser.InvokeAsync<string?>("orchestratorDashboard.timeZone");
        _zone = name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    /// <summary>A time with its day.</summary>
    internal string Show(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, _zone)
            .ToString(_zone == TimeZoneInfo.Utc ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time as the clock of the user shows it.</summary>
    internal DateTime ToLocal(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).DateTime;

    /// <summary>The time that the clock of the user shows. One that the clock leaves out in spring is that after it.</summary>
    internal DateTimeOffset FromLocal(DateTime local) =>
        new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _zone.GetUtcOffset(local));

    /// <summary>The end of a day.</summary>
    internal DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new(midnight, _zone.GetUtcOffset(midnight));
    }

    /// <summary>How long ago something was, in whole seconds.</summary>
    internal long SecondsSince(DateTimeOffset at) => Math.Max(0, (long)(time.GetUtcNow() - at).TotalSeconds);

    /// <summary>An age in words. The script of the pages says the same while time passes.</summary>
    internal static string DescribeAge(long seconds)
    {
        var age = TimeSpan.FromSeconds(seconds);
        FormattableString shown = age switch
        {
            { TotalDays: >= 1 } => $"{(int)age.TotalDays} d {age.Hours} h ago",
            { TotalHours: >= 1 } => $"{age.Hours} h {age.Minutes} min ago",
            { TotalMinutes: >= 1 } => $"{age.Minutes} min ago",
            _ => $"just now",
        };
        return FormattableString.Invariant(shown);
    }

    /// <summary>How long something took, or takes until now.</summary>
    internal string ShowDuration(DateTimeOffset from, DateTimeOffset? to) => Describe((to ?? time.GetUtcNow()) - from);

    /// <summary>A duration in its largest two units.</summary>
    internal static string Describe(TimeSpan duration)
    {
        FormattableString shown = duration switch
        {
            { TotalDays: >= 1 } => $"{(int)duration.TotalDays} d {duration.Hours} h",
            { TotalHours: >= 1 } => $"{duration.Hours} h {duration.Minutes} min",
            { TotalMinutes: >= 1 } => $"{duration.Minutes} min {duration.Seconds} s",
            { TotalSeconds: >= 1 } => $"{duration.TotalSeconds:0.0} s",
            _ => $"{Math.Max(0, duration.TotalMilliseconds):0} ms",
        };
        return FormattableString.Invariant(shown);
    }
}
