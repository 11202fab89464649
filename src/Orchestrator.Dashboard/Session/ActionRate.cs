using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Hosting;
using Orchestrator.Options;

namespace Orchestrator.Dashboard.Session;

/// <summary>
/// Limits what a user does through all their pages, as the API limits requests. A click is not a request, so the limit of those does not
/// see it.
/// </summary>
internal sealed class ActionRate(IOptions<OrchestratorOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(user =>
        options.Value.MaxRequestsPerMinute is > 0 and var rate
            ? RateLimitPartition.GetTokenBucketLimiter(user, _ => RequestLimits.Bucket(rate))
            : RateLimitPartition.GetNoLimiter("")
    );

    /// <summary>Counts one action.</summary>
    /// <exception cref="ConflictException">The user does too much.</exception>
    internal void Count(Caller user)
    {
        using var lease = _limiter.AttemptAcquire(user.Principal is null ? $"address {user.Address}" : $"user {user.AuthenticatedName}");
        if (!lease.IsAcquired)
        {
            throw new ConflictException(
                "too_many_actions",
                $"This user does more than {options.Value.MaxRequestsPerMinute} things a minute. Wait a moment, and click again."
            );
        }
    }

    public void Dispose() => _limiter.Dispose();
}
