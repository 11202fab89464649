using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

/// <summary>A step that was committed stays so, and one that failed is recorded once, whatever the author's code throws.</summary>
public sealed class UnrecordableFailureTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Exception> Exceptions = new()
    {
        ["details that are a ring"] = new ProcessFailureException("Refused.", Ring()),
        ["details that are not a number"] = new ProcessFailureException("Refused.", new { share = double.NaN }),
        ["details with a getter that throws"] = new ProcessFailureException("Refused.", new Unreadable("No port is known.")),
        ["details with NUL and half a pair"] = new ProcessFailureException(
            "Refused.",
            new Dictionary<string, string> { ["a\0b"] = "c\0d\ud800e" }
        ),
        ["details that are too deep"] = new ProcessFailureException("Refused.", Nested(200)),
        ["a message with NUL"] = new InvalidOperationException("a\0b"),
        ["a message with half a pair"] = new InvalidOperationException("a\ud800b"),
        ["half a pair where the message is cut"] = new InvalidOperationException(new string('x', 9_999) + "\U0001F525"),
        ["a message that throws"] = new Untold(),
        ["a text that throws"] = new Unwritten(),
        ["an answer with NUL"] = new HttpResponseException(
            HttpStatusCode.BadRequest,
            "a\0b",
            "c\0d",
            new Dictionary<string, string> { ["e\0f"] = "g\0h" }
        ),
        ["an inner exception that throws"] = new InvalidOperationException("Refused.", new Unwritten()),
    };

    private EngineHost _host = null!;

    public static TheoryData<string> Names { get; } = [.. Exceptions.Keys];

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_a_step_throws_is_recorded_once_shown_and_retried(string name)
    {
        _host.External.FailNext(Exceptions[name]);

        var failed = await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed);
        var calls = _host.External.Calls.Count;
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "test");
        var completed = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(0, calls);
        Assert.False(string.IsNullOrWhiteSpace(failed.FailedReason));
        Assert.False(string.IsNullOrWhiteSpace(failed.Traceback));
        Assert.Equal(
            ["Start Success", "Mop Failed", "Mop Success", "Done Complete"],
            completed.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal(
            Exceptions[name].GetType().Name,
            failed.Steps.Single(static step => step.Status == StepStatus.Failed).State!.Get<string>("class")
        );
    }

    [Fact]
    public async Task A_service_that_cannot_be_disposed_of_changes_nothing_of_a_step_that_is_committed()
    {
        var calls = new List<int>();
        await using var host = await EngineHost.StartAsync(services: services =>
            services.AddScoped<IExternalSystem>(_ => new Undisposable(calls))
        );

        var process = await host.RunPlainAsync("mop_floor");

        Assert.Equal(["Start Success", "Mop Success", "Done Complete"], process.Steps.Select(static step => $"{step.Name} {step.Status}"));
        Assert.Single(calls);
    }

    [Fact]
    public async Task A_failure_that_the_database_refuses_is_recorded_as_little_of_it_as_can_be()
    {
        _host.Database.Query(
            _host.Database is SqliteTestDatabase
                ? "CREATE TRIGGER refuse BEFORE UPDATE ON processes WHEN NEW.failed_reason LIKE 'Refuse%' BEGIN SELECT RAISE(ABORT, "
                    + "'refused'); END"
                : "ALTER TABLE processes ADD CONSTRAINT refuse CHECK (failed_reason NOT LIKE 'Refuse%')"
        );
        _host.External.FailNext(new InvalidOperationException("Refuse this."));

        var failed = await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed);

        Assert.Equal(
            "The step failed with InvalidOperationException, and more of the failure could not be recorded. The host's log has it.",
            failed.FailedReason
        );
        Assert.Empty(_host.External.Calls);
        Assert.Equal(
            ["Start Success", "Mop Failed"],
            failed.Steps.Where(static step => step.Status is not null).Select(static step => $"{step.Name} {step.Status}")
        );
    }

    private static List<object> Ring()
    {
        List<object> ring = [];
        ring.Add(ring);
        return ring;
    }

    private static object[] Nested(int depth) => Enumerable.Range(0, depth).Aggregate(Array.Empty<object>(), static (inner, _) => [inner]);

    private sealed class Unreadable(string reason)
    {
        public int Port => throw new InvalidOperationException(reason);
    }

    private sealed class Untold : Exception
    {
        public override string Message => throw new InvalidOperationException("There is no message.");
    }

    private sealed class Unwritten() : Exception("It cannot be written.")
    {
        public override string ToString() => throw new InvalidOperationException("There is no text.");
    }

    private sealed class Undisposable(List<int> calls) : IExternalSystem, IAsyncDisposable
    {
        public Task<int> ApplyAsync(Guid subscriptionId, int size, CancellationToken cancellationToken)
        {
            calls.Add(size);
            return Task.FromResult(calls.Count);
        }

        public ValueTask DisposeAsync() => throw new InvalidOperationException("The connection is gone.");
    }
}
