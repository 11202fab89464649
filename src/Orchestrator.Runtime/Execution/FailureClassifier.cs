using System.Net;
using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>
/// Says by the exception's type, never by its text, what a failure means: the application's classifiers first, then what the engine knows
/// by itself.
/// </summary>
internal sealed class FailureClassifier(IEnumerable<IFailureClassifier> classifiers, EngineLogger<FailureClassifier> logger)
{
    internal FailureKind Classify(Exception exception)
    {
        foreach (var classifier in classifiers)
        {
            try
            {
                if (classifier.Classify(exception) is { } kind)
                {
                    return kind;
                }
            }
            catch (Exception broken)
            {
                // A classifier that fails itself must not keep the failure from being logged.
                Log.ClassifierFailed(logger, broken, classifier.GetType().Name);
            }
        }

        return exception switch
        {
            InconsistentDataException => FailureKind.InconsistentData,
            HttpRequestException
            {
                StatusCode: null or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            } => FailureKind.SystemUnavailable,

            // The second is how an HttpClient says that its own time-out is over.
            TimeoutException or TaskCanceledException { InnerException: TimeoutException } => FailureKind.SystemUnavailable,
            _ => FailureKind.Ordinary,
        };
    }
}
