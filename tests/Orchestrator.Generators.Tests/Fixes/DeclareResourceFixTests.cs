using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class DeclareResourceFixTests
{
    private const string Client = "namespace App; public interface IClient { void Put(string name); }";

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "static void",
        "A subscription, IClient client",
        "(IClient client)",
        "    private IClient ClientService { get; } = client;\n\n"
    )]
    [InlineData(
        "static void",
        "A subscription, IClient client, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"nrm\")] IClient Client",
        "(IClient client, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"nrm\")] IClient Client)",
        "    private IClient ClientService { get; } = client;\n\n    private IClient ClientService2 { get; } = Client;\n\n"
    )]
    [InlineData("static Task", "CancellationToken cancellationToken, A a, int size = 1", "", "")]
    public async Task A_resource_is_written_in_the_place_of_a_plain_step(string result, string parameters, string services, string held)
    {
        var before = Author(
            $$"""
            namespace App;

            public static partial class Workflows
            {
                [Step("Push")] {{result}} Push({{parameters}}) {{(result == "static Task" ? "=> Task.CompletedTask;" : "{ }")}}
                [ExternalSystemSteps] static StepList Chain => Begin >> /* a */ Push /* b */ >> Apply<First>();
            } // end

            """
        );
        var after =
            before.Replace("/* a */ Push /* b */", "/* a */ Apply<PushResource>() /* b */", StringComparison.Ordinal).TrimEnd()
            + $$"""


                internal sealed record PushState(string Description);

                [ExternalResource("Push", Readable = false)]
                internal sealed partial class PushResource{{services}} : ExternalResource<A, PushState>
                {
                {{held}}    public override string? Identify(A subscription) => subscription.SubscriptionId.ToString();

                    public override PushState? Describe(A subscription) => new(subscription.Description);

                    public override Task<string> ApplyAsync(string? key, PushState desired, PushState? actual, CancellationToken cancellationToken) =>
                        throw new NotImplementedException("Write here what the step 'Push' writes, and return the key.");

                    public override Task RemoveAsync(string key, CancellationToken cancellationToken) =>
                        throw new NotImplementedException("Remove here what the step 'Push' writes.");
                }

                """;

        await CodeFixTest.VerifyAsync("ORCH5003", [before, ResourceSources.Model, Client], after, ResourceSources.Model, Client);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task What_an_author_has_to_complete_is_not_written_for_all_steps_at_once()
    {
        var before = ResourceSources.Workflows(
            """    [Step("Push")] static void Push(A subscription) { } [ExternalSystemSteps] static StepList Chain => Begin >> Push;"""
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH5003",
            Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Project,
            [new([before, ResourceSources.Model])],
            [new([before, ResourceSources.Model])],
            isComplete: false
        );
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Log;""")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain => Begin >> Turn;""")]
    [InlineData("""[Step("P")] static void P(A? subscription = null) { } [ExternalSystemSteps] static StepList Chain => Begin >> P;""")]
    [InlineData(
        """[Step("P")] static void P(A subscription) { } static StepList Inner => Begin >> P; [ExternalSystemSteps] static StepList Chain => Begin >> Inner;"""
    )]
    public Task A_step_that_gives_something_or_has_no_product_is_left_to_its_author(string members) =>
        CodeFixTest.VerifyNoneAsync("ORCH5003", ResourceSources.Workflows(members), ResourceSources.Model);
}
