using System.Net;

namespace Orchestrator.Engine;

/// <summary>Says by the exception's type, never by its text, what a failure means.</summary>
internal static class FailureClassifier
{
    internal static FailureKind Classify(Exception exception) => exception switch
    {
        InconsistentDataException => FailureKind.InconsistentData,
        HttpRequestException { StatusCode: null or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => FailureKind.SystemUnavailable,
        TimeoutException => FailureKind.SystemUnavailable,
        _ => FailureKind.Ordinary,
    };
}
