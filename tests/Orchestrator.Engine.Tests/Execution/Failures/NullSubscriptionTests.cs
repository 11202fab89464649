using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution.Failures;

/// <summary>Steps that give null where their result declares a subscription.</summary>
public sealed class NullSubscriptionTests
{
    [Fact]
    public async Task A_step_that_returns_null_as_its_subscription_fails_with_what_to_return()
    {
        await using var host = await EngineHost.StartAsync(builder: static builder =>
            Register(builder, static call => call.Output().Save("new_thing", null))
        );

        var process = await host.RunPlainAsync("give_nothing", ProcessStatus.Failed);

        Assert.Equal(
            "Step 'Give nothing' returned null as 'new_thing', where it declares a subscription, so nothing would be saved. Return the "
                + "subscription. If there may be nothing to save, declare it as nullable, with '?' after its type.",
            process.FailedReason
        );
    }

    [Fact]
    public async Task A_subscription_that_is_declared_as_nullable_may_be_null()
    {
        await using var host = await EngineHost.StartAsync(builder: static builder =>
            Register(builder, static call => call.Output().SaveOptional(null).SaveOptional("new_thing", null))
        );

        var process = await host.RunPlainAsync("give_nothing", ProcessStatus.Completed);

        Assert.False(process.CurrentState.ContainsKey("new_thing"));
    }

    // Bound by hand, so that no other host of the tests has it.
    private static void Register(IOrchestratorBuilder builder, Func<StepCall, StepOutput> body) =>
        builder.Catalog.AddRegistry(
            nameof(NullSubscriptionTests),
            catalog =>
            {
                catalog.Steps.AddClass(
                    typeof(NullSubscriptionTests),
                    nameof(NullSubscriptionTests),
                    steps => steps.Add(nameof(Give), "Give nothing", call => new(body(call)))
                );
                catalog.AddPlain(
                    "give_nothing",
                    Target.System,
                    "Give nothing",
                    [],
                    static () => StepList.Of(new BoundaryStep(IsLast: false), new MethodStep(Give), new BoundaryStep(IsLast: true))
                );
            }
        );

    private static void Give() { }
}
