using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
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

    [Fact]
    public async Task Policies_of_single_steps_are_looked_for_as_well()
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.CheckServices = ServiceCheck.Fail,
            Register = static builder => builder.AddOrchestrator_Tests_SupportWorkflows(),
            Services = AddPolicy,
        };

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(async () => await host.InitializeAsync());

        string[] missing = [.. refused.Failures.Where(static failure => failure.StartsWith("The policy", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "The policy 'answerers', which the step 'QuestionWorkflows.AskUnderPolicy' names, does not exist",
                "The policy 'experts', which the step 'QuestionWorkflows.WorkUnderPolicy' names, does not exist",
                "The policy 'menders', which the workflow 'work_under_policies' names, does not exist",
                "The policy 'starters', which the workflow 'work_under_policies' names, does not exist",
            ],
            missing.Select(static failure => failure.Split(", so ")[0])
        );
    }

    [Fact]
    public async Task A_policy_that_only_steps_name_which_no_workflow_runs_does_not_stop_the_host()
    {
        await using var host = new ApiHost
        {
            Configure = static options => options.CheckServices = ServiceCheck.Fail,
            Register = static builder => builder.Catalog.DescribeStepPolicy("reviewers", "SharedSteps.Review"),
            Services = AddPolicy,
        };

        await host.InitializeAsync();

        Assert.Equal("OK", (await host.GetAsync("/api/health")).GetValue<string>());
    }

    [Fact]
    public async Task A_scheme_that_a_provider_of_the_application_may_know_later_does_not_stop_the_host()
    {
        await using var host = new ApiHost
        {
            Services = static services =>
            {
                AddPolicy(services);
                services.AddAuthentication();
                services.AddSingleton<IAuthenticationSchemeProvider, LateSchemes>();
            },
            Endpoints = static api => api.RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Tenant" }),
        };
        await host.InitializeAsync();

        host.Provider.GetRequiredService<IAuthenticationSchemeProvider>().AddScheme(new("Tenant", null, typeof(HeaderAuthentication)));

        Assert.Equal("OK", (await host.GetAsync("/api/health")).GetValue<string>());
    }

    [Fact]
    public async Task A_policy_or_scheme_that_the_endpoints_require_and_that_does_not_exist_stops_the_host()
    {
        await using var host = new ApiHost
        {
            Services = AddPolicy,
            Endpoints = static api =>
                api.RequireAuthorization(VaultWorkflows.Operators, "guards")
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Cookies" }),
        };

        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await host.InitializeAsync());

        Assert.Equal(
            "The policy 'guards', which MapOrchestratorApi() requires, does not exist, so each request would fail. Add it with "
                + "AddAuthorizationBuilder().AddPolicy, or correct the name.\n"
                + "The authentication scheme 'Cookies', which MapOrchestratorApi() requires, does not exist, so each request would fail. "
                + "Add it to AddAuthentication(), or correct the name.",
            refused.Message
        );
    }

    private static void AddPolicy(IServiceCollection services) =>
        services.AddAuthorizationBuilder().AddPolicy(VaultWorkflows.Operators, static policy => policy.RequireRole("operator"));

    private static void AddAuthorizer(IServiceCollection services) => services.AddSingleton<IWorkflowAuthorizer, Anyone>();

    private sealed class LateSchemes(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options);

    private sealed class Anyone : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) => new(true);
    }
}
