using Microsoft.Extensions.Logging;

namespace Orchestrator.Dashboard.Diagnostics;

/// <summary>What the dashboard writes to the log, with the ids 4000 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Error, "{Component} could not read what it shows; it reads it again in {Seconds} s")]
    internal static partial void ReadFailed(ILogger logger, Exception exception, string component, double seconds);

    [LoggerMessage(4001, LogLevel.Error, "{Component} could not do what the user {User} asked for")]
    internal static partial void ActionFailed(ILogger logger, Exception exception, string component, string user);

    [LoggerMessage(4002, LogLevel.Error, "A component could not decide whether a change is about what it shows; it reads it again")]
    internal static partial void RelevanceFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "A page of the origin {Origin} was not connected to the dashboard, because this host is {Host}. If they are the same behind a "
            + "reverse proxy, let it forward the host and the scheme, and add the forwarded headers middleware"
    )]
    internal static partial void OriginRejected(ILogger logger, string origin, string host);

    [LoggerMessage(4005, LogLevel.Error, "A component could not be shown again after a change")]
    internal static partial void RefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning, "The name of the customer {Customer} was not found; the pages show the id")]
    internal static partial void CustomerNameFailed(ILogger logger, Exception exception, string customer);

    [LoggerMessage(4004, LogLevel.Warning, "A page was not connected: its client has as many connections as MaxSocketsPerClient allows")]
    internal static partial void ConnectionRejected(ILogger logger);
}
