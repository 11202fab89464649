using System.Reflection;
using Orchestrator.Catalog;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;

namespace Orchestrator.Tests.Execution;

/// <summary>The hierarchy of outcomes is closed: a new case does not compile until every switch handles it.</summary>
public sealed class StepOutcomeTests
{
    private static readonly Type[] Cases =
    [
        .. typeof(StepOutcome).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(StepOutcome))),
    ];

    [Fact]
    public void No_one_else_can_add_a_case()
    {
        Assert.NotEmpty(Cases);
        Assert.All(
            Cases,
            static type =>
                Assert.True(
                    type is { IsSealed: true, IsNestedAssembly: true } && type.DeclaringType == typeof(StepOutcome),
                    $"{type} can be extended, or is declared elsewhere."
                )
        );
        Assert.All(
            typeof(StepOutcome)
                .GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Where(static constructor => constructor.GetParameters().Length == 0),
            static constructor => Assert.True(constructor.IsPrivate)
        );
    }

    public static TheoryData<string, StepStatus, ProcessStatus> Rows { get; } =
        new()
        {
            { nameof(StepOutcome.Success), StepStatus.Success, ProcessStatus.Running },
            { nameof(StepOutcome.Skipped), StepStatus.Skipped, ProcessStatus.Running },
            { nameof(StepOutcome.Suspend), StepStatus.Suspend, ProcessStatus.Suspended },
            { nameof(StepOutcome.Waiting), StepStatus.Waiting, ProcessStatus.Waiting },
            { nameof(StepOutcome.AwaitingCallback), StepStatus.AwaitingCallback, ProcessStatus.AwaitingCallback },
            { nameof(StepOutcome.Failed), StepStatus.Failed, ProcessStatus.Failed },
            { nameof(StepOutcome.Complete), StepStatus.Complete, ProcessStatus.Completed },
        };

    [Fact]
    public void Every_case_has_a_row_here() =>
        Assert.Equal(
            Cases.Select(static type => type.Name).Order(StringComparer.Ordinal),
            Rows.Select(static row => row.Data.Item1).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_case_is_a_row_of_the_step_log(string outcome, StepStatus step, ProcessStatus process)
    {
        var type = Cases.Single(type => type.Name == outcome);

        var entry = StepLogEntries.Of(Execution(), Make(type));

        Assert.Equal((step, process), (entry.StepStatus, entry.ProcessStatus));
    }

    /// <summary>An outcome with some value for each parameter of its case.</summary>
    private static StepOutcome Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Single();
        return (StepOutcome)
            constructor.Invoke([.. constructor.GetParameters().Select(static parameter => ValueOf(parameter.ParameterType))]);
    }

    private static object? ValueOf(Type type) =>
        type == typeof(State) ? State.Empty
        : type == typeof(StepFailure) ? StepFailure.From(new InvalidOperationException("no"))
        : type == typeof(bool) ? false
        : type == typeof(DateTimeOffset?) ? null
        : throw new InvalidOperationException($"There is no value of {type} here.");

    private static StepExecution Execution()
    {
        var step = new PlannedStep.Start();
        var workflow = new WorkflowDescriptor("modify_thing", Target.Modify, "Modify it", Products: [], static () => Workflow.Begin);
        return new(
            ProcessLease.OfUnreadable(Guid.Empty, token: 1),
            new(workflow, [step]),
            step,
            State.Empty,
            new(Guid.Empty, workflow.Name, workflow.Target, "ann", Attempt: 1)
        )
        {
            StartedAt = DateTimeOffset.UnixEpoch,
        };
    }
}
