using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.BulkReconciles;
using Orchestrator.Diagnostics;
using Orchestrator.Monitoring;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>What a host gives the engine: authorizers, start preconditions, translations and listeners of telemetry.</summary>
internal static class HostExtensionPoints
{
    internal static IReadOnlyDictionary<string, ExtensionPointRow> Rows { get; } =
        new Dictionary<string, ExtensionPointRow>
        {
            ["an authorizer"] = new(
                ["IWorkflowAuthorizer.AllowsAsync"],
                static stage => stage.CheckAsync("IWorkflowAuthorizer.AllowsAsync", "faulty_step")
            ),
            ["a policy"] = new(
                ["IWorkflowPolicies.IsSatisfiedAsync"],
                static stage => stage.AnnotateAsync("IWorkflowPolicies.IsSatisfiedAsync")
            ),
            ["a read authorizer"] = new(
                ["IReadAuthorizer.GetScopeAsync"],
                static stage => stage.AnnotateAsync("IReadAuthorizer.GetScopeAsync")
            ),
            ["an authorizer at a scheduled time"] = new(
                [],
                static stage => stage.RefuseScheduleAsync("IWorkflowAuthorizer.AllowsAsync", "faulty_step", new { })
            ),
            ["an authorizer that is asked about many tasks"] = new([], RetryAllAsync),
            ["a run predicate"] = new(
                ["IStartPrecondition.CheckAsync"],
                static stage => stage.CheckAsync("IStartPrecondition.CheckAsync", "faulty_step")
            ),
            ["a run predicate at a scheduled time"] = new(
                [],
                static stage => stage.RefuseScheduleAsync("IStartPrecondition.CheckAsync", "faulty_step", new { })
            ),
            ["a run predicate in a bulk reconcile"] = new([], ReconcileAsync),
            ["a run predicate in the nightly validations"] = new([], ValidateAsync),
            ["a failure classifier"] = new(["IFailureClassifier.Classify"], ClassifyAsync),
            ["translations"] = new(["ITranslations.GetAsync"], ValidateProductsAsync),
            ["a metric"] = new(["IEngineControl.GetStatusAsync"], MeasureAsync),
            ["a listener of the engine's measurements"] = new([], ListenToMeasurementsAsync),
            ["a listener of spans that begin"] = new(
                [],
                static stage => ListenToSpansAsync(stage, (listener, hit) => listener.ActivityStarted = hit)
            ),
            ["a listener of spans that end"] = new(
                [],
                static stage => ListenToSpansAsync(stage, (listener, hit) => listener.ActivityStopped = hit)
            ),
            ["a sampler of spans"] = new(
                [],
                static stage =>
                    ListenToSpansAsync(
                        stage,
                        static (listener, hit) =>
                            listener.Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                            {
                                hit(Activity.Current);
                                return ActivitySamplingResult.AllData;
                            }
                    )
            ),
        };

    private static async Task<Aftermath> RetryAllAsync(ExtensionPointStage stage)
    {
        stage.Engine.Database.Query("UPDATE processes SET last_status = 'aborted' WHERE last_status NOT IN ('completed', 'aborted')");
        stage.Arm("StepBody");
        Guid[] failed = [await stage.StartAsync("faulty_step"), await stage.StartAsync("faulty_step")];
        foreach (var processId in failed)
        {
            await stage.Engine.WaitAsync(processId, ProcessStatus.Failed);
        }

        stage.Host.Log.Clear();
        stage.Arm("IWorkflowAuthorizer.AllowsAsync", times: 1);
        Assert.Equal(1, await stage.Engine.Processes.ResumeAllAsync("ann"));
        return new(
            stage.Logged(),
            async () =>
            {
                Assert.Equal(1, await stage.Engine.Processes.ResumeAllAsync("ann"));
                foreach (var processId in failed)
                {
                    await stage.Engine.WaitAsync(processId, ProcessStatus.Completed);
                }
            }
        );
    }

