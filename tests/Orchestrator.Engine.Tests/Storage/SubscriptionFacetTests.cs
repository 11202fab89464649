using Orchestrator.Products;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>How many subscriptions each value of each facet would find, and the order of a list.</summary>
public sealed class SubscriptionFacetTests : IAsyncLifetime
{
    private CoreDatabase _database = null!;

    private ISubscriptionDirectory Directory => _database.Directory;

    public async ValueTask InitializeAsync()
    {
        _database = await CoreDatabase.CreateAsync();
        Port? first = null;
        foreach (
            var (name, customer, drift, row) in new (string, string, string?, string)[]
            {
                ("alpha", "east", "drifted", "status = 'active', insync = TRUE"),
                ("beta", "east", "drifted", "status = 'active', insync = FALSE"),
                ("gamma", "west", "no_drift", "status = 'active', insync = TRUE"),
                ("delta", "west", null, "status = 'provisioning', insync = TRUE"),
                ("epsilon", "west", "no_drift", "status = 'terminated', insync = TRUE"),
            }
        )
        {
            WaitForNextMillisecond();
            var port = await _database.CreatePortAsync();
            first ??= port;
            var id = port.SubscriptionId;
            _database.Set(id, $"description = '{name}', customer_id = '{customer}', {row}");
            if (drift is not null)
            {
                var since = name == "alpha" ? "2026-02-01" : "2026-01-01";
                _database.File.Query(
                    $"""
                    INSERT INTO external_drift (subscription_id, status, checked_at, since, resources)
                    VALUES ('{id}', '{drift}', '2026-03-01T00:00:00.000000Z', '{since}T00:00:00.000000Z', '[]')
                    """
                );
            }
        }

        WaitForNextMillisecond();
        var circuit = await _database.CreateCircuitAsync(first!);
        _database.Set(circuit.SubscriptionId, "description = 'circuit', customer_id = 'west', status = 'active', insync = TRUE");
        _database.Log.Clear();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("EAS", "", "east 2")]
    [InlineData("zz", "west", "west 4")]
    [InlineData("st", "", "west 4, east 2")]
    [InlineData("st", "east", "east 2, west 4")]
    [InlineData("%", "", "")]
    [InlineData("", "", "west 4, east 2")]
    public async Task Customers_are_found_by_a_part_of_their_ids_and_by_the_ids_whose_names_are_known(string text, string id, string found)
    {
        var customers = await Directory.FindCustomersAsync("", new() { Customer = "north" }, text, id.Length == 0 ? [] : [id]);

        Assert.Equal(found, Text(customers));
    }

