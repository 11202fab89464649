using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Authorization;

/// <summary>The policies that authors write at workflows and steps, and which of them counts where.</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    private readonly PolicyList _policies = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton<IWorkflowAuthorizer>(_policies));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_nearest_policy_at_or_before_the_step_counts_and_the_workflow_s_before_the_first()
    {
        _host.External.FailNext(new InvalidOperationException("Down."));
        var id = (await _host.RunPlainAsync("work_under_policies", ProcessStatus.Failed)).ProcessId;
        await _host.Processes.ResumeAsync(id, [], "ann");
        await _host.WaitAsync(id, ProcessStatus.Suspended);
        _host.External.FailNext(new InvalidOperationException("Down."));
        await _host.Processes.ResumeAsync(id, [EngineHost.Page(new { answer = 1 })], "ann");
        await _host.WaitAsync(id, ProcessStatus.Failed);
        _host.External.FailNext(new InvalidOperationException("Down."));
        await _host.Processes.SkipAsync(id, "Not needed.", "ann");
        await _host.WaitAsync(id, ProcessStatus.Failed);
        await _host.Processes.AbortAsync(id, "ann");

        // The last step has no policy of its own: that of the step before it counts.
        Assert.Equal(["Start starters", "Retry menders", "Resume answerers", "Skip experts", "Abort experts"], _policies.Asked);
    }

    [Fact]
    public async Task Steps_on_a_part_of_the_state_keep_their_policies()
    {
        var id = (await _host.RunPlainAsync("work_on_part_under_policies", ProcessStatus.Suspended)).ProcessId;
        _host.External.FailNext(new InvalidOperationException("Down."));
        await _host.Processes.ResumeAsync(id, [EngineHost.Page(new { answer = 1 })], "ann");
        await _host.WaitAsync(id, ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(id, [], "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(["Start ", "Resume answerers", "Retry experts"], _policies.Asked);
    }

    [Fact]
    public async Task Who_is_not_allowed_by_the_policy_is_refused_and_nothing_changes()
    {
        _policies.Refused = "menders";
        _host.External.FailNext(new InvalidOperationException("Down."));
        var id = (await _host.RunPlainAsync("work_under_policies", ProcessStatus.Failed)).ProcessId;

        await Assert.ThrowsAsync<ForbiddenException>(() => _host.Processes.ResumeAsync(id, [], "ann"));
        await Assert.ThrowsAsync<ForbiddenException>(() => _host.Processes.AbortAsync(id, "ann"));

        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(id)).Status);
    }

    [Fact]
    public async Task What_is_under_a_policy_is_refused_where_no_one_decides_about_policies()
    {
        await using var host = await EngineHost.StartAsync();

        var refusal = await Assert.ThrowsAsync<ForbiddenException>(() =>
            host.Processes.StartAsync("work_under_policies", [EngineHost.Page(new { })], "ann")
        );

        Assert.Equal("policy_without_authorizer", refusal.Code);
        Assert.Contains("'starters'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ProcessStatus.Completed, (await host.RunPlainAsync("run_group", ProcessStatus.Completed)).Status);
    }

    /// <summary>Remembers which policies were asked for.</summary>
    private sealed class PolicyList : IWorkflowAuthorizer
    {
        private readonly ConcurrentQueue<string> _asked = new();

        public string? Refused { get; set; }

        public IReadOnlyCollection<string> Asked => _asked;

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            _asked.Enqueue($"{request.Action} {request.Policy}");
            return ValueTask.FromResult(request.Policy is null || request.Policy != Refused);
        }
    }
}
