using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Authorization;

/// <summary>What is offered to a user is what would not be refused.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private readonly HashSet<WorkflowAction> _forbidden = [];
    private EngineHost _host = null!;

    private IPermissions Permissions => _host.Services.GetRequiredService<IPermissions>();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton<IWorkflowAuthorizer>(new Guard(_forbidden)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_may_be_done_to_a_process_depends_on_where_it_is()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("no"));
        var process = await _host.StartAsync("reconcile_thing", subscription);
        await _host.WaitAsync(process, ProcessStatus.Failed);
        var failed = await FindAsync(process);
        await _host.Processes.ResumeAsync(process, [], "ann");
        await _host.WaitAsync(process, ProcessStatus.Completed);
        var asking = await _host.StartAsync("modify_thing_carefully", subscription);
        await _host.WaitAsync(asking, ProcessStatus.Suspended);

        Assert.Equal([WorkflowAction.Retry, WorkflowAction.Skip, WorkflowAction.Abort], failed);
        Assert.Empty(await FindAsync(process));
        Assert.Equal([WorkflowAction.Resume, WorkflowAction.Abort], await FindAsync(asking));
        Assert.Empty(await FindAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task What_a_user_may_not_do_is_not_offered()
    {
        var subscription = await _host.CreateThingAsync();
        var asking = await _host.StartAsync("modify_thing_carefully", subscription);
        await _host.WaitAsync(asking, ProcessStatus.Suspended);
        _forbidden.UnionWith([WorkflowAction.Abort, WorkflowAction.Check]);

        Assert.Equal([WorkflowAction.Resume], await FindAsync(asking));
        Assert.False(await Permissions.AllowsAsync(WorkflowAction.Check, "ann", subscription));
        Assert.True(await Permissions.AllowsAsync(WorkflowAction.PauseEngine, "ann"));
    }

    [Fact]
    public async Task Nothing_is_offered_that_is_refused_and_nothing_that_is_not_refused_is_left_out()
    {
        var subscription = await _host.CreateThingAsync();
        var asking = await _host.StartAsync("modify_thing_carefully", subscription);
        await _host.WaitAsync(asking, ProcessStatus.Suspended);

        // Of a queue that this host does not serve, so that it stays as it is.
        _host.Database.Query($"UPDATE processes SET last_status = 'resumed', queue = 'elsewhere' WHERE pid = '{asking}'");
        var retried = await FindAsync(asking);
        await _host.Processes.ResumeAsync(asking, [], "ann");
        _host.Database.Query(
            $"UPDATE processes SET last_status = 'suspended' WHERE pid = '{asking}'; "
                + "UPDATE workflows SET name = 'modify_thing_once' WHERE name = 'modify_thing_carefully'"
        );
        var left = await FindAsync(asking);

        Assert.Equal([WorkflowAction.Retry, WorkflowAction.Abort], retried);
        Assert.Equal([WorkflowAction.Abort], left);
        await Assert.ThrowsAnyAsync<OrchestratorException>(() => _host.Processes.ResumeAsync(asking, [], "ann"));
    }

    private async Task<IEnumerable<WorkflowAction>> FindAsync(Guid process) =>
        (await Permissions.FindProcessActionsAsync(process, "ann")).Order();

    private sealed class Guard(HashSet<WorkflowAction> forbidden) : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(!forbidden.Contains(request.Action));
    }
}
