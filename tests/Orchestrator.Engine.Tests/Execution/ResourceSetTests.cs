using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>A set of external resources: many objects of one subscription.</summary>
public sealed class ResourceSetTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly Library _library = new();
    private EngineHost _host = null!;
    private Guid _bookcase;

    public async ValueTask InitializeAsync()
    {
        _host = await StartHostAsync();
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync("create_bookcase", [EngineHost.Page(new { product = _host.ProductId("bookcase") })], "test"),
            ProcessStatus.Completed
        );
        _bookcase = created.SubscriptionIds.Single();
        Assert.Equal(["b1", "b2", "b3"], _library.Books.Keys.Order(StringComparer.Ordinal));
        _library.Writes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task An_apply_removes_what_is_not_described_and_writes_what_differs_and_nothing_else()
    {
        Spoil();

        var process = await RunAsync("reconcile_bookcase");

        Assert.Equal(["remove other", "write b1 1 of revision 7", "write b2 2 of revision 0"], _library.Writes);
        var report = ReportOf(process);
        Assert.Equal("change", report.GetProperty("effect").GetString());
        Assert.Equal(
            ["[b1].size changed", "[b1].secret changed", "[b2] missing", "[other] unexpected"],
            report
                .GetProperty("differences")
                .EnumerateArray()
                .Select(static difference => $"{difference.GetProperty("path")} {difference.GetProperty("kind")}")
        );
        Assert.DoesNotContain("0ther", report.GetRawText(), StringComparison.Ordinal);
        Assert.False(process.CurrentState.ContainsKey("books_key"));
    }

    [Fact]
    public async Task A_second_apply_writes_nothing()
    {
        var process = await RunAsync("reconcile_bookcase");

        Assert.Empty(_library.Writes);
        Assert.Equal("nothing", ReportOf(process).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_removal_removes_every_object_also_those_that_are_not_described()
    {
        _library.Books["other"] = new(Size: 9, "", Revision: 1);

        var process = await RunAsync("terminate_bookcase");

        Assert.Empty(_library.Books);
        Assert.Equal("remove", ReportOf(process).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_check_and_a_validation_find_each_object_by_its_key()
    {
        Spoil();

        var drift = await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(_bookcase, "ann");
        var failed = await _host.WaitAsync(await _host.StartAsync("validate_bookcase", _bookcase), ProcessStatus.InconsistentData);

        Assert.Equal(DriftStatus.Drifted, drift.Status);
        Assert.Equal(
            ["[b1].size", "[b1].secret", "[b2]", "[other]"],
            drift.Resources.Single().Differences.Select(static difference => difference.Path)
        );
        Assert.Equal("books differs from the subscription: [b1].size, [b1].secret, [b2], [other].", failed.FailedReason);
        Assert.Empty(_library.Writes);
    }

    [Theory]
    [InlineData("[other]", "write b1 1 of revision 7,write b2 2 of revision 0")]
    [InlineData("[b2]", "remove other,write b1 1 of revision 7")]
    [InlineData("[b1].size", "remove other,write b1 9 of revision 7,write b2 2 of revision 0")]
    public async Task What_is_accepted_of_one_object_stays_while_the_others_are_corrected(string path, string writes)
    {
        Spoil();
        await _host.Services.GetRequiredService<IAcceptedDeviations>().AcceptAsync(_bookcase, new("books", path, "agreed"), "ann");

        await RunAsync("reconcile_bookcase");

        Assert.Equal(writes.Split(','), _library.Writes);
    }

    [Fact]
    public async Task A_host_that_dies_between_two_objects_of_a_plan_is_followed_by_one_that_writes_the_rest()
    {
        Spoil();
        var process = await DieAfterFirstWriteAsync();
        LostHost.EndLeases(_database);
        _host = await StartHostAsync();

        await _host.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(["remove other", "write b1 1 of revision 7", "write b2 2 of revision 0"], _library.Writes.Distinct());
    }

    [Fact]
    public async Task An_object_that_the_plan_did_not_see_so_is_not_written_after_a_host_died()
    {
        Spoil();
        var process = await DieAfterFirstWriteAsync();
        _library.Books["b3"] = new(Size: 8, "", Revision: 1);
        var written = _library.Writes.Count;
        LostHost.EndLeases(_database);
        _host = await StartHostAsync();

        var failed = await _host.WaitAsync(process, ProcessStatus.Failed);

        Assert.StartsWith("books changed after the plan was checked", failed.FailedReason, StringComparison.Ordinal);
        Assert.Equal(written, _library.Writes.Count);
    }

    private void Spoil()
    {
        _library.Books["b1"] = new(Size: 9, "0ther", Revision: 7);
        _library.Books.TryRemove("b2", out _);
        _library.Books["other"] = new(Size: 1, "", Revision: 1);
    }

    /// <summary>Starts a reconcile with a plan, whose host is lost when it has written one object.</summary>
    private async Task<Guid> DieAfterFirstWriteAsync()
    {
        var plan = await _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(_bookcase, "ann");
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _library.Written = () =>
        {
            _library.Written = static () => { };
            LostHost.Lose(_database);
            lost.SetResult();
            throw new IOException("lost");
        };
        var process = await _host.Processes.StartReconcileAsync(
            "reconcile_bookcase",
            [EngineHost.Page(new { subscription_id = _bookcase })],
            "ann",
            new() { Plan = plan.PlanId }
        );
        await EngineHost.UntilAsync(() => Task.FromResult(lost.Task.IsCompleted));
        await _host.DisposeAsync();
        return process;
    }

    private Task<EngineHost> StartHostAsync() => EngineHost.StartAsync(_database, services: services => services.AddSingleton(_library));

    private async Task<ProcessDetail> RunAsync(string workflow) =>
        await _host.WaitAsync(await _host.StartAsync(workflow, _bookcase), ProcessStatus.Completed);

    private static JsonElement ReportOf(ProcessDetail process) =>
        process.CurrentState["__external_resources__"].GetProperty("BooksResource");
}
