namespace Orchestrator.ExternalResources;

/// <summary>An object that was written and does not have that state yet. It is stored in the row of the step that waits for it.</summary>
/// <param name="Written">What was done.</param>
/// <param name="Until">The time at which it must have the written state.</param>
internal sealed record SettlingObject(ResourceReport Written, DateTimeOffset Until)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>The time of the next read: there are about twenty, and always one at the end.</summary>
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
