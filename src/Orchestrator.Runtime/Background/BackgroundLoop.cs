namespace Orchestrator.Background;

/// <summary>
/// Does something again and again until the host stops. Whatever one time throws is reported, and the next one follows: no loop of the
/// engine ends before its host.
/// </summary>
internal static class BackgroundLoop
{
    /// <summary>
    /// After a time that failed, so that what fails at once does not keep a processor busy. The machine's time, whatever clock the host is
    /// given.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Repeats.</summary>
    /// <param name="iterate">Does it once.</param>
    /// <param name="failed">Is told what it threw; must not throw itself.</param>
    /// <param name="stopping">Fires when the host stops.</param>
    internal static async Task RunAsync(Func<CancellationToken, Task> iterate, Action<Exception> failed, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!await TryAsync(iterate, failed, stopping))
            {
                await Task.Delay(Timers.Of(Pause), TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does it once.</summary>
    /// <returns>Whether it threw nothing.</returns>
    internal static async Task<bool> TryAsync(Func<CancellationToken, Task> iterate, Action<Exception> failed, CancellationToken stopping)
    {
        try
        {
            await iterate(stopping);
            return true;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The host stops: what was not done then, another host or the next start does.
            return false;
        }
        catch (Exception exception)
        {
            failed(exception);
            return false;
        }
    }
}
