using Orchestrator.Binding;

namespace Orchestrator.ExternalResources;

/// <summary>
/// Calls the external systems of resources, for reads and writes. It waits for a system's limits before the call, so a time-out of the call
/// belongs inside the call.
/// </summary>
/// <param name="systems">The limits.</param>
/// <param name="origin">Who calls.</param>
/// <param name="waits">Is called with true before a wait and with false after it, so that a time limit can leave out the wait; may be
/// null.</param>
/// <param name="giveUp">Ends a wait for the limits, but no call: what waits then throws <see cref="LimitsUsedUpException"/>.</param>
internal sealed class ExternalCalls(
    IExternalSystems systems,
    CallOrigin origin,
    Action<bool>? waits = null,
    CancellationToken giveUp = default
)
{
    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="method">The method that calls, for the message of a failure.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal async Task<T> RunAsync<T>(
        ResourceBinding binding,
        ResourceMethod method,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        using var permit = await EnterAsync(binding, cancellationToken);
        try
        {
            return await call(cancellationToken);
        }
        catch (Exception exception) when (ResourceCall.IsNamed(exception))
        {
            new ResourceCall(binding.Name, method.Name, method.IfNotFound).Fail(exception);
            throw;
        }
    }

    /// <summary>Calls the external system of a resource once its limits allow it.</summary>
    /// <param name="binding">The resource.</param>
    /// <param name="method">The method that calls, for the message of a failure.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the wait and the call.</param>
    internal Task RunAsync(
        ResourceBinding binding,
        ResourceMethod method,
        Func<CancellationToken, Task> call,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            binding,
            method,
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken
        );

    private async ValueTask<IDisposable?> EnterAsync(ResourceBinding binding, CancellationToken cancellationToken)
    {
        waits?.Invoke(true);
        var permit = await WaitAsync(binding.System, cancellationToken);
        try
        {
            waits?.Invoke(false);
        }
        catch
        {
            // The one who limits the time may have been disposed of by now.
            permit?.Dispose();
            throw;
        }

        return permit;
    }

    private async ValueTask<IDisposable?> WaitAsync(string? system, CancellationToken cancellationToken)
    {
        if (!giveUp.CanBeCanceled)
        {
            return await systems.EnterAsync(system, origin, cancellationToken);
        }

        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, giveUp);
        try
        {
            return await systems.EnterAsync(system, origin, wait.Token);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LimitsUsedUpException();
        }
    }
}
