using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>Policies that workflows and settings name, and what the application has of them.</summary>
public sealed class PolicyNamesTests
{
    [Fact]
    public async Task A_policy_that_does_not_exist_stops_the_host_with_all_that_name_it()
    {
        await using var host = new ApiHost
        {
            Configure = static options =>
            {
                options.CheckServices = ServiceCheck.Fail;
                options.Policies["PauseEngine"] = "guards";
            },
        };

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () => await host.InitializeAsync());

        Assert.Collection(
            refused.Failures.Where(static failure => failure.StartsWith("The policy", StringComparison.Ordinal)),
            static failure =>
                Assert.Equal(
                    "The policy 'guards', which Orchestrator:Policies:PauseEngine names, does not exist, so no one is allowed what is "
                        + "under it. Add it with AddAuthorizationBuilder().AddPolicy, correct the name, or register an "
                        + "IWorkflowAuthorizer.",
                    failure
                ),
            static failure =>
            {
                Assert.StartsWith("The policy 'operators', which the workflow '", failure, StringComparison.Ordinal);
                Assert.Contains("'modify_vault'", failure, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task A_policy_that_is_nearly_one_that_others_name_is_answered_with_that_one()
    {
        await using var host = new ApiHost
        {
            Configure = static options =>
            {
                options.CheckServices = ServiceCheck.Fail;
                options.Policies["PauseEngine"] = "Operator";
            },
            Services = AddPolicy,
        };

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () => await host.InitializeAsync());

        Assert.StartsWith(
            "The policy 'Operator', which Orchestrator:Policies:PauseEngine names, does not exist, so no one is allowed what is under it. "
                + "Did you mean 'operators'? Add it",
            Assert.Single(refused.Failures),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_policy_that_exists_or_that_an_authorizer_may_know_does_not()
    {
        foreach (var known in new Action<IServiceCollection>[] { AddPolicy, AddAuthorizer })
        {
            await using var host = new ApiHost
            {
                Configure = static options => options.CheckServices = ServiceCheck.Fail,
                Services = known,
            };

            await host.InitializeAsync();

            Assert.Equal("OK", (await host.GetAsync("/api/health")).GetValue<string>());
        }
    }

    private static void AddPolicy(IServiceCollection services) =>
        services.AddAuthorizationBuilder().AddPolicy(VaultWorkflows.Operators, static policy => policy.RequireRole("operator"));

    private static void AddAuthorizer(IServiceCollection services) => services.AddSingleton<IWorkflowAuthorizer, Anyone>();

    private sealed class Anyone : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) => new(true);
    }
}
