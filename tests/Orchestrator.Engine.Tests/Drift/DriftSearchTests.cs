using System.Text.Json;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Search;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Search;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>Drift as a field of searches.</summary>
public sealed class DriftSearchTests
{
    [Theory]
    [InlineData("drift:drifted", "drifted")]
    [InlineData("drift:DRIFTED", "drifted")]
    [InlineData("drift:no_drift", "no_drift")]
    [InlineData("drift:unknown", "held_unknown unknown")]
    [InlineData("drift:unsupported", "unsupported")]
    [InlineData("drift:never_checked", "never_checked")]
    [InlineData("drift:un*", "held_unknown unknown unsupported")]
    [InlineData("drift:(drifted|no_drift)", "drifted no_drift")]
    [InlineData("drift:drifted insync:false", "")]
    [InlineData("-drift:(no_drift|un*) -status:terminated", "drifted held never_checked")]
    [InlineData("drift:perhaps", "")]
    [InlineData("drift:drift", "")]
    public async Task A_search_finds_the_subscriptions_whose_drift_counts(string query, string found)
    {
        await using var database = await CoreDatabase.CreateAsync();
        await CreateAsync(database);

        var page = await database.Directory.SearchAsync(query, 0, 20);

        Assert.Equal(found, Names(page.Items.Select(static item => item.Description)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task The_query_of_a_group_finds_the_drifted_subscriptions_that_have_the_difference_and_no_others()
    {
        string[] values =
        [
            "1500",
            "9000",
            "\"a \\\"b\\\" \u00e9 %_\"",
            "true",
            "null",
            $"[\"{new string('x', 500)}\"]",
            "1.50",
            "{\"a\": 1}",
        ];
        await using var database = await CoreDatabase.CreateAsync();
        foreach (var (index, value) in values.Index())
        {
            var difference = new Difference("mtu", DifferenceKind.Changed, JsonElement.Parse("1500"), JsonElement.Parse(value));
            await InsertAsync(database, $"port {index}", "interface", difference);
        }

        var mtu = new Difference("mtu", DifferenceKind.Changed, JsonElement.Parse("1500"), JsonElement.Parse("9000"));
        await InsertAsync(database, "other resource", "neighbour", mtu);
        await InsertAsync(database, "other path", "interface", mtu with { Path = "mtu2" });
        await InsertAsync(database, "accepted", "interface", mtu with { Accepted = new("ann", "It may.", Until: null) });
        var groups = await new DriftReader(database.Contexts, Microsoft.Extensions.Options.Options.Create(database.Options)).GroupAsync(
            product: null,
            scope: null,
            CancellationToken.None
        );

        Assert.Equal(values.Length + 2, groups.Count);
        foreach (var group in groups)
        {
            var page = await database.Directory.SearchAsync(group.ToQuery(), 0, 20);
            Assert.True(page.Total == 1, $"{group.ToQuery()} finds {page.Total}.");
            Assert.Null(SearchFields.FindProblem(SearchExpression.Parse($"({group.ToQuery()}) drift:drifted"), database.Catalog));
        }

        Assert.Equal(
            "port 1",
            Names(
                (await database.Directory.SearchAsync("difference:\"interface / mtu: 1500 -> 9000\"", 0, 20)).Items.Select(static item =>
                    item.Description
                )
            )
        );
        Assert.Equal(values.Length + 1, (await database.Directory.SearchAsync("difference:\"interface / mtu\"*", 0, 20)).Total);
    }

    [Fact]
    public async Task Groups_that_a_search_cannot_tell_apart_have_subscriptions_of_their_own()
    {
        var start = new string('x', 400);
        string[] values = [$"\"{start}1\"", $"\"{start}2\"", "\"Core-A\"", "\"core-a\"", "\"a'b\"", "\"a\\\"b\""];
        await using var database = await CoreDatabase.CreateAsync();
        var inserted = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var difference = new Difference("config", DifferenceKind.Changed, JsonElement.Parse("1"), JsonElement.Parse(value));
            inserted[value] = await InsertAsync(database, "port", "interface", difference);
        }

        var reader = new DriftReader(database.Contexts, Microsoft.Extensions.Options.Options.Create(database.Options));
        var groups = await reader.GroupAsync(product: null, scope: null, CancellationToken.None);

        Assert.Equal(values.Length, groups.Count);
        foreach (var group in groups)
        {
            var found = await reader.FindSubscriptionsAsync(group, scope: null, CancellationToken.None);
            Assert.Equal([inserted[group.Difference.Actual.GetRawText()]], found);
        }
    }

    [Fact]
    public async Task The_subscriptions_of_a_group_are_found_as_long_as_a_bulk_task_can_name_them()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var difference = new Difference("mtu", DifferenceKind.Changed, JsonElement.Parse("1500"), JsonElement.Parse("9000"));
        var first = await InsertAsync(database, "port", "interface", difference);
        await InsertAsync(database, "accepted", "interface", difference with { Accepted = new("ann", "It may.", Until: null) });
        var reader = new DriftReader(database.Contexts, Microsoft.Extensions.Options.Options.Create(database.Options));
        var group = Assert.Single(await reader.GroupAsync(product: null, scope: null, CancellationToken.None));

        Copy(database, first, Limits.MaxNamedSubscriptions - 1);
        var all = await reader.FindSubscriptionsAsync(group, scope: null, CancellationToken.None);
        Copy(database, first, 1);

        Assert.Equal(Limits.MaxNamedSubscriptions, all?.Distinct().Count());
        Assert.Null(await reader.FindSubscriptionsAsync(group, scope: null, CancellationToken.None));
    }

    /// <summary>Adds subscriptions that have drifted as one has.</summary>
    private static void Copy(CoreDatabase database, Guid subscription, int count)
    {
        Guid[] copies = [.. Enumerable.Range(0, count).Select(static _ => Guid.NewGuid())];
        var product = database.File.Query($"SELECT product_id FROM subscriptions WHERE subscription_id = '{subscription}'").Single();
        var resources = database
            .File.Query($"SELECT resources FROM external_drift WHERE subscription_id = '{subscription}'")
            .Single()
            .Replace("'", "''", StringComparison.Ordinal);
        database.File.Query(
            "INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version) VALUES "
                + string.Join(", ", copies.Select(id => $"('{id}', 'copy', 'active', '{product}', 'library', TRUE, 1)"))
        );
        const string at = "'2026-03-01T00:00:00.000000Z'";
        database.File.Query(
            "INSERT INTO external_drift (subscription_id, status, checked_at, since, resources) VALUES "
                + string.Join(", ", copies.Select(id => $"('{id}', 'drifted', {at}, {at}, '{resources}')"))
        );
    }

    private static async Task<Guid> InsertAsync(CoreDatabase database, string description, string resource, Difference difference)
    {
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, $"description = '{description}', status = 'active', insync = TRUE");
        var drift = new ResourceDrift(resource, resource, System: null, DriftStatus.Drifted, Error: null, [difference], 1);
        var json = JsonSerializer
            .Serialize<IReadOnlyList<ResourceDrift>>([drift], StateJson.Options)
            .Replace("'", "''", StringComparison.Ordinal);
        database.File.Query(
            $"""
            INSERT INTO external_drift (subscription_id, status, checked_at, since, resources)
            VALUES ('{port.SubscriptionId}', 'drifted', '2026-03-01T00:00:00.000000Z', '2026-03-01T00:00:00.000000Z', '{json}')
            """
        );
        return port.SubscriptionId;
    }

