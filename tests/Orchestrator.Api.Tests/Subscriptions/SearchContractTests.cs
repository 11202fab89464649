using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Subscriptions;

/// <summary>Structured searches on the wire: 50 to 55 of the contract.</summary>
public sealed class SearchContractTests(SharedHost on) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const string Subscriptions = "/api/search/subscriptions";

    private static readonly string[] Operators = ["eq", "neq", "lt", "lte", "gt", "gte", "between"];

    private string _lamp = "";

    public async ValueTask InitializeAsync() => _lamp = await on.Host.CreateLampAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_list_page_of_the_web_client_gets_its_rows()
    {
        var found = await SearchAsync(
            Subscriptions + "?include_columns=true",
            """
            {"query": "", "limit": 1000,
             "filters": {"bool": {"must": [{"bool": {"should": [{"term": {"subscription.status": "active"}}, {"term": {"subscription.status": "initial"}}]}},
                                           {"wildcard": {"subscription.product.name": {"value": "lam*"}}}]}},
             "order_by": {"element": "subscription.start_date", "direction": "desc"},
             "response_columns": ["subscription.subscription_id", "subscription.description", "subscription.insync", "subscription.customer_name",
                                  "subscription.product.name", "subscription.start_date", "subscription.block.brightness"]}
            """
        );

        var hit = found["data"]!.AsArray().Single(hit => (string?)hit!["entity_id"] == _lamp)!.AsObject();
        Assert.Equal(
            ["entity_id", "entity_type", "entity_title", "score", "perfect_match", "matching_fields", "response_columns", "order_value"],
            hit.Select(static member => member.Key)
        );
        Assert.Equal(
            ("SUBSCRIPTION", "A lamp of 5", 1.0),
            ((string?)hit["entity_type"], (string?)hit["entity_title"], (double)hit["score"]!)
        );
        var columns = hit["response_columns"]!;
        Assert.Equal(
            (_lamp, "A lamp of 5", true),
            (
                (string?)columns["subscription.subscription_id"],
                (string?)columns["subscription.description"],
                (bool)columns["subscription.insync"]!
            )
        );
        Assert.Equal(
            ("lamp", "5", null),
            (
                (string?)columns["subscription.product.name"],
                (string?)columns["subscription.block.brightness"],
                columns["subscription.customer_name"]
            )
        );
        Assert.True(columns.AsObject().ContainsKey("subscription.customer_name"));
        Assert.Equal("structured", (string?)found["search_metadata"]!["search_type"]);
        var total = (int)found["cursor"]!["total_items"]!;
        Assert.Equal(
            (found["data"]!.AsArray().Count, 0, total - 1),
            (total, (int)found["cursor"]!["start_cursor"]!, (int)found["cursor"]!["end_cursor"]!)
        );
        Assert.False((bool)found["page_info"]!["has_next_page"]!);
    }

    [Fact]
    public async Task The_pages_of_a_search_are_asked_for_by_cursor_alone()
    {
        await on.Host.CreateLampAsync();
        const string body =
            """{"limit": 1, "filters": {"term": {"subscription.product.name": "lamp"}}, "response_columns": ["subscription.status"]}""";
        var seen = new List<string>();

        var page = await SearchAsync(Subscriptions, body);
        while (true)
        {
            seen.AddRange(page["data"]!.AsArray().Select(static hit => (string)hit!["entity_id"]!));
            Assert.All(page["data"]!.AsArray(), static hit => Assert.Single(hit!["response_columns"]!.AsObject()));
            if ((string?)page["page_info"]!["next_page_cursor"] is not { } cursor)
            {
                break;
            }

            Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
            page = await SearchAsync($"{Subscriptions}?cursor={cursor}", "{}");
            Assert.Equal(seen.Count, (int)page["cursor"]!["start_cursor"]!);
        }

        Assert.Equal((int)page["cursor"]!["total_items"]!, seen.Distinct().Count());
        Assert.InRange(seen.Count, 2, int.MaxValue);
        Assert.Contains(_lamp, seen);
    }

    [Fact]
    public async Task Words_are_found_as_in_the_search_of_subscriptions_and_shown_where_they_are()
    {
        var found = await SearchAsync(Subscriptions, """{"query": "lamp status:active", "limit": 100, "retriever": "hybrid"}""");

        var hit = found["data"]!.AsArray().Single(hit => (string?)hit!["entity_id"] == _lamp)!;
        var match = Assert.Single(hit["matching_fields"]!.AsArray())!;
        Assert.Equal(
            ("A lamp of 5", "subscription.description", "[[2,6]]"),
            ((string?)match["text"], (string?)match["path"], match["highlight_indices"]!.ToJsonString())
        );
        Assert.Equal(("fuzzy", null), ((string?)found["search_metadata"]!["search_type"], found["cursor"]));
        Assert.Empty(hit["response_columns"]!.AsObject());
    }

    [Fact]
    public async Task A_search_for_nothing_finds_nothing()
    {
        var empty = await SearchAsync(Subscriptions, "{}");
        var none = await SearchAsync(Subscriptions, """{"filters": {"term": {"subscription.colour": "red"}}}""");

        Assert.Equal(("empty", "[]", null), Shape(empty));
        Assert.Equal(("structured", "[]", null), Shape(none));

        static (string?, string, JsonNode?) Shape(JsonNode found) =>
            ((string?)found["search_metadata"]!["search_type"], found["data"]!.ToJsonString(), found["cursor"]);
    }

    [Theory]
    [InlineData("workflows", """{"filters": {"term": {"workflow.name": "create_lamp"}}}""", "create_lamp", "WORKFLOW")]
    [InlineData("products", """{"query": "lamp"}""", "lamp", "PRODUCT")]
    [InlineData("processes", """{"filters": {"term": {"process.workflow_name": "create_lamp"}}, "limit": 1}""", "create_lamp", "PROCESS")]
    public async Task Other_entities_are_found_in_the_same_way(string entity, string body, string title, string type)
    {
        var hit = Assert.Single((await SearchAsync($"/api/search/{entity}", body))["data"]!.AsArray())!;

        Assert.Equal((title, type), ((string?)hit["entity_title"], (string?)hit["entity_type"]));
    }

    [Theory]
    [InlineData("""{"colour": 1}""", """extra_forbidden ["body","colour"]""")]
    [InlineData("[]", """dict_type ["body"]""")]
    [InlineData("""{"query": 1}""", """string_type ["body","query"]""")]
    [InlineData("""{"limit": 0}""", """greater_than_equal ["body","limit"]""")]
    [InlineData("""{"limit": 1001}""", """less_than_equal ["body","limit"]""")]
    [InlineData("""{"limit": "5"}""", """int_type ["body","limit"]""")]
    [InlineData("""{"filters": {"bool": {}}}""", """value_error ["body","filters"]""")]
    [InlineData("""{"filters": []}""", """value_error ["body","filters"]""")]
    [InlineData("""{"filters": {"exists": {"field": "0"}}}""", """value_error ["body","filters"]""")]
    [InlineData("""{"retriever": "fuzzy"}""", """value_error ["body","retriever"]""")]
    [InlineData("""{"query": "a", "retriever": "exact"}""", """enum ["body","retriever"]""")]
    [InlineData("""{"order_by": {"element": "a", "direction": "up"}}""", """enum ["body","direction"]""")]
    [InlineData("""{"order_by": {}}""", """missing ["body","element"]""")]
    [InlineData("""{"order_by": "a"}""", """model_attributes_type ["body","order_by"]""")]
    [InlineData("""{"query": "a", "order_by": {"element": "subscription.note"}}""", """value_error ["body","order_by"]""")]
    [InlineData("""{"response_columns": "a"}""", """list_type ["body","response_columns"]""")]
    [InlineData("""{"response_columns": [1]}""", """list_type ["body","response_columns"]""")]
    public async Task A_body_that_is_not_written_as_it_should_be_is_refused_with_the_place(string body, string fault) =>
        Assert.Equal(fault, await on.FaultAsync("POST", Subscriptions, body));

    [Theory]
    [InlineData(
        """{"filters": {"exists": {"field": "note"}}, "order_by": {"element": "subscription.colour"}}""",
        "Element subscription.colour is not a valid path"
    )]
    [InlineData("""{"filters": {"range": {"subscription.start_date": {"gt": "soon"}}}}""", "cannot be compared with 'soon'")]
    [InlineData("""{"filters": {"wildcard": {"subscription.insync": "t*"}}}""", "cannot be compared with 't%'")]
    [InlineData("""{"query": "(a"}""", "'(' that is not closed")]
    public async Task A_value_that_makes_no_sense_is_refused_with_a_sentence(string body, string reason) =>
        Assert.Contains(reason, await on.RefuseAsync("POST", Subscriptions, body, 422), StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("%22")]
    [InlineData("e30")]
    [InlineData("eyJzZWFyY2giOnt9LCJza2lwIjotMX0")]
    [InlineData("eyJzZWFyY2giOnsicXVlcnkiOiJhXHUwMDAwIn0sInNraXAiOjF9")]
    public async Task A_cursor_that_is_none_is_refused(string cursor) =>
        Assert.Contains(
            "not a cursor",
            await on.RefuseAsync("POST", $"{Subscriptions}?cursor={cursor}", "{}", 422),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_search_whose_cursor_no_address_would_hold_is_refused_at_once()
    {
        var body = JsonSerializer.Serialize(new { query = "a", response_columns = Enumerable.Repeat(new string('x', 100), 60) });

        Assert.Contains("too long", await on.RefuseAsync("POST", Subscriptions, body, 422), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_definitions_say_what_each_kind_of_value_can_be_compared_with()
    {
        var definitions = (await on.SendAsync("GET", "/api/search/definitions", body: null, 200))!.AsObject();

        Assert.Equal(["string", "number", "boolean", "datetime", "component"], definitions.Select(static member => member.Key));
        Assert.Equal(["eq", "neq", "like"], Texts(definitions["string"]!["operators"]!));
        Assert.Equal(Operators, Texts(definitions["number"]!["operators"]!));
        Assert.Equal("""{"kind":"boolean"}""", definitions["boolean"]!["value_schema"]!["neq"]!.ToJsonString());
        Assert.Equal(
            """{"kind":"object","fields":{"start":{"kind":"datetime"},"end":{"kind":"datetime"}}}""",
            definitions["datetime"]!["value_schema"]!["between"]!.ToJsonString()
        );
        Assert.Equal(["has_component", "not_has_component"], Texts(definitions["component"]!["operators"]!));
    }

    [Fact]
    public async Task The_paths_that_are_most_like_a_text_come_first()
    {
        var bright = await PathsAsync("?q=bright");
        var status = await PathsAsync("?q=status&prefix=subscription.product&limit=1");
        var process = await PathsAsync("?q=status&entity_type=PROCESS");
        var block = await PathsAsync("?q=block");

        Assert.Equal(
            """{"name":"brightness","ui_types":["number"],"paths":["subscription.block.brightness"]}""",
            bright["leaves"]![0]!.ToJsonString()
        );
        Assert.Equal(["subscription.product.status"], Texts(status["leaves"]![0]!["paths"]!));
        Assert.Equal("last_status", (string?)process["leaves"]![0]!["name"]);
        Assert.Contains("""{"name":"block","ui_types":["component"]}""", block["components"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?limit=0", """greater_than_equal ["query","limit"]""")]
    [InlineData("?limit=11", """less_than_equal ["query","limit"]""")]
    [InlineData("?limit=x", """int_parsing ["query","limit"]""")]
    [InlineData("?entity_type=LAMP", """enum ["query","entity_type"]""")]
    [InlineData("?entity_type=-1", """enum ["query","entity_type"]""")]
    [InlineData("?entity_type=1", """enum ["query","entity_type"]""")]
    public async Task A_question_for_paths_that_makes_no_sense_is_refused(string query, string fault) =>
        Assert.Equal(fault, await on.FaultAsync("GET", $"/api/search/paths{query}", body: null));

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(static text => (string)text!);

    private async Task<JsonNode> SearchAsync(string path, string body) => (await on.SendAsync("POST", path, body, 200))!;

    private async Task<JsonNode> PathsAsync(string query) => (await on.SendAsync("GET", $"/api/search/paths{query}", body: null, 200))!;
}
