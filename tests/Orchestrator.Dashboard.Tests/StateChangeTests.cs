using System.Text.Json;
using Bunit;
using CsCheck;
using Orchestrator.Dashboard.Processes;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>What a step has changed in the state.</summary>
public sealed class StateChangeTests
{
    private static readonly string[] Names = ["a", "b", "c", "__d"];

    private static readonly Gen<State> States = Gen.Dictionary(
            Gen.Int[0, Names.Length - 1].Select(static name => Names[name]),
            Gen.Int[0, 2]
        )[0, 4]
        .Select(static values => State.Parse(JsonSerializer.Serialize(values)));

    [Fact]
    public void A_change_has_its_place_and_the_value_before_and_after_and_what_was_removed_is_last()
    {
        var before = State.Parse("""{"gone": 1, "same": [1], "port": {"speed": 10, "name": "eth0", "old": true}, "__own": 1}""");
        var after = State.Parse("""{"same": [1], "port": {"speed": 100, "name": "eth0", "new": null}, "added": "x", "__own": 2}""");

        Assert.Equal(
            ["port.speed: 10 -> 100", "port.new: - -> null", "port.old: True -> -", "added: - -> x", "gone: 1 -> -"],
            StateChange.Between(before, after).Select(static change => $"{change.Path}: {Show(change.Before)} -> {Show(change.After)}")
        );
    }

    [Fact]
    public void Each_key_of_the_application_that_differs_is_a_change_and_no_other_is() =>
        Gen.Select(States, States)
            .Sample(
                static (before, after) =>
                    before
                        .Keys.Union(after.Keys)
                        .Where(key => !key.StartsWith("__", StringComparison.Ordinal) && Show(Find(before, key)) != Show(Find(after, key)))
                        .Order()
                        .SequenceEqual(StateChange.Between(before, after).Select(static change => change.Key).Order())
            );

    [Fact]
    public async Task A_step_shows_values_before_and_after_it_and_the_keys_that_it_removed()
    {
        await using var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        var step = Step("Turn", StepStatus.Success, """{"opening": 7}""");

        var shown = browser.Render<StateDifference>(parameters =>
            parameters
                .Add(static difference => difference.Step, step)
                .Add(static difference => difference.Before, State.Parse("""{"opening": 5, "plan": "x"}"""))
        );

        Assert.Equal("2 keys of the state were changed", shown.Find("summary").TextContent);
        Assert.Equal(
            ["opening|5|7", "plan|x|removed"],
            shown.FindAll("tbody tr").Select(static row => string.Join('|', row.Children.Select(static cell => cell.TextContent.Trim())))
        );
    }

    [Fact]
    public void The_state_before_a_step_is_that_after_the_last_step_before_it_that_is_done()
    {
        var process = Process(
            Step("One", StepStatus.Success, """{"a": 1}"""),
            Step("Two", StepStatus.Failed, """{"error": "It is closed."}"""),
            Step("Three", StepStatus.Success, """{"a": 2}"""),
            Step("Four", StepStatus.Suspend, """{"a": 2}""")
        );

        Assert.Equal(["{}", """{"a":1}""", """{"a":1}""", """{"a":2}"""], StepRow.Of(process).Select(static row => row.Before.ToJson()));
    }

    private static ProcessStepDetail Step(string name, StepStatus status, string state) =>
        new(Guid.NewGuid(), name, status, CreatedBy: "ann", StartedAt: null, CompletedAt: null, State.Parse(state), StateDelta: null, null);

    private static ProcessDetail Process(params ProcessStepDetail[] steps) =>
        new(
            Guid.NewGuid(),
            Guid.NewGuid(),
            "work",
            Target.System,
            IsTask: true,
            "ann",
            "SYSTEM",
            ProcessStatus.Suspended,
            "Work",
            FailedReason: null,
            Traceback: null,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            Note: null,
            [],
            State.Empty,
            steps,
            Form: null
        );

    private static JsonElement? Find(State state, string key) => state.TryGetValue(key, out var value) ? value : null;

    private static string Show(JsonElement? value) =>
        value is not { } found ? "-"
        : found.ValueKind == JsonValueKind.Null ? "null"
        : found.ToString();
}
