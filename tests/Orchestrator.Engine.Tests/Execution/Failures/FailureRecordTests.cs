using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

/// <summary>What is kept of a failure, and what it means for a task.</summary>
public sealed class FailureRecordTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public static TheoryData<string, ProcessStatus> Failures { get; } =
        new()
        {
            { "time-out of an HttpClient", ProcessStatus.ApiUnavailable },
            { "cancelled for another reason", ProcessStatus.Failed },
            { "typed answer 503", ProcessStatus.ApiUnavailable },
            { "answer 404", ProcessStatus.Failed },
            { "vendor busy", ProcessStatus.ApiUnavailable },
            { "answer 409", ProcessStatus.InconsistentData },
            { "classifier fails", ProcessStatus.Failed },
        };

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: static services => services.AddSingleton<IFailureClassifier, Ours>());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_task_s_failure_is_told_apart_by_its_type_and_by_the_application_first(string failure, ProcessStatus status)
    {
        _host.External.FailNext(
            failure switch
            {
                "time-out of an HttpClient" => new TaskCanceledException("The request was canceled.", new TimeoutException()),
                "cancelled for another reason" => new TaskCanceledException("The request was canceled."),
                "typed answer 503" => new ServiceDown(),
                "answer 404" => new HttpResponseException(HttpStatusCode.NotFound),
                "vendor busy" => new VendorBusy(),
                "answer 409" => new HttpResponseException(HttpStatusCode.Conflict),
                _ => new ArithmeticException(),
            }
        );

        var task = await _host.RunPlainAsync("mop_floor", status);

        Assert.Equal(status == ProcessStatus.InconsistentData ? Assignee.Noc : Assignee.System, task.Assignee);
    }

    [Fact]
    public async Task What_an_external_system_answered_is_kept_but_for_what_lets_someone_in()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway)
        {
            RequestMessage = new(HttpMethod.Get, "https://ann:secret@nrm.example.org/ports/7?key=secret"),
            ReasonPhrase = "The box is on fire",
            Content = new StringContent("""{"error": "smoke"}"""),
            Headers = { { "Retry-After", "120" }, { "Set-Cookie", "session=secret" } },
        };
        _host.External.FailNext(await Assert.ThrowsAsync<HttpResponseException>(() => HttpResponseException.ThrowIfFailedAsync(response)));

        var (task, record) = await FailAsync();

        Assert.Equal("The box is on fire", task.FailedReason);
        Assert.Equal(
            ("The box is on fire", 502, """{"error": "smoke"}"""),
            (record.Get<string>("error"), record.Get<int>("status_code"), record.Get<string>("body"))
        );
        Assert.Equal("https://nrm.example.org/ports/7", record.Get<string>("address"));
        EngineHost.AssertJson(
            """{"Retry-After": "120", "Content-Type": "text/plain; charset=utf-8", "Content-Length": "18"}""",
            record["headers"]
        );
    }

    [Fact]
    public async Task Of_a_framework_s_exception_the_reason_phrase_is_kept_and_of_an_author_s_his_words()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.NotFound);
        _host.External.FailNext(Assert.Throws<HttpRequestException>(response.EnsureSuccessStatusCode));
        var (_, usual) = await FailAsync();
        _host.External.FailNext(new HttpRequestException("Port 7 is not known there.", inner: null, HttpStatusCode.NotFound));
        var (_, own) = await FailAsync();

        Assert.Equal(("Not Found", 404), (usual.Get<string>("error"), usual.Get<int>("status_code")));
        Assert.Equal(("Port 7 is not known there.", 404), (own.Get<string>("error"), own.Get<int>("status_code")));
        Assert.False(own.ContainsKey("body"));
    }

    [Fact]
    public async Task The_details_of_a_process_failure_are_kept_whatever_kind_it_is()
    {
        _host.External.FailNext(new ProcessFailureException("Two ports are in use.", new { ports = new[] { 7, 8 } }));

        var (task, record) = await FailAsync();

        Assert.Equal(ProcessStatus.Failed, task.Status);
        EngineHost.AssertJson("""{"ports": [7, 8]}""", record["details"]);
    }

    [Fact]
    public async Task Of_a_long_failure_the_beginning_of_the_reason_and_the_end_of_the_traceback_are_kept()
    {
        _host.External.FailNext(new Verbose());

        var (task, record) = await FailAsync();

        Assert.Equal("The reason" + new string('.', 10_000 - 10), task.FailedReason);
        Assert.Equal(new string('.', 50_000 - 7) + "the end", task.Traceback);
        Assert.False(record.ContainsKey("traceback"));
    }

    [Fact]
    public async Task A_classifier_that_never_answers_is_passed_over_and_not_asked_again_before_it_has()
    {
        using var answer = new ManualResetEventSlim();
        var logger = _host.Services.GetRequiredService<EngineLogger<FailureClassifier>>();
        var silent = new Silent(answer);
        var classifier = new FailureClassifier([silent], logger) { Limit = TimeSpan.FromMilliseconds(100) };

        FailureKind[] kinds =
        [
            await classifier.ClassifyAsync(new TimeoutException()),
            await classifier.ClassifyAsync(new TimeoutException()),
        ];
        await EngineHost.UntilAsync(() => Task.FromResult(silent.Asked > 0));
        var asked = silent.Asked;
        answer.Set();

        Assert.Equal([FailureKind.SystemUnavailable, FailureKind.SystemUnavailable], kinds);
        Assert.Equal(1, asked);
    }

    private async Task<(ProcessDetail Task, State Record)> FailAsync()
    {
        var id = await _host.Processes.StartAsync("run_group", [EngineHost.Page(new { })], "test");
        var task = await _host.WaitAsync(id, ProcessStatus.Failed, ProcessStatus.ApiUnavailable);
        return (task, task.Steps.Single(static step => step.Status == StepStatus.Failed).State!);
    }

    private sealed class Ours : IFailureClassifier
    {
        public FailureKind? Classify(Exception exception) =>
            exception switch
            {
                VendorBusy => FailureKind.SystemUnavailable,
                HttpRequestException { StatusCode: HttpStatusCode.Conflict } => FailureKind.InconsistentData,
                ArithmeticException => throw new InvalidOperationException("The classifier is broken."),
                _ => null,
            };
    }

    private sealed class Silent(ManualResetEventSlim answer) : IFailureClassifier
    {
        private int _asked;

        internal int Asked => Volatile.Read(ref _asked);

        public FailureKind? Classify(Exception exception)
        {
            Interlocked.Increment(ref _asked);
            answer.Wait(CancellationToken.None);
            return FailureKind.Ordinary;
        }
    }

    private sealed class ServiceDown() : HttpResponseException(HttpStatusCode.ServiceUnavailable);

    private sealed class VendorBusy() : Exception("Try again.");

    private sealed class Verbose : Exception
    {
        public override string Message => "The reason" + new string('.', 20_000);

        public override string ToString() => "The beginning" + new string('.', 60_000) + "the end";
    }
}
