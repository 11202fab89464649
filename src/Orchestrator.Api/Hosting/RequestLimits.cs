using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>How long an address may be, and how many requests a client may send.</summary>
internal static class RequestLimits
{
    /// <summary>
    /// The server's own limit is above ours, so that what is a little too long is answered with a body. What is far too long it refuses
    /// itself, without one.
    /// </summary>
    internal const int ServerLineFactor = 4;

    private const int SecondsPerMinute = 60;

    /// <summary>Refuses addresses that are too long.</summary>
    internal static Task CheckUrlAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var maxLength = OptionsOf(context).MaxUrlLength;
        var length = request.PathBase.ToUriComponent().Length + request.Path.ToUriComponent().Length + request.QueryString.Value!.Length;
        return length <= maxLength
            ? next(context)
            : throw new ProblemException(
                StatusCodes.Status414UriTooLong,
                $"The address has {length} characters. This host takes at most {maxLength}: ask for less at once."
            );
    }

    /// <summary>Refuses requests of a client that sends too many. Comes when it is known who is signed in.</summary>
    internal static void UseRequestRate(this IApplicationBuilder api) =>
        api.UseRateLimiter(
            new RateLimiterOptions
            {
                GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static context =>
                    OptionsOf(context).MaxRequestsPerMinute is > 0 and var rate
                        ? RateLimitPartition.GetTokenBucketLimiter(Client.Identify(context), _ => Bucket(rate))
                        : RateLimitPartition.GetNoLimiter("")
                ),
                OnRejected = static (rejected, _) =>
                {
                    var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                        ? Math.Ceiling(wait.TotalSeconds)
                        : 1;
                    throw new ProblemException(
                        StatusCodes.Status429TooManyRequests,
                        $"This client sends more than {OptionsOf(rejected.HttpContext).MaxRequestsPerMinute} requests a minute. "
                            + "Send them slower."
                    )
                    {
                        RetryAfter = TimeSpan.FromSeconds(seconds),
                    };
                },
            }
        );

    /// <summary>Full at first, and filled again a little every second, or whenever a whole request is due.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int rate)
    {
        var tokens = Math.Max(1, rate / SecondsPerMinute);
        return new()
        {
            TokenLimit = rate,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / rate,
            QueueLimit = 0,
        };
    }

    private static OrchestratorOptions OptionsOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
}
