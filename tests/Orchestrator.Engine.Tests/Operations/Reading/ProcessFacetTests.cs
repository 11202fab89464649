using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>How many processes each value of each facet would find.</summary>
public sealed class ProcessFacetTests : IAsyncLifetime
{
    private static readonly FieldFilter[] Inserted = [new("created_by", "facets")];

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly OwnProcessesOnly _scope = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(_database, services: services => services.AddSingleton<IReadAuthorizer>(_scope));
        await _host.StopAsync();
        Insert(1, "mop_floor", "failed", "NOC");
        Insert(2, "mop_floor", "failed", "SYSTEM");
        Insert(3, "mop_floor", "suspended", "NOC");
        Insert(4, "task_validate_products", "failed", "SYSTEM");
        Insert(5, "task_validate_products", "completed", "SYSTEM", runBy: "bob");
        Insert(6, "mop_floor", "aborted", "NOC", createdBy: "other");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Without_a_choice_every_facet_counts_what_the_filters_find()
    {
        var facets = await CountAsync(new());

        Assert.Equal(5, facets.Total);
        Assert.Equal("completed 1, failed 3, suspended 1", Text(facets.Statuses));
        Assert.Equal("mop_floor 3, task_validate_products 2", Text(facets.Workflows));
        Assert.Equal("NOC 2, SYSTEM 3", Text(facets.Assignees));
    }

    [Theory]
    [InlineData("failed", null, null, 3, "completed 1, failed 3, suspended 1", "mop_floor 2, task_validate_products 1", "NOC 1, SYSTEM 2")]
    [InlineData(null, "mop_floor", null, 3, "failed 2, suspended 1", "mop_floor 3, task_validate_products 2", "NOC 2, SYSTEM 1")]
    [InlineData(null, null, "NOC", 2, "failed 1, suspended 1", "mop_floor 2", "NOC 2, SYSTEM 3")]
    [InlineData("FAILED", "Mop_Floor", "noc", 1, "failed 1, suspended 1", "mop_floor 1", "NOC 1, SYSTEM 1")]
    [InlineData("aborted", null, null, 0, "completed 1, failed 3, suspended 1", "", "")]
    public async Task A_facet_counts_what_the_choices_of_the_others_leave(
        string? status,
        string? workflow,
        string? assignee,
        int total,
        string statuses,
        string workflows,
        string assignees
    )
    {
        var facets = await CountAsync(
            new()
            {
                Status = status,
                Workflow = workflow,
                Assignee = assignee,
            }
        );

        Assert.Equal(
            (total, statuses, workflows, assignees),
            (facets.Total, Text(facets.Statuses), Text(facets.Workflows), Text(facets.Assignees))
        );
    }

    [Fact]
    public async Task What_the_user_does_not_see_is_not_counted()
    {
        _scope.IsOn = true;

        Assert.Equal("completed 1", Text((await CountAsync(new(), "bob")).Statuses));
        Assert.Equal("failed 3, suspended 1", Text((await CountAsync(new(), "ann")).Statuses));
    }

    private Task<ProcessFacets> CountAsync(ProcessFacetChoices choices, Caller? user = null) =>
        _host.Processes.CountFacetsAsync(Inserted, choices, user);

    private static string Text(IEnumerable<FacetCount> counts) =>
        string.Join(", ", counts.Select(static count => $"{count.Value} {count.Count}"));

    private void Insert(int number, string workflow, string status, string assignee, string createdBy = "facets", string runBy = "ann") =>
        _database.Query(
            $"""
            INSERT INTO processes
                (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue, run_as, created_by)
            SELECT {_database.NumberedId($"{number}")}, workflow_id, TRUE, '{assignee}', '{status}', '2026-01-01T00:00:00.000000Z',
                '2026-01-01T00:00:00.000000Z', 'elsewhere', '{runBy}', '{createdBy}'
            FROM workflows WHERE name = '{workflow}'
            """
        );
}
