namespace Orchestrator.ExternalResources;

/// <summary>An object that was written and is not yet as it was written. It is kept in the row of the step that waits for it.</summary>
/// <param name="Written">What was done.</param>
/// <param name="Until">When it has to be as it was written.</param>
internal sealed record SettlingObject(ResourceReport Written, DateTimeOffset Until)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>When to look at it next: about twenty times in all, and at the end in any case.</summary>
    internal DateTimeOffset LookAgain(DateTimeOffset now, TimeSpan settlesWithin)
    {
        var delay = settlesWithin / 20;
        var next =
            now
            + (
                delay < Least ? Least
                : delay > Most ? Most
                : delay
            );
        return next < Until ? next : Until;
    }
}
