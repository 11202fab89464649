using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>
/// How resources call their external systems, for reads and writes alike. The wait for a system's limits is before the call, so what limits
/// the time of a call belongs into it.
/// </summary>
/// <param name="systems">The limits.</param>
/// <param name="origin">Who calls.</param>
internal sealed class ExternalCalls(IExternalSystems systems, CallOrigin origin)
{
    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal async Task<T> RunAsync<T>(ResourceBinding binding, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var permit = await systems.EnterAsync(binding.System, origin, cancellationToken);
        return await call(cancellationToken);
    }

    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal async Task RunAsync(ResourceBinding binding, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var permit = await systems.EnterAsync(binding.System, origin, cancellationToken);
        await call(cancellationToken);
    }
}
