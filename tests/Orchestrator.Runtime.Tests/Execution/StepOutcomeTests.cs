using System.Reflection;
using System.Text.RegularExpressions;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>The algebra of outcomes is closed: whoever adds a case has to say everywhere what becomes of it.</summary>
public sealed class StepOutcomeTests
{
    private static readonly StepFailure Failure = new("Exception", "It failed.", "", FailureKind.Ordinary);

    private static readonly MethodInfo Match = Assert.Single(typeof(StepOutcome).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic), static method => method.Name == "Match");

    [Fact]
    public void Each_case_has_a_function_of_its_own_in_the_one_method_that_tells_them_apart_and_has_to_override_it()
    {
        var cases = typeof(StepOutcome).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(StepOutcome))).ToArray();
        var functions = Match.GetParameters().Skip(1).Select(static parameter => parameter.ParameterType.GetGenericArguments()[0]);

        Assert.True(Match.IsAbstract);
        Assert.Equal(cases.OrderBy(static type => type.Name, StringComparer.Ordinal), functions.OrderBy(static type => type.Name, StringComparer.Ordinal));
        Assert.All(cases, static type =>
        {
            Assert.True(type is { IsSealed: true, IsNestedAssembly: true } && type.DeclaringType == typeof(StepOutcome), $"{type} can be extended, or is declared elsewhere.");
            Assert.NotNull(type.GetMethod("Match", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        });
    }

    [Fact]
    public void A_match_calls_the_function_of_its_case_with_the_context_and_only_success_and_skipped_go_on()
    {
        StepOutcome[] outcomes =
        [
            new StepOutcome.Success(State.Empty),
            new StepOutcome.Skipped(State.Empty, WholeGroup: false),
            new StepOutcome.Suspend(State.Empty),
            new StepOutcome.Waiting(Failure, DueAt: null),
            new StepOutcome.AwaitingCallback(State.Empty),
            new StepOutcome.Failed(Failure),
            new StepOutcome.Complete(State.Empty),
            new StepOutcome.Abort(State.Empty),
        ];

        Assert.All(outcomes, static outcome => Assert.Equal(
            $"It is {outcome.GetType().Name}",
            outcome.Match(
                "It is",
                static (_, text) => $"{text} Success",
                static (_, text) => $"{text} Skipped",
                static (_, text) => $"{text} Suspend",
                static (_, text) => $"{text} Waiting",
                static (_, text) => $"{text} AwaitingCallback",
                static (_, text) => $"{text} Failed",
                static (_, text) => $"{text} Complete",
                static (_, text) => $"{text} Abort")));
        Assert.Equal(["Success", "Skipped"], outcomes.Where(static outcome => outcome.Next is not null).Select(static outcome => outcome.GetType().Name));
    }

    [Fact]
    public void No_code_tells_outcomes_apart_by_a_switch_which_could_leave_one_out()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Orchestrator.Runtime"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, static file => Regex.IsMatch(File.ReadAllText(file), @"case StepOutcome\.|StepOutcome\.\w+(\s*\{[^}]*\})?(\s+\w+)?\s*(when [^\n]*)?=>"));
    }
}
