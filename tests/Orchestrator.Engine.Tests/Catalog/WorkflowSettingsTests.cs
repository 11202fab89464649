using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Catalog;

/// <summary>Settings about workflows that make no sense, when the host starts.</summary>
public sealed class WorkflowSettingsTests
{
    public static TheoryData<string, Action<OrchestratorOptions>> Wrong { get; } =
        new()
        {
            {
                "Orchestrator:DefaultWorkflows has 'modify_things', which is not a registered workflow. Did you mean 'modify_thing'?",
                static options => options.DefaultWorkflows.Add("modify_things")
            },
            {
                "Orchestrator:UsableWhileOutOfSync has 'rebuild_roof', which is not a registered workflow. Workflows: '",
                static options => options.UsableWhileOutOfSync.Add("rebuild_roof")
            },
            {
                "Orchestrator:UsableStatuses has 'modify_nothing', which is not a registered workflow.",
                static options => options.UsableStatuses["modify_nothing"] = []
            },
            {
                "Orchestrator:BlockedByUsers has 'modify_nothing', which is not a registered workflow.",
                static options => options.BlockedByUsers["modify_nothing"] = false
            },
            {
                "Orchestrator:UsableWhileOutOfSync has the reconcile workflow 'reconcile_thing': a reconcile needs a subscription "
                    + "that is in sync.",
                static options => options.UsableWhileOutOfSync.Add("reconcile_thing")
            },
            {
                "Orchestrator:RelationResourceTypes has 'weight', which is not a resource type of any registered product block. Resource "
                    + "types: '",
                static options => options.RelationResourceTypes.Add("weight")
            },
            {
                "Orchestrator:PublicUrl is 'orchestrator.example.org': write an address with http or https and without a query, like "
                    + "https://orchestrator.example.org, or remove it.",
                static options => options.PublicUrl = "orchestrator.example.org"
            },
            {
                "Orchestrator:PublicUrl is 'https://orchestrator.example.org?a=b': write an address",
                static options => options.PublicUrl = "https://orchestrator.example.org?a=b"
            },
            {
                "Orchestrator:ExternalSystems:workshp: no registered external resource names the system 'workshp'. Systems: workshop.",
                static options => options.ExternalSystems["workshp"] = new() { MaxConcurrency = 1 }
            },
            {
                "Orchestrator:ExternalSystems:workshop:MaxConcurrency is 0: 1 to 1000 calls run at once. Remove it for no limit.",
                static options => options.ExternalSystems["workshop"] = new() { MaxConcurrency = 0 }
            },
            {
                "Orchestrator:ExternalSystems:workshop:PerSecond is -1: 1 to 10000 calls begin in a second. Remove it for no limit.",
                static options => options.ExternalSystems["workshop"] = new() { PerSecond = -1 }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_they_name_wrongly_stops_the_host_with_the_setting_and_the_name(
        string expected,
        Action<OrchestratorOptions> configure
    )
    {
        using var database = TestDatabase.New();

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => EngineHost.StartAsync(database, configure));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Failures);
    }
}
