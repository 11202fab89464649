using System.Net;
using System.Net.Sockets;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>What is in the databases after a first start in Development.</summary>
public sealed class FirstStartTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-first-");

    public async ValueTask InitializeAsync() => await FilledFolder.CopyToAsync(_folder);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Every_product_has_active_subscriptions_made_by_its_own_workflow() =>
        Assert.Equal(
            ["core link 100G|1", "l2vpn|2", "node Cisco|1", "node Nokia|2", "nsip2p|1", "nsistp|2", "port 100G|1", "port 10G|4"],
            Query(
                "core.db",
                """
                SELECT p.name, count(DISTINCT s.subscription_id) FROM subscriptions s
                JOIN products p ON p.product_id = s.product_id
                JOIN processes_subscriptions l ON l.subscription_id = s.subscription_id
                JOIN processes r ON r.pid = l.pid AND r.last_status = 'completed'
                WHERE s.status = 'active' GROUP BY p.name ORDER BY p.name
                """
            )
        );

    [Fact]
    public void One_process_waits_for_a_person_and_one_has_failed_and_nothing_uses_their_subscriptions() =>
        Assert.Equal(
            ["create_node|failed|Apply node in NRM|0", "create_node|suspended|Confirm installation|0"],
            Query(
                "core.db",
                """
                SELECT w.name, r.last_status, r.last_step,
                    (SELECT count(*) FROM subscription_instances b
                     JOIN subscription_instance_relations u ON u.depends_on_id = b.subscription_instance_id
                     WHERE b.subscription_id = l.subscription_id)
                FROM processes r JOIN workflows w ON w.workflow_id = r.workflow_id
                JOIN processes_subscriptions l ON l.pid = r.pid
                WHERE r.last_status <> 'completed' ORDER BY r.last_status
                """
            )
        );

    [Fact]
    public void One_task_has_failed_and_names_the_object_that_no_subscription_has()
    {
        var orphan = Assert.Single(Query("nrm.db", """SELECT "Id" FROM "Resources" WHERE "Body" LIKE '%Left behind%'"""));
        var task = Assert.Single(
            Query(
                "core.db",
                """
                SELECT w.name, r.last_status, r.failed_reason FROM processes r JOIN workflows w ON w.workflow_id = r.workflow_id
                WHERE r.is_task = 1 AND w.name LIKE 'task_find%'
                """
            )
        );

        Assert.StartsWith($"task_find_nrm_orphans|failed|No subscription has nodes/{orphan}.", task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_output_ends_with_the_address_and_has_no_stack_trace()
    {
        var output = (await FilledFolder.StartedAsync()).Output;

        Assert.Contains("The example creates its data.", output, StringComparison.Ordinal);
        Assert.Contains("The example listens on http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s+at ", output);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_an_id_that_comes_too_early_is_told_to_come_again() =>
        Assert.All(
            (await FilledFolder.StartedAsync()).EarlyAnswers,
            static answer =>
                Assert.Equal(
                    (HttpStatusCode.ServiceUnavailable, "The example is still creating its data. Repeat the request in a few seconds."),
                    answer
                )
        );

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await using var host = OperatingSystemProcess.Start(
            "ExampleOrchestrator",
            "--urls",
            address,
            "--contentRoot",
            _folder.FullName,
            "--Nrm:BaseUrl",
            address,
            "--empty"
        );

        await host.UntilPrintedAsync("Choose another one: --urls http://127.0.0.1:5050 for the example");

        Assert.Contains($"Failed to bind to address {address}: address already in use.", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_subscription_has_drifted() =>
        Assert.Equal(
            ["Node node-3 in Eindhoven"],
            Query(
                "core.db",
                """
                SELECT s.description FROM external_drift d JOIN subscriptions s ON s.subscription_id = d.subscription_id
                WHERE d.status = 'drifted'
                """
            )
        );

    private IReadOnlyList<string> Query(string file, string sql) => SqliteRows.Query(Path.Combine(_folder.FullName, file), sql);
}
