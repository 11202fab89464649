using System.Text.Json;
using Orchestrator.Search;
using Orchestrator.Storage.Search;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>Structured searches: conditions on columns, and on what products and blocks have.</summary>
public sealed class EntityReaderTests
{
    [Theory]
    [InlineData("""{"term": {"subscription.status": "active"}}""", "a")]
    [InlineData("""{"term": {"subscription.insync": true}}""", "a")]
    [InlineData("""{"term": {"subscription.insync": "false"}}""", "b c")]
    [InlineData("""{"term": {"subscription.insync": "perhaps"}}""", "")]
    [InlineData("""{"term": {"insync": {"value": true}}}""", "a")]
    [InlineData("""{"term": {"subscription.product.name": "circuit"}}""", "c")]
    [InlineData("""{"term": {"product.name": "circuit"}}""", "")]
    [InlineData("""{"term": {"subscription.colour": "red"}}""", "")]
    [InlineData("""{"term": {"description": "Alpha"}}""", "a")]
    [InlineData("""{"term": {"description": "alpha"}}""", "")]
    [InlineData("""{"term": {"subscription.version": 1}}""", "")]
    [InlineData("""{"range": {"subscription.version": {"gte": 1, "lte": 9}}}""", "a b c")]
    [InlineData("""{"range": {"subscription.version": {"gt": 9}}}""", "")]
    [InlineData("""{"range": {"subscription.start_date": {"gte": "2026-01-01T00:00:00Z", "lte": "2026-12-31T00:00:00Z"}}}""", "a")]
    [InlineData("""{"range": {"subscription.start_date": {"lt": 1735689600}}}""", "b")]
    [InlineData("""{"bool": {"must_not": {"range": {"subscription.start_date": {"lt": 1735689600}}}}}""", "a c")]
    [InlineData("""{"wildcard": {"subscription.description": {"value": "*a at 100%"}}}""", "c")]
    [InlineData("""{"wildcard": {"subscription.description": "?eta"}}""", "b")]
    [InlineData("""{"wildcard": {"subscription.description": "%"}}""", "")]
    [InlineData("""{"range": {"subscription.version": {"gte": 1, "lte": 9, "gt": 9}}}""", "")]
    [InlineData("""{"wildcard": {"subscription.start_date": "2026*"}}""", "a")]
    [InlineData("""{"wildcard": {"start_date": "2026-03-01t00:00:00.000000z"}}""", "a")]
    [InlineData("""{"regexp": {"subscription.start_date": "^2024-03-01T00:00:00[.]0{6}Z$"}}""", "b")]
    [InlineData(
        """{"regexp": {"subscription.subscription_id": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}}""",
        "a b c"
    )]
    [InlineData("""{"regexp": {"subscription.description": {"value": "^(Alph|Bet)a$"}}}""", "a b")]
    [InlineData("""{"regexp": {"subscription.description": "[0-9]{3}%"}}""", "c")]
    [InlineData("""{"regexp": {"port_name": "^[xz]"}}""", "a")]
    [InlineData("""{"term": {"port_name": "x"}}""", "a")]
    [InlineData("""{"term": {"subscription.block.port_name": "x"}}""", "a")]
    [InlineData("""{"term": {"subscription.port.port_name": "x"}}""", "a")]
    [InlineData("""{"term": {"subscription.circuit.port_name": "x"}}""", "")]
    [InlineData("""{"term": {"subscription.block.endpoints.0.vlan": 101}}""", "c")]
    [InlineData("""{"term": {"subscription.endpoints.vlan": "101"}}""", "c")]
    [InlineData("""{"range": {"vlan": {"gte": 1000}}}""", "")]
    [InlineData("""{"range": {"vlan": {"lt": 101}}}""", "c")]
    [InlineData("""{"term": {"subscription.capacity": "10000"}}""", "a b")]
    [InlineData("""{"range": {"capacity": {"gt": 9999}}}""", "a b")]
    [InlineData("""{"term": {"policed": false}}""", "c")]
    [InlineData("""{"exists": {"field": "vlan"}}""", "c")]
    [InlineData("""{"exists": {"field": "note"}}""", "b")]
    [InlineData("""{"exists": {"field": "endpoints"}}""", "c")]
    [InlineData("""{"exists": {"field": "product"}}""", "a b c")]
    [InlineData("""{"exists": {"field": "colour"}}""", "")]
    [InlineData("""{"exists": {"field": "note."}}""", "b")]
    [InlineData("""{"exists": {"field": "subscription.note"}}""", "b")]
    [InlineData("""{"exists": {"field": "subscription.colour.note"}}""", "")]
    [InlineData("""{"exists": {"field": "subscription.product"}}""", "a b c")]
    [InlineData("""{"exists": {"field": "subscription.capacity"}}""", "a b")]
    [InlineData("""{"exists": {"field": "subscription.block.port_name"}}""", "a b")]
    [InlineData("""{"exists": {"field": "subscription.circuit.port_name"}}""", "")]
    [InlineData("""{"exists": {"field": "subscription.endpoints"}}""", "c")]
    [InlineData("""{"exists": {"field": "subscription.block.endpoints.0"}}""", "c")]
    [InlineData("""{"exists": {"field": "subscription.block.endpoints.1.vlan"}}""", "c")]
    [InlineData("""{"exists": {"field": "subscription.port.endpoints"}}""", "")]
    [InlineData("""{"exists": {"field": "product.name"}}""", "")]
    [InlineData("""{"term": {"0": "x"}}""", "")]
    [InlineData(
        """{"bool": {"must": [{"bool": {"should": [{"term": {"subscription.status": "active"}}, {"term": {"note": "fragile"}}]}}], "must_not": [{"term": {"description": "Beta"}}]}}""",
        "a"
    )]
    [InlineData(
        """{"op": "OR", "children": [{"path": "subscription.status", "condition": {"op": "neq", "value": "initial"}, "value_kind": "string"}, {"path": "note", "condition": {"op": "like", "value": "frag%"}}]}""",
        "a b"
    )]
    [InlineData(
        """{"op": "AND", "children": [{"path": "subscription.start_date", "condition": {"op": "between", "value": {"start": "2020-01-01", "end": "2030-01-01"}}, "value_kind": "datetime"}]}""",
        "a b"
    )]
    [InlineData("""{"path": "endpoints", "condition": {"op": "not_has_component"}, "value_kind": "component"}""", "a b")]
    [InlineData("""{"path": "*", "condition": {"op": "has_component", "value": "port"}}""", "a b")]
    [InlineData("""{"path": "subscription.block.endpoints.0", "condition": {"op": "has_component"}}""", "c")]
    [InlineData("""{"path": "subscription.subscription_id", "condition": {"op": "eq", "value": "7"}}""", "")]
    public async Task A_filter_finds_what_its_conditions_say(string filter, string found)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);

        var page = await SearchAsync(database, new(SearchedEntity.Subscription, null, Parse(filter), 0, 10));

        Assert.Equal(found, string.Join(' ', page.Items.Select(item => names[item.Id]).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Theory]
    [InlineData("^Alpha$", false)]
    [InlineData("^Al(pha$|x)", false)]
    [InlineData("^Alpha[$\n]$", true)]
    [InlineData("^Alpha\\s$", true)]
    [InlineData("^Alpha\\$", false)]
    public async Task The_end_of_a_pattern_is_the_end_of_the_text_and_not_a_line_break_before_it(string pattern, bool isFound)
    {
        await using var database = await CoreDatabase.CreateAsync();
        database.Set((await database.CreatePortAsync()).SubscriptionId, "description = 'Alpha\n'");
        var filter = Parse(JsonSerializer.Serialize(new { regexp = new { description = pattern } }));

        Assert.Equal(isFound ? 1 : 0, (await SearchAsync(database, new(SearchedEntity.Subscription, null, filter, 0, 10))).Total);
    }

    [Fact]
    public async Task A_wildcard_ignores_the_case_of_ascii_letters()
    {
        await using var database = await CoreDatabase.CreateAsync();
        database.Set((await database.CreatePortAsync()).SubscriptionId, "description = 'Zürich NORD'");
        async Task<int> CountAsync(string wildcard) =>
            (
                await SearchAsync(
                    database,
                    new(SearchedEntity.Subscription, null, Parse($$$"""{"wildcard": {"description": "{{{wildcard}}}"}}"""), 0, 10)
                )
            ).Total;

        Assert.Equal((1, 1), (await CountAsync("*nord"), await CountAsync("ZüRICH*")));
    }

    [Theory]
    [InlineData("subscription.description", false, "a b c")]
    [InlineData("subscription.description", true, "c b a")]
    [InlineData("subscription.start_date", false, "b a c")]
    [InlineData("subscription.start_date", true, "a b c")]
    [InlineData("subscription.note", true, "b . .")]
    [InlineData(null, false, "a b c")]
    public async Task An_order_has_rows_without_a_value_last(string? path, bool descending, string expected)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);

        var page = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, null, null, 0, 10) { OrderBy = path, Descending = descending }
        );

        var order = page.Items.Select(item =>
            expected.Contains('.', StringComparison.Ordinal) && names[item.Id] != "b" ? "." : names[item.Id]
        );
        Assert.Equal(expected, string.Join(' ', order));
    }

    [Fact]
    public async Task An_order_may_be_that_of_what_products_have_and_numbers_are_in_the_order_of_numbers()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);
        var large = Port.Create(database.ProductId("port 100G"), "customer");
        large.Block.PortName = "z";
        await database.SaveAsync(database.OpenSession(), large);
        names.Add(large.SubscriptionId, "d");
        database.File.Query("UPDATE fixed_inputs SET value = '9000' WHERE value = '100000'");

        var byNumber = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, null, null, 0, 10) { OrderBy = "subscription.capacity" }
        );
        var byText = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, null, null, 0, 10) { OrderBy = "subscription.block.port_name", Descending = true }
        );

        Assert.Equal(("d", "9000"), (names[byNumber.Items[0].Id], byNumber.Items[0].OrderValue));
        Assert.Equal("d b a c", string.Join(' ', byText.Items.Select(item => names[item.Id])));
    }

    [Fact]
    public async Task Every_database_takes_the_same_texts_for_numbers()
    {
        await using var database = await CoreDatabase.CreateAsync();
        string[] numbers = ["-2.50", "0", "1E+16", "1E-05"];
        string[] others = ["007", "1e400", "1e-400", "+1", ".5", "1.", "0x1", "NaN", " 1", "1\n", "-"];
        foreach (var text in numbers.Concat(others))
        {
            await database.CreatePortAsync(text);
        }

        var found = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, null, Parse("""{"range": {"port_name": {"gt": -9}}}"""), 0, 20)
        );
        var small = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, null, Parse("""{"term": {"port_name": 0.00001}}"""), 0, 20)
        );

        Assert.Equal(
            numbers.Select(static text => $"Port {text}"),
            found.Items.Select(static item => item.Title).Order(StringComparer.Ordinal)
        );
        Assert.Equal("Port 1E-05", Assert.Single(small.Items).Title);
    }

    [Fact]
    public async Task A_row_has_the_columns_that_are_wanted_as_what_they_are()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);
        string[] columns =
        [
            "subscription.subscription_id",
            "subscription.insync",
            "subscription.start_date",
            "subscription.product.name",
            "subscription.block.port_name",
            "subscription.capacity",
            "capacity",
            "subscription.customer_name",
            "subscription.note",
        ];

        var page = await SearchAsync(
            database,
            new(SearchedEntity.Subscription, "alpha", null, 0, 10)
            {
                Columns = [.. columns, columns[0]],
                OrderBy = "subscription.start_date",
            }
        );

        var hit = Assert.Single(page.Items);
        Assert.Equal(
            [
                names.Single(static name => name.Value == "a").Key.ToString(),
                true,
                "2026-03-01T00:00:00.0000000+00:00",
                "port 10G",
                "x",
                "10000",
                "10000",
                null,
                null,
            ],
            columns.Select(column => hit.Columns[column])
        );
        Assert.Equal(("Alpha", "subscription.description"), (hit.Title, hit.TitlePath));
        Assert.Equal([(0, 5)], hit.Matches);
        Assert.StartsWith("2026-03-01", hit.OrderValue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflows_products_and_processes_are_found_by_words_and_conditions()
    {
        await using var database = await CoreDatabase.CreateAsync(TestCatalog.Workflow("modify_port", Target.Modify, typeof(Port)));

        var workflows = await SearchAsync(database, new(SearchedEntity.Workflow, "port target:MODIFY", null, 0, 10));
        var products = await SearchAsync(database, new(SearchedEntity.Product, null, Parse("""{"term": {"product.tag": "PORT"}}"""), 0, 1));
        var processes = await SearchAsync(database, new(SearchedEntity.Process, "modify_port -last_status:failed", null, 0, 10));
        var unknown = await SearchAsync(database, new(SearchedEntity.Workflow, "colour:red", null, 0, 10));
        var tasks = await SearchAsync(database, new(SearchedEntity.Workflow, "is_task:true", null, 0, 10));
        var others = await SearchAsync(database, new(SearchedEntity.Workflow, "is_task:false", null, 0, 10));

        Assert.Equal("modify_port", Assert.Single(workflows.Items).Title);
        Assert.Empty(tasks.Items);
        Assert.Equal("modify_port", Assert.Single(others.Items).Title);
        Assert.Equal((1, 2), (products.Items.Count, products.Total));
        Assert.Empty(processes.Items);
        Assert.Empty(unknown.Items);
    }

    [Fact]
    public async Task What_cannot_be_ordered_or_compared_is_refused()
    {
        await using var database = await CoreDatabase.CreateAsync();
        EntitySearch all = new(SearchedEntity.Subscription, null, null, 0, 10);

        foreach (
            var search in new[]
            {
                all with
                {
                    OrderBy = "subscription.colour",
                },
                all with
                {
                    OrderBy = "product.name",
                },
                all with
                {
                    Filter = Parse("""{"range": {"subscription.start_date": {"gt": "soon"}}}"""),
                },
                all with
                {
                    Filter = Parse("""{"range": {"subscription.start_date": {"gt": 1e300}}}"""),
                },
                all with
                {
                    Filter = Parse("""{"range": {"subscription.status": {"gt": "a"}}}"""),
                },
                all with
                {
                    Filter = Parse("""{"wildcard": {"insync": "t*"}}"""),
                },
                all with
                {
                    Filter = Parse("""{"regexp": {"subscription.insync": "1"}}"""),
                },
                all with
                {
                    Take = 1_001,
                },
                all with
                {
                    Skip = -1,
                },
            }
        )
        {
            await Assert.ThrowsAsync<InvalidRequestException>(() => SearchAsync(database, search));
        }
    }

    [Fact]
    public async Task The_paths_are_the_columns_and_what_products_and_blocks_have()
    {
        await using var database = await CoreDatabase.CreateAsync();

        var paths = Reader(database).GetPaths(SearchedEntity.Subscription).ToDictionary(static path => path.Path, static path => path.Kind);

        Assert.Equal(SearchKind.Boolean, paths["subscription.insync"]);
        Assert.Equal(SearchKind.Number, paths["subscription.capacity"]);
        Assert.Equal(SearchKind.Text, paths["subscription.block.port_name"]);
        Assert.Equal(SearchKind.Number, paths["subscription.block.endpoints.vlan"]);
        Assert.Equal(SearchKind.Text, paths["subscription.block.checked_at"]);
        Assert.DoesNotContain("process.note", Reader(database).GetPaths(SearchedEntity.Process).Select(static path => path.Path));
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("(a|aa)+(a|aa)+c")]
    [InlineData("(.*)(.*)(.*)(.*)x")]
    public async Task A_pattern_never_costs_more_than_its_text(string pattern)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, $"description = '{new string('a', 1_900)}!'");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        var filter = Parse(JsonSerializer.Serialize(new { regexp = new { description = pattern } }));
        var page = await Reader(database).SearchAsync(new(SearchedEntity.Subscription, null, filter, 0, 1), scope: null, deadline.Token);

        Assert.Equal(0, page.Total);
    }

    private static EntityReader Reader(CoreDatabase database) =>
        new(database.Contexts, database.Catalog, Microsoft.Extensions.Options.Options.Create(database.Options));

    private static Task<EntityPage> SearchAsync(CoreDatabase database, EntitySearch search) =>
        Reader(database).SearchAsync(search, scope: null, CancellationToken.None);

    private static SearchFilter Parse(string filter) => SearchFilter.Parse(JsonElement.Parse(filter));

    private static async Task<Dictionary<Guid, string>> CreateThreeAsync(CoreDatabase database)
    {
        var (a, b) = (await database.CreatePortAsync("x"), await database.CreatePortAsync("y"));
        var c = await database.CreateCircuitAsync(a);
        database.Set(
            a.SubscriptionId,
            "description = 'Alpha', status = 'active', insync = TRUE, start_date = '2026-03-01T00:00:00.000000Z'"
        );
        database.Set(b.SubscriptionId, "description = 'Beta', note = 'fragile', start_date = '2024-03-01T00:00:00.000000Z'");
        database.Set(c.SubscriptionId, "description = 'Gamma at 100%', start_date = NULL");
        return new()
        {
            [a.SubscriptionId] = "a",
            [b.SubscriptionId] = "b",
            [c.SubscriptionId] = "c",
        };
    }
}