    private static async Task<Aftermath> ReconcileAsync(ExtensionPointStage stage)
    {
        await stage.Engine.CreateThingAsync();
        await stage.Engine.CreateThingAsync();
        stage.Arm("IStartPrecondition.CheckAsync", times: 1);
        var bulk = await RunAsync();
        Assert.Equal(bulk.Counts.Total - 1, bulk.Counts.Done);
        return new(bulk.Refusals.Single().Reason, async () => Assert.Equal(0, (await RunAsync()).Counts.Refused));

        async Task<BulkReconcile> RunAsync()
        {
            var id = await stage.Service<IBulkReconciles>().StartAsync("product_name:thing", concurrency: 5, "ann");
            await EngineHost.UntilAsync(async () =>
            {
                await stage.Engine.AdvanceAsync(TimeSpan.FromSeconds(5));
                return (await stage.Engine.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
            });
            return await stage.Service<IBulkReconciles>().GetAsync(id);
        }
    }

    private static async Task<Aftermath> ValidateAsync(ExtensionPointStage stage)
    {
        await stage.Engine.CreateThingAsync();
        await stage.Engine.CreateThingAsync();
        stage.Host.Log.Clear();
        stage.Arm("IStartPrecondition.CheckAsync", times: 1);
        Assert.Equal(1, await RunAsync());
        return new(stage.Logged(), async () => Assert.Equal(0, await RunAsync()));

        async Task<int> RunAsync()
        {
            var task = await stage.Engine.WaitAsync(await stage.StartAsync("task_validate_subscriptions"), ProcessStatus.Completed);
            Assert.NotEqual(0, task.CurrentState.Get<int>("started_validations"));
            return task.CurrentState.Get<int>("refused_validations");
        }
    }

    private static Task<Aftermath> ClassifyAsync(ExtensionPointStage stage) =>
        stage.LogAsync(
            "IFailureClassifier.Classify",
            async () =>
                Assert.Equal(
                    "It always fails.",
                    (await stage.Engine.WaitAsync(await stage.StartAsync("failing"), ProcessStatus.Failed)).FailedReason
                )
        );

    private static async Task<Aftermath> ValidateProductsAsync(ExtensionPointStage stage)
    {
        stage.Arm("ITranslations.GetAsync");
        return await stage.FailedAsync(
            await stage.StartAsync("task_validate_products"),
            ProcessStatus.Completed,
            ProcessStatus.InconsistentData
        );
    }

    private static async Task<Aftermath> ListenToMeasurementsAsync(ExtensionPointStage stage)
    {
        const string place = "MeterListener";
        var meters = stage.Service<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => Fault.Hit(place, true));
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => Fault.Hit(place, true));
        listener.Start();
        return await stage.LogAsync(place, stage.Completes("faulty_step"));
    }

    /// <summary>
    /// Listens to the spans of one trace, because a listener to a source gets those of every host of this test run.
    /// </summary>
    private static async Task<Aftermath> ListenToSpansAsync(ExtensionPointStage stage, Action<ActivityListener, Action<Activity?>> listen)
    {
        const string place = "ActivityListener";
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        request.Start();
        var trace = request.TraceId;
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == OrchestratorTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        listen(listener, activity => _ = activity?.TraceId == trace && Fault.Hit(place, true));
        ActivitySource.AddActivityListener(listener);
        return await stage.LogAsync(place, stage.Completes("faulty_step"));
    }

    private static Task<Aftermath> MeasureAsync(ExtensionPointStage stage) =>
        stage.LogAsync(
            "IEngineControl.GetStatusAsync",
            async () =>
                Assert.Superset(
                    new HashSet<string> { "wfo_subscriptions_count", "wfo_process_count", "wfo_process_seconds_total_count" },
                    (await stage.Service<IEngineMetrics>().ReadAsync()).Select(static metric => metric.Name).ToHashSet()
                )
        );
}
