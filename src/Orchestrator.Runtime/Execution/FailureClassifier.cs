using System.Collections.Concurrent;
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
    /// <summary>So long a classifier may take: it holds the worker of the process whose step failed.</summary>
    internal TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<IFailureClassifier, Task> _unfinished = new(ReferenceEqualityComparer.Instance);

    internal async Task<FailureKind> ClassifyAsync(Exception exception)
    {
        foreach (var classifier in classifiers)
        {
            if (_unfinished.TryGetValue(classifier, out var call) && !call.IsCompleted)
            {
                // It has not answered yet about another failure: one thread is what it costs at most.
                continue;
            }

            try
            {
                // On a thread of its own: one that never returns costs that thread, and not the worker.
                var answer = Task.Run(() => classifier.Classify(exception));
                if (await AnswerAsync(classifier, answer) is { } kind)
                {
                    return kind;
                }
            }
            catch (Exception broken)
            {
                // A classifier that fails itself, or never answers, must not keep the failure from being logged.
                Log.ClassifierFailed(logger, broken, TypeText.Of(classifier.GetType()));
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

    private async Task<FailureKind?> AnswerAsync(IFailureClassifier classifier, Task<FailureKind?> answer)
    {
        try
        {
            return await answer.WaitAsync(Limit, TimeProvider.System);
        }
        catch (TimeoutException) when (!answer.IsCompleted)
        {
            _unfinished[classifier] = answer;
            throw;
        }
    }
}
