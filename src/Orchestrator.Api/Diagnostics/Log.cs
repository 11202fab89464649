using Microsoft.Extensions.Logging;

namespace Orchestrator.Api.Diagnostics;

/// <summary>What the API writes to the log, with the ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} {Route} failed")]
    internal static partial void RequestFailed(ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(3001, LogLevel.Warning, "{Method} {Route} is not served for now: {Reason}")]
    internal static partial void RequestUnavailable(ILogger logger, string method, string route, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "The core database does not answer")]
    internal static partial void Unhealthy(ILogger logger, Exception exception);

    [LoggerMessage(
        3003,
        LogLevel.Warning,
        "Anyone who reaches this host may call its API and steer what it orchestrates, because {Setting} is true"
    )]
    internal static partial void AuthenticationDisabled(ILogger logger, string setting);

    [LoggerMessage(3010, LogLevel.Warning, "A client of {User} reports an error: {Report}")]
    internal static partial void ClientError(ILogger logger, string user, string report);

    [LoggerMessage(3011, LogLevel.Information, "A client of {User} reports: {Report}")]
    internal static partial void ClientReport(ILogger logger, string user, string report);
}
