using Orchestrator.Processes;

namespace Orchestrator.Tests.Execution;

/// <summary>How far a step was that looks again and again, as the rows of its log say it.</summary>
public sealed class FailedStepRowTests
{
    [Theory]
    [InlineData(StepStatus.Waiting, """{"class": "Progress", "progress": {"count": 7}}""", 7)]
    [InlineData(StepStatus.Failed, """{"class": "IOException", "details": {"count": 8}, "progress": {"count": 7}}""", 7)]
    [InlineData(StepStatus.Waiting, """{"class": "IOException", "details": {"count": 8}}""", null)]
    [InlineData(StepStatus.Waiting, """{"class": "Progress", "progress": [7]}""", null)]
    [InlineData(StepStatus.Waiting, """{"class": "Progress", "progress": {"count": "seven"}}""", null)]
    [InlineData(StepStatus.Waiting, """{"class": "Progress", "progress": null}""", null)]
    public void Only_progress_counts_and_what_cannot_be_read_begins_again(StepStatus status, string record, int? count)
    {
        var row = Row(status, record);

        Assert.Equal(count, row.FindProgress<Counted>("look")?.Count);
        Assert.Null(row.FindProgress<Counted>("other"));
    }

    [Fact]
    public void A_failure_keeps_the_progress_before_it()
    {
        var row = Row(StepStatus.Waiting, """{"progress": {"count": 7}}""");

        var failure = row.KeepProgress(State.Parse("""{"class": "IOException"}"""));

        Assert.Equal(7, (row with { Status = StepStatus.Failed, Record = failure }).FindProgress<Counted>("look")?.Count);
    }

    private static FailedStepRow Row(StepStatus status, string record) =>
        new(Guid.Empty, "look", status, "ann", Attempts: 1, WaitingAttempts: 1, Rows: 1, State.Parse(record), DateTimeOffset.UnixEpoch);

    private sealed record Counted(int Count);
}
