using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Background;
using Orchestrator.Diagnostics;

namespace Orchestrator.Execution;

/// <summary>The services of one call of an author's code.</summary>
/// <param name="scopes">Makes the scope.</param>
/// <param name="caller">What is called, for the log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says what went wrong.</param>
internal sealed class AuthorScope(IServiceScopeFactory scopes, string caller, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>How long the services may take to be disposed of.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();

    internal IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>
    /// Disposes of the services. What they throw, and how long they take, is not a failure of the call: its result may be committed
    /// already, and the caller has other work.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // On a thread of its own, because a service that blocks would otherwise keep the caller's.
            await Task.Run(DisposeServicesAsync, CancellationToken.None).WaitAsync(Timers.Of(Patience), time, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.DisposalFailed(logger, exception, caller);
        }
    }

    private async Task DisposeServicesAsync()
    {
        try
        {
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposalFailed(logger, exception, caller);
        }
    }
}
