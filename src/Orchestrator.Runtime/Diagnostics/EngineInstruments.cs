using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.Processes;
using static Orchestrator.Diagnostics.OrchestratorTelemetry;

namespace Orchestrator.Diagnostics;

/// <summary>
/// What this host measures. All but the drift is of this host alone; over all hosts it adds up, and <c>/api/metrics</c> counts in the
/// database.
/// </summary>
internal sealed class EngineInstruments
{
    /// <summary>In seconds: from a step that only computes to one that waits for a slow device.</summary>
    private static readonly double[] DurationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

    private readonly Meter _meter;
    private readonly Counter<long> _started;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _stepDuration;
    private readonly Counter<long> _leasesLost;
    private readonly Counter<long> _stepsFenced;
    private readonly Counter<long> _callbacksExpired;
    private readonly Histogram<double> _checkDuration;
    private readonly Counter<long> _webhookAttempts;

    private readonly EngineLogger<EngineInstruments> _logger;

    public EngineInstruments(IMeterFactory meters, EngineLogger<EngineInstruments> logger)
    {
        _logger = logger;
        _meter = meters.Create(MeterName, typeof(EngineInstruments).Assembly.GetName().Version!.ToString(fieldCount: 3));
        _started = _meter.CreateCounter<long>(Instruments.ProcessesStarted, "{process}", "Processes that were started here.");
        _completed = _meter.CreateCounter<long>(Instruments.ProcessesCompleted, "{process}", "Processes that were completed here.");
        _failed = _meter.CreateCounter<long>(
            Instruments.ProcessesFailed,
            "{process}",
            "How often a process has failed here. One that is retried and fails again counts again."
        );
        _stepDuration = _meter.CreateHistogram(
            Instruments.StepDuration,
            "s",
            "How long a step took, with its commit.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds }
        );
        _leasesLost = _meter.CreateCounter<long>(
            Instruments.LeasesLost,
            "{lease}",
            "Leases that ran out or were taken away while a process was executed here."
        );
        _stepsFenced = _meter.CreateCounter<long>(
            Instruments.StepsFenced,
            "{step}",
            "Steps whose result was not recorded, because the process was another host's or aborted by then."
        );
        _callbacksExpired = _meter.CreateCounter<long>(
            Instruments.CallbacksExpired,
            "{callback}",
            "Processes that have waited too long for a callback."
        );
        _checkDuration = _meter.CreateHistogram(
            Instruments.CheckDuration,
            "s",
            "How long the check of a subscription took, with its commit.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds }
        );
        _webhookAttempts = _meter.CreateCounter<long>(
            Instruments.WebhookAttempts,
            "{attempt}",
            "Attempts of this host to send a delivery to a webhook."
        );
    }

    /// <summary>Measures the queues of this host each time that someone collects.</summary>
    internal void ObserveQueues(Func<IReadOnlyCollection<QueueMeasure>> look)
    {
        _meter.CreateObservableGauge(
            Instruments.QueueDepth,
            () => look().Select(static queue => new Measurement<long>(queue.Depth, OfLane(queue.Lane))),
            "{process}",
            "Processes that wait for a worker of this host."
        );
        _meter.CreateObservableGauge(
            Instruments.QueueOldestAge,
            () => look().Select(static queue => new Measurement<double>(queue.OldestAge.TotalSeconds, OfLane(queue.Lane))),
            "s",
            "How long the first of the processes that wait for a worker of this host has waited."
        );
    }

    /// <summary>Measures the steps that run on this host each time that someone collects.</summary>
    internal void ObserveSteps(Func<IReadOnlyCollection<StepMeasure>> look) =>
        _meter.CreateObservableGauge(
            Instruments.StepOldestAge,
            () =>
                look()
                    .Select(static step => new Measurement<double>(
                        step.OldestAge.TotalSeconds,
                        new TagList { { Tags.WorkflowName, step.Workflow }, { Tags.StepName, step.Step } }
                    )),
            "s",
            "For how long the code of a step has been running here; of several executions of a step, the longest."
        );

