using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Notifications;

namespace Orchestrator.Api.Tests.Products;

/// <summary>Products, product blocks and resource types on the wire: 19 to 25 of the contract.</summary>
public sealed class ProductContractTests(SharedHost on) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task A_product_has_its_blocks_fixed_inputs_and_workflows()
    {
        var lamp = await FindAsync("lamp");

        var shown = (await on.SendAsync("GET", $"/api/products/{Id(lamp)}", body: null, 200))!.AsObject();

        Assert.Equal(lamp.ToJsonString(), shown.ToJsonString());
        Assert.Equal(
            [
                "product_id",
                "name",
                "description",
                "product_type",
                "status",
                "tag",
                "created_at",
                "end_date",
                "product_blocks",
                "fixed_inputs",
                "workflows",
            ],
            shown.Select(static member => member.Key)
        );
        Assert.Equal(("Lamp", "LAMP", null), ((string?)shown["product_type"], (string?)shown["tag"], (string?)shown["end_date"]));
        var created = DateTimeOffset.FromUnixTimeSeconds((long)shown["created_at"]!.GetValue<decimal>());
        Assert.InRange(created, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
        var block = Assert.Single(shown["product_blocks"]!.AsArray())!;
        Assert.Equal(("Lamp", "active"), ((string?)block["name"], (string?)block["status"]));
        Assert.Equal("brightness", (string?)Assert.Single(block["resource_types"]!.AsArray())!["resource_type"]);
        Assert.Equal(
            ["create_lamp", "modify_lamp", "modify_note", "reconcile_lamp"],
            shown["workflows"]!
                .AsArray()
                .Select(static workflow => (string?)workflow!["name"])
                .Where(static name => name != "terminate_lamp")
        );
        Assert.All(shown["workflows"]!.AsArray(), static workflow => Assert.Null(workflow!["steps"]));
    }

    [Fact]
    public async Task Products_are_listed_by_name_and_found_by_tag_and_type()
    {
        var all = await ListAsync("");

        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Superset(new HashSet<string> { "lamp", "beacon" }, all.ToHashSet());
        Assert.Equal(["lamp"], await ListAsync("?tag=LAMP"));
        Assert.Equal(["beacon"], await ListAsync("?product_type=Beacon"));
        Assert.Empty(await ListAsync("?tag=LAMP&product_type=Beacon"));
    }

    [Fact]
    public async Task A_description_and_a_status_are_changed_apart_and_together_and_answered_with_201()
    {
        var path = $"/api/products/{Id(await FindAsync("beacon"))}";

        var described = await on.SendAsync("PATCH", path, """{"description": "It shines"}""", 201);
        var phasedOut = await on.SendAsync("PATCH", path, """{"status": "phase out"}""", 201);
        var both = await on.SendAsync("PATCH", path, """{"description": "It shone", "status": "end of life"}""", 201);
        var kept = await on.SendAsync("PATCH", path, """{"description": null, "status": null}""", 201);
        await on.SendAsync("PATCH", path, """{"status": "active"}""", 201);

        Assert.Equal(("It shines", "active"), Texts(described));
        Assert.Equal(("It shines", "phase out"), Texts(phasedOut));
        Assert.Equal(("It shone", "end of life"), Texts(both));
        Assert.Equal(("It shone", "end of life"), Texts(kept));

        static (string?, string?) Texts(JsonNode? product) => ((string?)product!["description"], (string?)product["status"]);
    }

    [Fact]
    public async Task A_product_with_subscriptions_that_are_not_terminated_does_not_end()
    {
        await on.Host.CreateLampAsync();
        var lamp = await FindAsync("lamp");
        var count = (await on.ReadAsync("SELECT count(*) FROM subscriptions WHERE status <> 'terminated'"))[0][0];

        var detail = await on.RefuseAsync(
            "PATCH",
            $"/api/products/{Id(lamp)}",
            """{"description": "Gone", "status": "end of life"}""",
            400
        );

        Assert.Equal($"Cannot set product to 'end of life': {count} subscription(s) are not in terminated state", detail);
        Assert.Equal((string?)lamp["description"], (string?)(await FindAsync("lamp"))["description"]);
    }

    [Theory]
    [InlineData("products", "Product id {0} not found")]
    [InlineData("product_blocks", "Product block id {0} not found")]
    [InlineData("resource_types", "Resource type id {0} not found")]
    public async Task What_is_not_there_is_not_found_and_what_is_not_written_well_is_refused_with_its_place(string kind, string notFound)
    {
        var unknown = Guid.NewGuid();
        var detail = notFound.Replace("{0}", unknown.ToString(), StringComparison.Ordinal);

        Assert.Equal(detail, await on.RefuseAsync("GET", $"/api/{kind}/{unknown}", body: null, 404));
        Assert.Equal(detail, await on.RefuseAsync("PATCH", $"/api/{kind}/{unknown}", """{"description": "x"}""", 404));
        var key = kind.TrimEnd('s');
        Assert.Equal($"uuid_parsing [\"path\",\"{key}_id\"]", await on.FaultAsync("GET", $"/api/{kind}/x", body: null));
        Assert.Equal(
            "string_type [\"body\",\"description\"]",
            await on.FaultAsync("PATCH", $"/api/{kind}/{unknown}", """{"description": 1}""")
        );
        Assert.Equal(
            "string_too_long [\"body\",\"description\"]",
            await on.FaultAsync("PATCH", $"/api/{kind}/{unknown}", $$"""{"description": "{{new string('x', 2_001)}}"}""")
        );
        Assert.Equal("dict_type [\"body\"]", await on.FaultAsync("PATCH", $"/api/{kind}/{unknown}", "[]"));
    }

    [Theory]
    [InlineData("\"retired\"", "enum")]
    [InlineData("\"end_of_life\"", "enum")]
    [InlineData("1", "string_type")]
    public async Task A_status_that_is_none_is_refused(string status, string type) =>
        Assert.Equal(
            $"{type} [\"body\",\"status\"]",
            await on.FaultAsync("PATCH", $"/api/products/{Guid.NewGuid()}", $$"""{"status": {{status}}}""")
        );

    [Fact]
    public async Task A_product_block_and_a_resource_type_are_shown_and_described()
    {
        var block = (await FindAsync("lamp"))["product_blocks"]![0]!;
        var type = block["resource_types"]![0]!;
        var blockPath = $"/api/product_blocks/{block["product_block_id"]}";
        var typePath = $"/api/resource_types/{type["resource_type_id"]}";

        Assert.Equal(block.ToJsonString(), (await on.SendAsync("GET", blockPath, body: null, 200))!.ToJsonString());
        Assert.Equal(type.ToJsonString(), (await on.SendAsync("GET", typePath, body: null, 200))!.ToJsonString());
        foreach (var path in new[] { blockPath, typePath })
        {
            var described = await on.SendAsync("PATCH", path, """{"description": "What lights up"}""", 201);
            var kept = await on.SendAsync("PATCH", path, "{}", 201);

            Assert.Equal("What lights up", (string?)described!["description"]);
            Assert.Equal(described.ToJsonString(), kept!.ToJsonString());
        }
    }

    [Fact]
    public async Task Who_shows_products_is_notified_of_each_change_and_of_nothing_else()
    {
        var lamp = await FindAsync("lamp");
        var block = lamp["product_blocks"]![0]!;
        using var changes = on.Host.Provider.GetRequiredService<IChangeFeed>().Subscribe();

        await on.SendAsync("PATCH", $"/api/products/{Id(lamp)}", "{}", 201);
        await on.SendAsync("PATCH", $"/api/product_blocks/{block["product_block_id"]}", """{"description": "b"}""", 201);

        await foreach (var change in changes.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(new(ChangeKind.Products), change);
            break;
        }
    }

    [Fact]
    public async Task What_an_operator_has_written_survives_the_next_start()
    {
        var lamp = await FindAsync("lamp");
        var block = lamp["product_blocks"]![0]!;
        await on.SendAsync("PATCH", $"/api/products/{Id(lamp)}", """{"description": "Mine", "status": "pre production"}""", 201);
        await on.SendAsync("PATCH", $"/api/product_blocks/{block["product_block_id"]}", """{"description": "Mine"}""", 201);

        await using var next = await on.StartAnotherAsync();

        var after = (await next.GetAsync("/api/products/?tag=LAMP"))[0]!;
        Assert.Equal(("Mine", "pre production"), ((string?)after["description"], (string?)after["status"]));
        Assert.Equal("Mine", (string?)after["product_blocks"]![0]!["description"]);
        await on.SendAsync("PATCH", $"/api/products/{Id(lamp)}", """{"status": "active"}""", 201);
    }

    [Fact]
    public async Task Only_a_product_that_is_active_is_offered_to_create()
    {
        var lamp = await FindAsync("lamp");
        Assert.Contains(Id(lamp)!, (await OfferAsync()).ToJsonString(), StringComparison.Ordinal);
        await on.SendAsync("PATCH", $"/api/products/{Id(lamp)}", """{"status": "phase out"}""", 201);

        var offered = (await OfferAsync()).ToJsonString();
        var refused = await on.SendAsync(
            "POST",
            "/api/processes/create_lamp",
            $$"""[{"product": "{{Id(lamp)}}"}, {"brightness": 5}]""",
            400
        );
        await on.SendAsync("PATCH", $"/api/products/{Id(lamp)}", """{"status": "active"}""", 201);

        Assert.DoesNotContain(Id(lamp)!, offered, StringComparison.Ordinal);
        Assert.Equal(
            "This workflow is not valid for this product. None of its products is active.",
            (string?)refused!["validation_errors"]![0]!["msg"]
        );

        async Task<JsonNode> OfferAsync() => (await on.SendAsync("POST", "/api/processes/create_lamp", "[]", 510))!["form"]!;
    }

    private static string? Id(JsonNode product) => (string?)product["product_id"];

    private async Task<JsonNode> FindAsync(string name) =>
        (await on.SendAsync("GET", "/api/products", body: null, 200))!.AsArray().Single(product => (string?)product!["name"] == name)!;

    private async Task<string[]> ListAsync(string query) =>
        [
            .. (await on.SendAsync("GET", $"/api/products/{query}", body: null, 200))!
                .AsArray()
                .Select(static product => (string)product!["name"]!),
        ];
}
