using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ExampleTests
{
    private const string Workflows = "ExampleOrchestrator.Workflows.L2vpns.L2vpnWorkflows";

    [Fact]
    public void The_example_of_the_documentation_is_emitted_as_documented()
    {
        var run = Run();

        Snapshot.Match(run);
        Assert.Equal(
            [
                "ExampleOrchestrator.Products.L2vpn.Mapping.g.cs",
                "ExampleOrchestrator.Products.Sap.Mapping.g.cs",
                "ExampleOrchestrator.Products.VirtualCircuit.Mapping.g.cs",
                "ExampleOrchestrator.WorkflowRegistry.g.cs",
                "ExampleOrchestrator.Workflows.L2vpns.L2vpnWorkflows.g.cs",
            ],
            run.Files.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_modify_workflow_is_registered_and_gets_a_reconcile_workflow_of_its_external_steps()
    {
        using var loaded = Run().Load();
        var catalog = loaded.Catalog();
        var product = loaded.Type("ExampleOrchestrator.Products.L2vpn");

        var modify = Assert.IsType<Catalog.WorkflowDescriptor>(catalog.FindWorkflow("modify_l2vpn"));
        Assert.Equal((Target.Modify, "Modify l2vpn", 4), (modify.Target, modify.Description, modify.Steps().Count));
        Assert.Equal([product], modify.Products);
        var reconcile = Assert.IsType<Catalog.WorkflowDescriptor>(catalog.FindWorkflow("reconcile_l2vpn"));
        Assert.Equal((Target.Reconcile, "Reconcile l2vpn", null), (reconcile.Target, reconcile.Description, reconcile.Form));
        Assert.Equal([product], reconcile.Products);
        Assert.Equal([modify.Steps()[^1]], reconcile.Steps());
        var step = catalog.Steps.Find(Assert.IsType<MethodStep>(Assert.Single(reconcile.Steps())));
        Assert.Equal(("L2vpnWorkflows.UpdateL2vpnInNrm", "Update L2VPN in NRM"), (step.Id, step.Name));
    }

    [Fact]
    public async Task A_step_gets_the_subscription_and_the_state_and_its_subscription_is_saved()
    {
        using var loaded = Run().Load();
        var subscription = NewL2vpn(loaded);

        var output = await loaded.RunStepAsync(
            Workflows,
            "UpdateSubscription",
            new TestStepCall("""{"speed": 500, "speed_policer": true}""").With("subscription", subscription)
        );

        Assert.Equal([new("subscription", subscription)], output.Subscriptions);
        Assert.Empty(output.State);
        dynamic circuit = ((dynamic)subscription).VirtualCircuit;
        Assert.Equal((500, true), ((int)circuit.Speed, (bool)circuit.SpeedPolicer));
    }

    [Fact]
    public async Task A_form_gives_the_fields_of_its_page()
    {
        using var loaded = Run().Load();

        var output = await loaded.Catalog().FindWorkflow("modify_l2vpn")!.Form!(new TestFormCall(subscription: NewL2vpn(loaded)));

        Assert.Equal("""{"speed":1000,"speed_policer":false}""", output.State.ToJson());
    }

    [Fact]
    public void The_assembly_publishes_what_it_registers()
    {
        using var loaded = Run().Load();
        var published = loaded.Type(Workflows).Assembly.GetCustomAttributes(false).OfType<Catalog.RegisteredWorkflowAttribute>();

        Assert.Equal(
            [("modify_l2vpn", Target.Modify, "L2vpn"), ("reconcile_l2vpn", Target.Reconcile, "L2vpn")],
            published.Select(static workflow => (workflow.Name, workflow.Target, Assert.Single(workflow.Products).Name)).Order()
        );
    }

    [Fact]
    public void A_new_subscription_has_its_lists_at_their_minimum_length()
    {
        using var loaded = Run().Load();

        dynamic l2vpn = NewL2vpn(loaded);

        Assert.Equal(2, (int)l2vpn.VirtualCircuit.Saps.Count);
        Assert.Equal(SubscriptionLifecycle.Initial, (SubscriptionLifecycle)l2vpn.Status);
    }

    private static GeneratorRun Run() =>
        GeneratorTest.Run(new RunOptions { AssemblyName = "ExampleOrchestrator" }, Example.Products, Example.Workflows);

    private static SubscriptionModel NewL2vpn(LoadedAssembly loaded) =>
        (SubscriptionModel)
            loaded.Type("ExampleOrchestrator.Products.L2vpn").GetMethod("Create")!.Invoke(null, [Guid.NewGuid(), "customer"])!;
}
