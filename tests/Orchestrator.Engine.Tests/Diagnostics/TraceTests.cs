using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using Orchestrator.Diagnostics;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Diagnostics;

/// <summary>What OpenTelemetry gets about processes and steps.</summary>
public sealed class TraceTests : IAsyncDisposable
{
    // Every host of this test run uses the same source: a test looks only at what belongs to its own trace.
    private readonly List<Activity> _exported = [];
    private readonly TracerProvider _tracing;
    private readonly Activity _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
    private readonly TestDatabase _database = TestDatabase.New();

    public TraceTests()
    {
        // Exports when it is told to and at no other time, so the list can be read without a lock.
        var exporter = new BatchActivityExportProcessor(
            new InMemoryExporter<Activity>(_exported),
            maxQueueSize: 100_000,
            scheduledDelayMilliseconds: int.MaxValue,
            maxExportBatchSize: 100_000
        );
        _tracing = Sdk.CreateTracerProviderBuilder().AddSource(OrchestratorTelemetry.ActivitySourceName).AddProcessor(exporter).Build();
        _request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        _request.TraceStateString = "vendor=value";
        _request.Start();
    }

    public ValueTask DisposeAsync()
    {
        _request.Dispose();
        _tracing.Dispose();
        _database.Dispose();
        return default;
    }

    [Fact]
    public async Task A_process_and_its_steps_are_below_the_request_that_started_it()
    {
        var beat = new Beat();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(_database, services: services => services.AddSingleton<IBeat>(beat)))
        {
            processId = (await host.RunPlainAsync("beat_five_times")).ProcessId;
        }

        var spans = Export();
        Assert.Equal(
            [
                "start beat_five_times",
                "process beat_five_times",
                "step First",
                "step Second",
                "step Third",
                "step Fourth",
                "step Fifth",
                "step Done",
            ],
            spans.Select(static span => span.DisplayName)
        );
        Assert.Equal(_request.SpanId, spans[0].ParentSpanId);
        Assert.Equal(spans[0].SpanId, spans[1].ParentSpanId);
        Assert.All(spans.Skip(2), step => Assert.Equal(spans[1].SpanId, step.ParentSpanId));
        Assert.All(spans, span => Assert.Equal(processId, span.GetTagItem("orchestrator.process.id")));
        Assert.Equal("vendor=value", spans[1].TraceStateString);
        Assert.Equal("completed", spans[1].GetTagItem("orchestrator.process.status"));
        Assert.Equal("success", spans[2].GetTagItem("orchestrator.step.status"));

        // What the code of a step calls belongs to the step.
        Assert.Equal(spans[2].SpanId, beat.Current["First"]);
    }

    [Fact]
    public async Task A_process_that_waited_a_week_and_continued_on_another_host_is_still_one_trace()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        Guid processId;
        await using (var first = await EngineHost.StartAsync(_database, time: clock))
        {
            processId = (await first.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended)).ProcessId;
        }

        clock.Advance(TimeSpan.FromDays(7));
        _request.Stop();
        await using (var second = await EngineHost.StartAsync(_database, time: clock))
        {
            await second.Processes.ResumeAsync(
                processId,
                [EngineHost.Page(new { answer = 1 })],
                "test",
                cancellationToken: TestContext.Current.CancellationToken
            );
            await second.WaitAsync(processId, ProcessStatus.AwaitingCallback);
        }

        var runs = Export().Where(static span => span.DisplayName == "process ask_then_call_back").ToArray();
        Assert.Equal(["suspended", "awaiting_callback"], runs.Select(static run => run.GetTagItem("orchestrator.process.status")));
        Assert.Equal(runs[0].ParentSpanId, runs[1].ParentSpanId);
        Assert.All(runs, static run => Assert.True(run.HasRemoteParent));
    }

    [Fact]
    public async Task A_failed_step_and_its_process_are_errors_that_name_the_exception()
    {
        await using (var host = await EngineHost.StartAsync(_database))
        {
            var thing = await host.CreateThingAsync();
            host.External.FailNext(new TimeoutException("The device does not answer."));
            await host.WaitAsync(await host.StartAsync("reconcile_thing", thing), ProcessStatus.Failed);
        }

        var failed = Export().Where(static span => span.Status == ActivityStatusCode.Error).ToArray();
        Assert.Equal(["process reconcile_thing", "step Apply thing"], failed.Select(static span => span.DisplayName).Order());
        Assert.All(failed, static span => Assert.Equal("The device does not answer.", span.StatusDescription));
        Assert.Equal("TimeoutException", failed.Single(static span => span.DisplayName == "step Apply thing").GetTagItem("error.type"));
        Assert.Equal(
            "failed",
            failed.Single(static span => span.DisplayName == "process reconcile_thing").GetTagItem("orchestrator.process.status")
        );
    }

    [Fact]
    public async Task A_process_that_no_request_started_has_a_trace_of_its_own()
    {
        Activity.Current = null;
        Guid processId;
        await using (var host = await EngineHost.StartAsync(_database))
        {
            processId = (await host.RunPlainAsync("call_back_soon", ProcessStatus.AwaitingCallback)).ProcessId;
        }

        Assert.Empty(Export());
        var spans = _exported
            .Where(span => Equals(span.GetTagItem("orchestrator.process.id"), processId))
            .OrderBy(static span => span.StartTimeUtc)
            .ToArray();
        Assert.Equal(default, spans[0].ParentSpanId);
        Assert.All(spans, span => Assert.Equal(spans[0].TraceId, span.TraceId));
    }

    /// <summary>The spans of this test's trace, in the order in which they began.</summary>
    private Activity[] Export()
    {
        Assert.True(_tracing.ForceFlush());
        return [.. _exported.Where(span => span.TraceId == _request.TraceId).OrderBy(static span => span.StartTimeUtc)];
    }

    private sealed class Beat : IBeat
    {
        internal Dictionary<string, ActivitySpanId> Current { get; } = [];

        public void Begin(string step) => Current[step] = Activity.Current!.SpanId;
    }
}