    [Theory]
    [InlineData("""{"term": {"subscription.drift": "drifted"}}""", "drifted")]
    [InlineData("""{"term": {"drift": "never_checked"}}""", "never_checked")]
    [InlineData("""{"wildcard": {"subscription.drift": "un*"}}""", "held_unknown unknown unsupported")]
    [InlineData("""{"bool": {"must_not": {"exists": {"field": "subscription.drift"}}}}""", "held terminated")]
    [InlineData("""{"term": {"subscription.drift": "perhaps"}}""", "")]
    public async Task A_structured_search_has_the_drift_that_counts_as_a_column(string filter, string found)
    {
        await using var database = await CoreDatabase.CreateAsync();
        await CreateAsync(database);
        var reader = new EntityReader(database.Contexts, database.Catalog, Microsoft.Extensions.Options.Options.Create(database.Options));

        var page = await reader.SearchAsync(
            new(SearchedEntity.Subscription, null, SearchFilter.Parse(JsonElement.Parse(filter)), 0, 20)
            {
                Columns = ["subscription.drift"],
                OrderBy = "subscription.drift",
            },
            scope: null,
            CancellationToken.None
        );

        Assert.Equal(found, Names(page.Items.Select(static hit => hit.Title)));
    }

    [Theory]
    [InlineData("drift:drifted", null)]
    [InlineData("-drift:un*", null)]
    [InlineData("-drift:drift", "'drift' is not a status of drift. Statuses: never_checked, no_drift, drifted, unknown, unsupported.")]
    [InlineData(
        "-descripton:x",
        "'descripton' is not a field of subscriptions, and not a fixed input or resource type of a registered product. Did you mean "
            + "'description'?"
    )]
    [InlineData(
        "-capacty:x",
        "'capacty' is not a field of subscriptions, and not a fixed input or resource type of a registered product. Did you mean "
            + "'capacity'?"
    )]
    public async Task A_name_that_does_not_exist_is_a_problem_of_the_query(string query, string? problem)
    {
        await using var database = await CoreDatabase.CreateAsync();

        Assert.Equal(problem, SearchFields.FindProblem(SearchExpression.Parse(query), database.Catalog));
    }

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    /// <summary>One of each status, of which the drift is described: those that a process holds, and one that is terminated, too.</summary>
    private static async Task CreateAsync(CoreDatabase database)
    {
        (string Name, string? Drift, string Row)[] all =
        [
            ("never_checked", null, "status = 'active', insync = TRUE"),
            ("no_drift", "no_drift", "status = 'active', insync = TRUE"),
            ("drifted", "drifted", "status = 'active', insync = TRUE"),
            ("unknown", "unknown", "status = 'provisioning', insync = TRUE"),
            ("unsupported", "unsupported", "status = 'active', insync = TRUE"),
            ("held", "drifted", "status = 'active', insync = FALSE"),
            ("held_unknown", "unknown", "status = 'active', insync = FALSE"),
            ("terminated", "no_drift", "status = 'terminated', insync = TRUE"),
        ];
        foreach (var (name, drift, row) in all)
        {
            var id = (await database.CreatePortAsync()).SubscriptionId;
            database.Set(id, $"description = '{name}', {row}");
            if (drift is not null)
            {
                database.File.Query(
                    $"""
                    INSERT INTO external_drift (subscription_id, status, checked_at, since, resources)
                    VALUES ('{id}', '{drift}', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', '[]')
                    """
                );
            }
        }
    }
}
