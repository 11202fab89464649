using Orchestrator.Forms;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>What is said to who starts a workflow on a subscription on which it may not run.</summary>
public sealed class RefusedStatusTests
{
    [Fact]
    public async Task A_refusal_names_the_status_that_the_subscription_has_and_those_in_which_the_workflow_runs()
    {
        await using var host = await EngineHost.StartAsync();
        var thing = await host.CreateThingAsync();
        await host.WaitAsync(await host.StartAsync("terminate_thing", thing), ProcessStatus.Completed);

        var refused = await Assert.ThrowsAsync<FormInvalidException>(() => host.StartAsync("modify_thing", thing, new { size = 2 }));

        Assert.EndsWith(
            "because of the status it has: it is terminated, and the workflow runs only while it is active",
            Assert.Single(refused.Errors).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refusal_of_a_workflow_of_another_product_names_the_products_for_which_it_is()
    {
        await using var host = await EngineHost.StartAsync();
        var thing = await host.CreateThingAsync();

        var foreign = await Assert.ThrowsAsync<FormInvalidException>(() => host.StartAsync("reconcile_gadget", thing));

        Assert.Equal(
            "This workflow is not valid for this subscription. It is for subscriptions of 'gadget'.",
            Assert.Single(foreign.Errors).Message
        );
    }
}
