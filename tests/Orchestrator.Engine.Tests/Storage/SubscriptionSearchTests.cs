using Orchestrator.Options;
using Orchestrator.Storage.Search;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionSearchTests
{
    [Theory]
    [InlineData("", "a b c")]
    [InlineData("alpha", "a")]
    [InlineData("ALPHA", "a")]
    [InlineData("port", "a b")]
    [InlineData("port beta", "b")]
    [InlineData("port -beta", "a")]
    [InlineData("status:active", "a")]
    [InlineData("-status:active", "b c")]
    [InlineData("status:initial tag:PORT", "b")]
    [InlineData("tag:CIRC*", "c")]
    [InlineData("tag:CIRC", "")]
    [InlineData("product_name:circuit", "c")]
    [InlineData("product_type:Port", "a b")]
    [InlineData("insync:true", "a")]
    [InlineData("insync:false", "b c")]
    [InlineData("customer_id:customer", "a b c")]
    [InlineData("description:al*", "a")]
    [InlineData("note:fragile", "b")]
    [InlineData("-note:fragile", "a c")]
    [InlineData("-fragile", "a c")]
    [InlineData("note:*", "b")]
    [InlineData("-note:*", "a c")]
    [InlineData("-status:active -tag:CIRC", "b c")]
    [InlineData("product_name:\"*\"", "")]
    [InlineData("tag:\"CIRC*\"", "")]
    [InlineData("tag:\"CIRC\"*", "c")]
    [InlineData("alph*", "a")]
    [InlineData("\"alph*\"", "")]
    [InlineData("100%", "c")]
    [InlineData("1__%", "")]
    [InlineData("nothing", "")]
    [InlineData("alph", "")]
    [InlineData("alpha | beta", "a b")]
    [InlineData("port alpha | status:terminated", "a")]
    [InlineData("port (alpha | beta)", "a b")]
    [InlineData("port -(alpha | beta)", "")]
    [InlineData("--alpha", "a")]
    [InlineData("tag:(CIRC*|PORT) -alpha", "b c")]
    [InlineData("status:(active|initial) description:alpha", "a")]
    [InlineData("productType:Port", "a b")]
    [InlineData("port_name:x", "a")]
    [InlineData("portName:(X|y*)", "a b")]
    [InlineData("port_name:*", "a b")]
    [InlineData("x", "a")]
    [InlineData("port_name:alpha", "")]
    [InlineData("colour:red", "")]
    [InlineData("-colour:red", "a b c")]
    [InlineData("capacity:10000", "a b")]
    [InlineData("Capacity:(1|10000)", "a b")]
    [InlineData("10000", "a b")]
    [InlineData("capacity:port", "")]
    [InlineData("product_description:gbit", "a b")]
    [InlineData("productDescription:\"A circuit\"", "c")]
    [InlineData("metadata:red", "b")]
    [InlineData("metadata:(red|blue) -status:active", "b")]
    [InlineData("customer_description:uplink", "c")]
    [InlineData("customerDescription:up*", "c")]
    [InlineData("uplink | red", "b c")]
    [InlineData("insync:perhaps", "")]
    [InlineData("product_id:7", "")]
    [InlineData("\"alpha beta\"", "")]
    [InlineData("-", "a b c")]
    [InlineData("?!", "a b c")]
    public async Task A_search_finds_what_its_words_say(string query, string found)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);

        var page = await database.Directory.SearchAsync(query, 0, 10);

        Assert.Equal(found, string.Join(' ', page.Items.Select(item => names[item.SubscriptionId]).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task A_search_by_id_finds_the_whole_id_and_its_beginning_in_any_case()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var id = port.SubscriptionId.ToString();

        foreach (
            var query in new[]
            {
                id,
                $"subscription_id:{id}",
                $"subscription_id:{id[..8]}*",
                $"subscription_id:{id.ToUpperInvariant()}",
                id[..13],
            }
        )
        {
            Assert.Equal(1, (await database.Directory.SearchAsync(query, 0, 10)).Total);
        }

        Assert.Equal(0, (await database.Directory.SearchAsync($"subscription_id:{id[..8]}", 0, 10)).Total);
    }

    [Theory]
    [InlineData("stats:active", "'stats' is not a field of subscriptions. Did you mean 'status'?")]
    [InlineData("-(alpha | customerid:7)", "'customerid' is not a field of subscriptions. Did you mean 'customer_id'?")]
    [InlineData("port_nam:x", "'port_nam' is not a field of subscriptions. Did you mean 'port_name'?")]
    public async Task A_field_that_is_nearly_another_one_is_refused_with_that_one(string query, string expected)
    {
        await using var database = await CoreDatabase.CreateAsync();

        var exception = await Assert.ThrowsAsync<InvalidRequestException>(() => database.Directory.SearchAsync(query, 0, 10));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("http://example.com")]
    [InlineData("port_nome:x")]
    public async Task What_is_not_like_a_field_or_is_stored_as_one_finds_nothing_else(string query)
    {
        await using var database = await CoreDatabase.CreateAsync();
        await CreateThreeAsync(database);
        database.File.Query("UPDATE resource_types SET resource_type = 'port_nome' WHERE resource_type = 'nrm_id'");

        Assert.Equal(0, (await database.Directory.SearchAsync(query, 0, 10)).Total);
    }

    [Theory]
    [InlineData("(a", "character 1")]
    [InlineData("a)", "character 2")]
    [InlineData("a |", "character 4")]
    [InlineData("()", "character 2")]
    [InlineData("tag:(a | )", "character 10")]
    [InlineData("a \"b", "character 3")]
    public async Task A_search_that_is_none_is_refused_with_the_place(string query, string place)
    {
        await using var database = await CoreDatabase.CreateAsync();

        var exception = await Assert.ThrowsAsync<InvalidRequestException>(() => database.Directory.SearchAsync(query, 0, 10));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("a\0b")]
    [InlineData("\uD800")]
    [InlineData("a & !b <-> c:*")]
    [InlineData("NEAR(a b, 3) OR NOT {text}:^a + b")]
    [InlineData("a\\ % _ ; DROP TABLE subscriptions; --")]
    [InlineData("2026-11-27T10:00:00+01:00 http://example.com/a?b=c#d 1e10 -0.5 a@b.c")]
    public async Task A_word_may_have_any_characters_within_quotation_marks(string text)
    {
        await using var database = await CoreDatabase.CreateAsync();
        await CreateThreeAsync(database);
        var quoted = $"\"{text.Replace("\"", "", StringComparison.Ordinal)}\"";

        foreach (var query in new[] { quoted, $"{quoted}*", $"-{quoted}", $"note:{quoted}", $"colour:{quoted}*", $"status:{quoted}" })
        {
            Assert.InRange((await database.Directory.SearchAsync(query, 0, 10)).Total, 0, 3);
        }
    }

    [Fact]
    public async Task The_index_follows_every_change_and_is_made_again()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = (await database.CreatePortAsync()).SubscriptionId;
        database.Set(port, "description = 'Zürich-Nord uplink', note = NULL");
        database.Set(port, "note = 'first'");
        database.Set(port, "note = 'second'");

        async Task FindsAsync(params (string Query, int Found)[] expected)
        {
            foreach (var (query, found) in expected)
            {
                Assert.Equal((query, found), (query, (await database.Directory.SearchAsync(query, 0, 10)).Total));
            }
        }

        (string, int)[] now =
        [
            ("zürich", 1),
            ("Zürich-NORD", 1),
            ("zuerich", 0),
            ("first", 0),
            ("second", 1),
            ("note:sec*", 1),
            ("eth0", 1),
        ];
        await FindsAsync(now);
        await using var context = await database.Contexts.CreateDbContextAsync();
        await context.Dialect.RebuildSearchAsync(context, CancellationToken.None);
        await FindsAsync(now);
        database.File.Query($"DELETE FROM subscriptions WHERE subscription_id = '{port}'");
        await FindsAsync(("zürich", 0), ("eth0", 0), ("second", 0));
    }

    [Fact]
    public async Task A_search_costs_what_its_words_cost_negated_or_not()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);
        await using var context = await database.Contexts.CreateDbContextAsync();

        int Size(int words) => new SubscriptionQuery(context.Dialect, new()).ToSql(SearchExpression.Parse(Words(words))).Length;
        var found = await database.Directory.SearchAsync(Words(SearchParser.MaxWords), 0, 10);

        Assert.InRange(Size(40) - Size(20), 1, 2 * (Size(20) - Size(0)));
        Assert.Equal(names.Count, found.Total);
        static string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(static number => $"-w{number}"));
    }

    [Fact]
    public async Task A_page_is_found_in_one_statement_and_read_with_all_that_is_shown_of_it_in_another()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var names = await CreateThreeAsync(database);
        database.Log.Clear();

        var page = await database.Directory.SearchAsync("alpha | beta | gamma", 0, 10);

        Assert.Equal(2, database.Log.Statements.Count(static sql => sql.Contains("SELECT", StringComparison.Ordinal)));
        var shown = page.Items.ToDictionary(item => names[item.SubscriptionId], StringComparer.Ordinal);
        Assert.Equal("red", shown["b"].Metadata?.GetProperty("colour").GetString());
        Assert.Equal("Our uplink", Assert.Single(shown["c"].CustomerDescriptions!).Description);
        Assert.Equal((null, 0), (shown["a"].Metadata, shown["a"].CustomerDescriptions!.Count));
    }

    [Fact]
    public async Task A_search_of_too_many_words_or_characters_and_a_page_that_is_too_large_are_refused()
    {
        await using var database = await CoreDatabase.CreateAsync();

        foreach (
            var (query, skip, take) in new[]
            {
                (string.Join(' ', Enumerable.Repeat("a", SearchParser.MaxWords + 1)), 0, 10),
                (new string('a', Limits.MaxQueryLength + 1), 0, 10),
                ($"{new string('(', SearchParser.MaxDepth + 1)}a{new string(')', SearchParser.MaxDepth + 1)}", 0, 10),
                ("", 0, 1_001),
                ("", -1, 10),
            }
        )
        {
            await Assert.ThrowsAsync<InvalidRequestException>(() => database.Directory.SearchAsync(query, skip, take));
        }
    }

    private static async Task<Dictionary<Guid, string>> CreateThreeAsync(CoreDatabase database)
    {
        var (a, b) = (await database.CreatePortAsync("x"), await database.CreatePortAsync("y"));
        var c = await database.CreateCircuitAsync(a);
        database.Set(a.SubscriptionId, "description = 'Alpha', status = 'active', insync = TRUE");
        database.Set(b.SubscriptionId, "description = 'Beta', note = 'fragile'");
        database.Set(c.SubscriptionId, "description = 'Gamma at 100%'");
        database.File.Query(
            $$"""
            INSERT INTO subscription_metadata (subscription_id, metadata) VALUES ('{{b.SubscriptionId}}', '{"colour": "red"}');
            INSERT INTO subscription_customer_descriptions (id, subscription_id, customer_id, description, created_at, version)
            VALUES ('{{Guid.NewGuid()}}', '{{c.SubscriptionId}}', 'customer', 'Our uplink', '2026-01-01T00:00:00.000000Z', 1)
            """
        );
        return new()
        {
            [a.SubscriptionId] = "a",
            [b.SubscriptionId] = "b",
            [c.SubscriptionId] = "c",
        };
    }
}