    /// <summary>Shows how many subscriptions have drifted, of all hosts, each time that someone collects.</summary>
    internal void ObserveDrift(Func<IReadOnlyCollection<DriftMeasure>> look) =>
        _meter.CreateObservableGauge(
            Instruments.SubscriptionsDrifted,
            () =>
                look()
                    .Select(static product => new Measurement<long>(
                        product.Drifted,
                        new TagList { { Tags.ProductName, product.Product } }
                    )),
            "{subscription}",
            "Subscriptions that have drifted, in the whole database: every host measures the same."
        );

    internal void CountStart(string workflowName) => Add(_started, OfWorkflow(workflowName));

    /// <summary>Counts a process that has ended, or failed.</summary>
    internal void CountEnd(string workflowName, ProcessStatus status)
    {
        switch (status)
        {
            case ProcessStatus.Completed:
                Add(_completed, OfWorkflow(workflowName));
                break;
            case ProcessStatus.Failed or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData:
                Add(_failed, OfWorkflow(workflowName));
                break;
        }
    }

    internal void RecordStep(string workflowName, string stepName, StepStatus status, TimeSpan duration)
    {
        if (_stepDuration.Enabled)
        {
            Record(
                _stepDuration,
                duration,
                new TagList
                {
                    { Tags.WorkflowName, workflowName },
                    { Tags.StepName, stepName },
                    { Tags.StepStatus, WireName.Of(status) },
                }
            );
        }
    }

    /// <summary>Records a check, and what it has found.</summary>
    internal void RecordCheck(string result, TimeSpan duration) =>
        Record(_checkDuration, duration, new TagList { { Tags.CheckResult, result } });

    internal void CountLostLease() => Add(_leasesLost, default);

    internal void CountFencedStep(string workflowName) => Add(_stepsFenced, OfWorkflow(workflowName));

    internal void CountExpiredCallback(string workflowName) => Add(_callbacksExpired, OfWorkflow(workflowName));

    internal void CountAttempt(string webhook, string result) =>
        Add(_webhookAttempts, new() { { Tags.WebhookName, webhook }, { Tags.WebhookResult, result } });

    /// <summary>Counts, whatever a listener of the host throws: what is counted has happened.</summary>
    private void Add(Counter<long> counter, TagList tags)
    {
        try
        {
            counter.Add(1, tags);
        }
        catch (Exception exception)
        {
            Log.MetricFailed(_logger, exception, counter.Name);
        }
    }

    /// <summary>Records, whatever a listener of the host throws.</summary>
    private void Record(Histogram<double> histogram, TimeSpan duration, TagList tags)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, tags);
        }
        catch (Exception exception)
        {
            Log.MetricFailed(_logger, exception, histogram.Name);
        }
    }

    private static TagList OfLane(QueueLane lane) => new() { { Tags.Queue, lane.Queue }, { Tags.IsBackground, lane.IsBackground } };

    private static TagList OfWorkflow(string workflowName) => new() { { Tags.WorkflowName, workflowName } };
}

/// <summary>A lane of a queue of this host at a moment.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Workers">How many processes it executes at once.</param>
/// <param name="Depth">How many wait for a worker.</param>
/// <param name="OldestAge">How long the first of these has waited; zero when none waits.</param>
internal readonly record struct QueueMeasure(QueueLane Lane, int Workers, int Depth, TimeSpan OldestAge);

/// <summary>The drift of a product at a moment.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="Drifted">How many of its subscriptions have drifted.</param>
internal readonly record struct DriftMeasure(string Product, int Drifted);

/// <summary>A step that runs at a moment.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Step">The step's name.</param>
/// <param name="OldestAge">For how long it has been running; of several executions, the longest.</param>
internal readonly record struct StepMeasure(string Workflow, string Step, TimeSpan OldestAge);
