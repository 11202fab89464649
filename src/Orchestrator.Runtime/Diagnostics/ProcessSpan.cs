using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orchestrator.Processes;
using static Orchestrator.Diagnostics.OrchestratorTelemetry;

namespace Orchestrator.Diagnostics;

/// <summary>
/// An activity of a process or step, or nothing where no one listens. Whatever a listener of the host throws ends up in the log: what is
/// traced continues.
/// </summary>
internal readonly struct ProcessSpan : IDisposable
{
    private readonly Activity? _activity;
    private readonly Activity? _before;
    private readonly ILogger _logger;

    /// <param name="begin">Begins the activity; null for none.</param>
    /// <param name="logger">The engine's log.</param>
    internal ProcessSpan(Func<Activity?> begin, ILogger logger)
    {
        _before = Activity.Current;
        _logger = logger;
        try
        {
            _activity = begin();
        }
        catch (Exception exception)
        {
            Activity.Current = _before;
            Log.TraceFailed(logger, exception);
        }
    }

    /// <summary>Adds which process it is.</summary>
    internal void RecordId(Guid processId) => _activity?.SetTag(Tags.ProcessId, processId);

    /// <summary>Adds how the step ended.</summary>
    /// <param name="status">How it is logged.</param>
    /// <param name="failure">Why it has failed, or is tried again; null when it did not fail.</param>
    internal void RecordStep(StepStatus status, StepFailure? failure)
    {
        _activity?.SetTag(Tags.StepStatus, WireName.Of(status));
        if (failure is not null)
        {
            _activity?.SetTag(Tags.ErrorType, failure.Class).SetStatus(ActivityStatusCode.Error, failure.Error);
        }
    }

    /// <summary>Adds how the process stands now.</summary>
    internal void RecordProcess(ProcessStatus status, string? reason)
    {
        _activity?.SetTag(Tags.ProcessStatus, WireName.Of(status));
        if (status is ProcessStatus.Failed or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, reason);
        }
    }

    public void Dispose()
    {
        try
        {
            _activity?.Dispose();
        }
        catch (Exception exception)
        {
            Activity.Current = _before;
            Log.TraceFailed(_logger, exception);
        }
    }
}
