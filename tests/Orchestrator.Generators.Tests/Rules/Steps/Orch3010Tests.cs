using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3010Tests
{
    [Theory]
    [InlineData("A subscription", "", "callback_route")]
    [InlineData("string name", "", "callback_route")]
    [InlineData("A subscription, string name", ", routeKey: \"order_route\"", "order_route")]
    public async Task A_callback_whose_address_its_step_does_not_take_is_reported_at_the_step(string parameters, string options, string key)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(parameters, "{|ORCH3010:Order|}", options));

        Assert.StartsWith(
            $"Step 'Order' does not take '{key}', the address that the callback step 'C' makes",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("string callbackRoute", "Order", "")]
    [InlineData("Uri? callbackRoute = null", "action: Order", "")]
    [InlineData("string orderRoute", "Order", ", routeKey: \"order_route\"")]
    [InlineData("State state", "Order", "")]
    [InlineData("A subscription", "Order", ", routeKey: Key()")]
    [InlineData("A subscription", "(Delegate)Computed", "")]
    public Task A_callback_whose_address_may_be_taken_is_fine(string parameters, string action, string options) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Workflow(parameters, action, options));

    [Fact]
    public async Task A_parameter_with_nearly_the_name_is_one_mistake() =>
        Assert.Contains(
            "did you mean 'callback_route'?",
            Assert
                .Single(await AnalyzerTest.VerifyAsync(Sources.Products, Workflow("string callbackUrl", "{|ORCH3003:Order|}", "")))
                .GetMessage(null),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{|ORCH3010:Apply<Deaf>(awaitCallback: true)|}")]
    [InlineData("Conditional(static state => true, Begin >> {|ORCH3010:Workflow.Apply<Deaf>(timeout: null, awaitCallback: true)|})")]
    [InlineData("Apply<Deaf>()")]
    [InlineData("Apply<Deaf>(awaitCallback: false)")]
    [InlineData("Apply<First>(awaitCallback: true)")]
    public async Task A_resource_that_waits_for_a_callback_and_never_uses_its_address_is_reported_at_its_step(string step)
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            ResourceSources.Workflows(
                $$"""
                [ExternalResource("deaf")] public sealed partial class Deaf : ExternalResource<A, S>
                {
                    public override string? Identify(A subscription) => "d";
                    public override S? Describe(A subscription) => null;
                    public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
                    public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
                    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
                }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> {{step}};
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<Deaf>() >> Remove<First>();
                """
            )
        );

        Assert.All(
            found,
            static said =>
                Assert.StartsWith("External resource 'Deaf' does not use 'CallbackRoute'", said.GetMessage(null), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Workflow(
                "A subscription",
                """

                #pragma warning disable ORCH3010
                Order
                #pragma warning restore ORCH3010

                """,
                ""
            )
        );

    private static string Workflow(string parameters, string action, string options) =>
        Sources.Workflows(
            $$"""
            static Delegate Computed => Check;
            static string Key() => "route";
            [Step("Name", Gives = "name")] static string Name() => "n";
            [Step("Order")] static void Order({{parameters}}) { }
            [Step("Check")] static void Check() { }
            [ValidateWorkflow(typeof(A), "V")]
            public static StepList ValidateA() => Begin >> Name >> CallbackStep("C", {{action}}, validate: Check{{options}});
            """
        );
}
