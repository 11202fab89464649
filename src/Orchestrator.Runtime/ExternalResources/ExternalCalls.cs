using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>
/// How resources call their external systems, for reads and writes alike. The wait for a system's limits is before the call, so what limits
/// the time of a call belongs into it.
/// </summary>
/// <param name="systems">The limits.</param>
/// <param name="origin">Who calls.</param>
/// <param name="waits">Is told before a wait and after it, for a limit of time that the wait does not count towards; null for no
/// one.</param>
internal sealed class ExternalCalls(IExternalSystems systems, CallOrigin origin, Action<bool>? waits = null)
{
    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal async Task<T> RunAsync<T>(ResourceBinding binding, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var permit = await EnterAsync(binding, cancellationToken);
        return await call(cancellationToken);
    }

    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal async Task RunAsync(ResourceBinding binding, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var permit = await EnterAsync(binding, cancellationToken);
        await call(cancellationToken);
    }

    private async ValueTask<IDisposable?> EnterAsync(ResourceBinding binding, CancellationToken cancellationToken)
    {
        waits?.Invoke(true);
        var permit = await systems.EnterAsync(binding.System, origin, cancellationToken);
        try
        {
            waits?.Invoke(false);
        }
        catch
        {
            // Whoever limits the time may be gone by now.
            permit?.Dispose();
            throw;
        }

        return permit;
    }
}
