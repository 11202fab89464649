using Orchestrator.Products.Actions;
using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Products;

public sealed class LifecycleCheckTests
{
    [Theory]
    [InlineData(SubscriptionLifecycle.Initial, false, false)]
    [InlineData(SubscriptionLifecycle.Terminated, false, false)]
    [InlineData(SubscriptionLifecycle.Provisioning, true, false)]
    [InlineData(SubscriptionLifecycle.Active, true, true)]
    [InlineData(SubscriptionLifecycle.Migrating, true, true)]
    [InlineData(SubscriptionLifecycle.Disabled, true, true)]
    public void What_is_required_depends_on_the_lifecycle(SubscriptionLifecycle status, bool provisioning, bool active)
    {
        var problems = LifecycleCheck.FindProblems(Examples.Circuit(), status);

        Assert.Equal(
            provisioning,
            problems.Any(static problem =>
                problem.Contains("'block.speed' is required from provisioning on and has no value", StringComparison.Ordinal)
            )
        );
        Assert.Equal(
            active,
            problems.Any(static problem =>
                problem.Contains("'block.nrm_id' is required from active on and has no value", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void What_is_required_from_terminated_on_never_is() =>
        Assert.DoesNotContain(
            Enum.GetValues<SubscriptionLifecycle>(),
            static status => LifecycleCheck.IsRequired(SubscriptionLifecycle.Terminated, status)
        );

    [Fact]
    public void A_missing_value_of_a_nested_block_is_named_by_its_path()
    {
        var circuit = Examples.Circuit();
        circuit.Block.Endpoints[1].Vlan = null;

        Assert.Contains(
            LifecycleCheck.FindProblems(circuit, SubscriptionLifecycle.Active),
            static problem => problem.StartsWith("'block.endpoints[1].vlan'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_required_block_that_is_missing_is_named_by_its_path()
    {
        var circuit = Examples.Circuit();
        circuit.Block.Endpoints[0].Port = null!;

        Assert.Contains(
            LifecycleCheck.FindProblems(circuit, SubscriptionLifecycle.Provisioning),
            static problem => problem.StartsWith("'block.endpoints[0].port'", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            LifecycleCheck.FindProblems(circuit, SubscriptionLifecycle.Initial),
            static problem => problem.StartsWith("'block.endpoints[0].port'", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(1, SubscriptionLifecycle.Initial, false)]
    [InlineData(1, SubscriptionLifecycle.Provisioning, true)]
    [InlineData(2, SubscriptionLifecycle.Active, false)]
    [InlineData(8, SubscriptionLifecycle.Active, false)]
    [InlineData(9, SubscriptionLifecycle.Active, true)]
    [InlineData(9, SubscriptionLifecycle.Initial, true)]
    public void A_list_has_to_have_as_many_blocks_as_its_limits_say(int count, SubscriptionLifecycle status, bool wrong)
    {
        var circuit = Examples.Circuit();
        var port = circuit.Block.Endpoints[0].Port;
        circuit.Block.Endpoints = [.. Enumerable.Range(0, count).Select(vlan => new EndpointBlock { Port = port, Vlan = vlan })];

        Assert.Equal(
            wrong,
            LifecycleCheck
                .FindProblems(circuit, status)
                .Any(static problem => problem.Contains("'block.endpoints'", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void What_a_block_of_another_subscription_lacks_is_not_this_ones_concern()
    {
        var circuit = Examples.Circuit();
        circuit.Block.Endpoints[0].Port.PortName = null;

        Assert.DoesNotContain(
            LifecycleCheck.FindProblems(circuit, SubscriptionLifecycle.Active),
            static problem => problem.Contains("port_name", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(SubscriptionLifecycle.Initial, "initial")]
    [InlineData(SubscriptionLifecycle.Provisioning, "initial provisioning active terminated")]
    [InlineData(SubscriptionLifecycle.Active, "initial provisioning active migrating disabled terminated")]
    [InlineData(SubscriptionLifecycle.Migrating, "initial migrating terminated")]
    [InlineData(SubscriptionLifecycle.Disabled, "initial disabled terminated")]
    [InlineData(SubscriptionLifecycle.Terminated, "initial terminated")]
    public void Those_that_use_a_subscription_limit_the_statuses_that_it_may_take(SubscriptionLifecycle next, string allowed) =>
        Assert.Equal(
            allowed,
            string.Join(' ', Enum.GetValues<SubscriptionLifecycle>().Where(user => SafeStatusChange.Allows(next, user)).Select(WireName.Of))
        );
}