    [Fact]
    public async Task Without_a_choice_every_facet_counts_everything_in_two_statements()
    {
        var facets = await Directory.CountFacetsAsync("", new());

        Assert.Equal(6, facets.Total);
        Assert.Equal("circuit 1, port 10G 5", Text(facets.Products));
        Assert.Equal("active 4, provisioning 1, terminated 1", Text(facets.Statuses));
        Assert.Equal("false 1, true 5", Text(facets.InSync));
        Assert.Equal("drifted 1, never_checked 2, no_drift 1", Text(facets.Drift));
        Assert.Equal("west 4, east 2", Text(facets.Customers));
        Assert.False(facets.HasMoreCustomers);
        Assert.Equal(2, _database.Log.Statements.Count(static sql => sql.Contains("count(*)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_facet_counts_what_the_others_find_and_leaves_its_own_choice_out()
    {
        var facets = await Directory.CountFacetsAsync(
            "-delta",
            new()
            {
                Status = "ACTIVE",
                Product = "PORT 10g",
                Customer = "east",
            }
        );

        Assert.Equal(2, facets.Total);
        Assert.Equal("port 10G 2", Text(facets.Products));
        Assert.Equal("active 2", Text(facets.Statuses));
        Assert.Equal("false 1, true 1", Text(facets.InSync));
        Assert.Equal("drifted 1", Text(facets.Drift));
        Assert.Equal("east 2, west 1", Text(facets.Customers));
    }

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("port 10G", null, null, null, null)]
    [InlineData("circuit", null, null, null, null)]
    [InlineData(null, "active", null, null, null)]
    [InlineData("port 10G", "terminated", null, null, null)]
    [InlineData(null, null, false, null, null)]
    [InlineData(null, null, true, "no_drift", null)]
    [InlineData(null, null, null, "drifted", null)]
    [InlineData(null, null, null, null, "west")]
    [InlineData(null, "active", true, null, "east")]
    [InlineData("port 10G", "active", true, "no_drift", "west")]
    public async Task The_count_of_a_value_is_what_a_search_of_it_with_the_choices_of_the_other_facets_finds(
        string? product,
        string? status,
        bool? inSync,
        string? drift,
        string? customer
    )
    {
        var facets = await Directory.CountFacetsAsync(
            "",
            new()
            {
                Product = product,
                Status = status,
                InSync = inSync,
                Drift = drift,
                Customer = customer,
            }
        );

        var chosen = new Dictionary<string, string?>
        {
            ["product_name"] = product,
            ["status"] = status,
            ["insync"] = inSync?.ToString(),
            ["drift"] = drift,
            ["customer_id"] = customer,
        };
        Assert.Equal(await FindAsync(chosen), facets.Total);
        foreach (
            var (field, values, counts) in new (string, string[], IReadOnlyList<FacetCount>)[]
            {
                ("product_name", ["circuit", "port 10G"], facets.Products),
                ("status", ["active", "provisioning", "terminated"], facets.Statuses),
                ("insync", ["false", "true"], facets.InSync),
                ("drift", ["drifted", "never_checked", "no_drift"], facets.Drift),
                ("customer_id", ["east", "west"], facets.Customers),
            }
        )
        {
            var found = new List<FacetCount>();
            foreach (var value in values)
            {
                found.Add(new(value, await FindAsync(new(chosen) { [field] = value })));
            }

            Assert.Equal(
                Text(found.Where(static count => count.Count > 0)),
                Text(counts.OrderBy(static count => count.Value, StringComparer.Ordinal))
            );
        }
    }

    [Fact]
    public async Task More_customers_than_can_be_offered_are_said_to_be_more()
    {
        for (var customer = 0; customer < 101; customer++)
        {
            var id = Guid.NewGuid();
            _database.File.Query(
                $"""
                INSERT INTO subscriptions (subscription_id, description, status, product_id, customer_id, insync, version)
                SELECT '{id}', 'x', 'active', product_id, 'c{customer}', TRUE, 1 FROM products WHERE name = 'circuit'
                """
            );
        }

        var facets = await Directory.CountFacetsAsync("", new());

        Assert.Equal((100, true, "west"), (facets.Customers.Count, facets.HasMoreCustomers, facets.Customers[0].Value));
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_refused()
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => Directory.CountFacetsAsync("((", new()));

        Assert.Equal("search_query_invalid", refused.Code);
    }

    [Theory]
    [InlineData(SubscriptionOrder.Newest, false, "circuit epsilon delta gamma beta alpha")]
    [InlineData(SubscriptionOrder.Description, false, "alpha beta circuit delta epsilon gamma")]
    [InlineData(SubscriptionOrder.Description, true, "gamma epsilon delta circuit beta alpha")]
    [InlineData(SubscriptionOrder.Product, false, "circuit epsilon delta gamma beta alpha")]
    [InlineData(SubscriptionOrder.Status, true, "epsilon delta circuit gamma beta alpha")]
    [InlineData(SubscriptionOrder.InSync, false, "beta circuit epsilon delta gamma alpha")]
    [InlineData(SubscriptionOrder.Drift, false, "alpha circuit delta gamma epsilon beta")]
    [InlineData(SubscriptionOrder.Drift, true, "gamma circuit delta alpha epsilon beta")]
    [InlineData(SubscriptionOrder.DriftSince, false, "gamma alpha circuit epsilon delta beta")]
    [InlineData(SubscriptionOrder.DriftSince, true, "alpha gamma circuit epsilon delta beta")]
    [InlineData(SubscriptionOrder.Customer, false, "beta alpha circuit epsilon delta gamma")]
    public async Task A_list_is_ordered_and_what_is_equal_or_has_no_value_by_age(SubscriptionOrder order, bool descending, string expected)
    {
        var names = new List<string>();
        for (var skip = 0; skip < 6; skip += 2)
        {
            var page = await Directory.ListAsync(new("", skip, 2) { Order = order, Descending = descending });
            Assert.Equal(6, page.Total);
            names.AddRange(page.Items.Select(static item => item.Description));
        }

        Assert.Equal(expected, string.Join(' ', names));
    }

    private async Task<int> FindAsync(Dictionary<string, string?> terms) =>
        (
            await Directory.SearchAsync(
                string.Join(' ', terms.Where(static term => term.Value is not null).Select(static term => $"{term.Key}:\"{term.Value}\"")),
                0,
                1
            )
        ).Total;

    // Ids are in the order of time to the millisecond, and a subscription is sometimes made in less.
    private static void WaitForNextMillisecond()
    {
        var now = Now();
        SpinWait.SpinUntil(() => Now() != now);

        static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    private static string Text(IEnumerable<FacetCount> counts) =>
        string.Join(", ", counts.Select(static count => $"{count.Value} {count.Count}"));
}
