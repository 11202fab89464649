using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Tests.Support;
using Orchestrator.Notifications;

namespace Orchestrator.Api.Tests.Subscriptions;

/// <summary>What customers call subscriptions on the wire: 26 to 30 of the contract.</summary>
public sealed class CustomerDescriptionContractTests(SharedHost on) : IClassFixture<SharedHost>
{
    private const string Collection = "/api/subscription_customer_descriptions";

    [Theory]
    [InlineData(Collection)]
    [InlineData($"{Collection}/")]
    public async Task A_description_is_added_found_by_its_id_and_by_customer_and_subscription_and_shown_with_the_subscription(string path)
    {
        var lamp = await on.Host.CreateLampAsync();

        Assert.Null(await on.SendAsync("POST", path, Body(lamp, "c 1", "Our lamp"), 204));

        var found = await FindAsync(lamp, "c 1");
        Assert.Equal(
            ["description", "customer_id", "subscription_id", "id", "created_at", "version"],
            found.AsObject().Select(static member => member.Key)
        );
        Assert.Equal(
            ("Our lamp", "c 1", lamp, 1),
            ((string?)found["description"], (string?)found["customer_id"], (string?)found["subscription_id"], (int)found["version"]!)
        );
        var created = DateTimeOffset.FromUnixTimeSeconds((long)found["created_at"]!.GetValue<decimal>());
        Assert.InRange(created, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
        var json = found.ToJsonString();
        Assert.Equal(json, (await on.SendAsync("GET", $"{Collection}/{found["id"]}", body: null, 200))!.ToJsonString());
        Assert.Equal($"[{json}]", await ShownAsync(lamp));
        Assert.Equal(
            $"[{json}]",
            (await on.SendAsync("GET", $"/api/subscriptions/search?query=subscription_id:{lamp}", body: null, 200))![0]![
                "customer_descriptions"
            ]!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_search_shows_the_metadata_that_other_programs_keep()
    {
        var (with, without) = (await on.Host.CreateLampAsync(), await on.Host.CreateLampAsync());
        await on.ReadAsync($$"""INSERT INTO subscription_metadata (subscription_id, metadata) VALUES ('{{with}}', '{"rack": 7}')""");

        var found = (await on.SendAsync("GET", "/api/subscriptions/search?query=metadata:rack", body: null, 200))!.AsArray().Single()!;
        var other = (await on.SendAsync("GET", $"/api/subscriptions/search?query={without}", body: null, 200))!
            .AsArray()
            .Single()!
            .AsObject();

        Assert.Equal((with, 7), ((string?)found["subscription_id"], (int)found["metadata"]!["rack"]!));
        Assert.True(other.TryGetPropertyValue("metadata", out var none));
        Assert.Null(none);
    }

    [Fact]
    public async Task A_change_finds_the_row_by_customer_and_subscription_and_raises_its_version()
    {
        var lamp = await AddAsync("c", "Old");

        Assert.Null(await on.SendAsync("PUT", Collection, Body(lamp, "c", "New", Guid.NewGuid()), 204));
        Assert.Null(await on.SendAsync("PUT", Collection, Body(lamp, "c", "Newer", Guid.NewGuid(), version: 2), 204));

        var found = await FindAsync(lamp, "c");
        Assert.Equal(("Newer", 3), ((string?)found["description"], (int)found["version"]!));
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_gone_is_refused_with_400_and_changes_nothing()
    {
        var lamp = await AddAsync("c", "Old");

        Assert.Equal(
            "Stale data: given version (2) does not match the current version (1)",
            await on.RefuseAsync("PUT", Collection, Body(lamp, "c", "New", Guid.NewGuid(), version: 2), 400)
        );
        Assert.Equal("Old", (string?)(await FindAsync(lamp, "c"))["description"]);
    }

    [Fact]
    public async Task A_change_or_deletion_of_what_is_not_there_is_answered_like_any_other()
    {
        var lamp = await on.Host.CreateLampAsync();

        Assert.Null(await on.SendAsync("PUT", Collection, Body(lamp, "stranger", "x", Guid.NewGuid(), version: 7), 204));
        Assert.Null(await on.SendAsync("DELETE", $"{Collection}/{Guid.NewGuid()}", body: null, 204));
        Assert.Equal("[]", await ShownAsync(lamp));
    }

    [Fact]
    public async Task A_deleted_description_is_gone()
    {
        var lamp = await AddAsync("c", "Old");
        var id = (string?)(await FindAsync(lamp, "c"))["id"];

        Assert.Null(await on.SendAsync("DELETE", $"{Collection}/{id}", body: null, 204));

        Assert.Equal($"Customer description {id} not found", await on.RefuseAsync("GET", $"{Collection}/{id}", body: null, 404));
        Assert.Equal(
            $"Customer 'c' has no description of subscription {lamp}",
            await on.RefuseAsync("GET", $"{Collection}/customer/c/subscription/{lamp}", body: null, 404)
        );
        Assert.Equal("[]", await ShownAsync(lamp));
    }

    [Fact]
    public async Task A_second_description_of_one_customer_and_one_of_no_subscription_are_refused()
    {
        var lamp = await AddAsync("c", "Old");
        var unknown = Guid.NewGuid().ToString();

        Assert.Equal(
            $"Customer 'c' has a description of subscription {lamp}. Change that one.",
            await on.RefuseAsync("POST", Collection, Body(lamp, "c", "New"), 409)
        );
        Assert.Equal(
            $"Subscription with id: {unknown}, not found",
            await on.RefuseAsync("POST", Collection, Body(unknown, "c", "New"), 404)
        );
        Assert.Equal("Old", (string?)(await FindAsync(lamp, "c"))["description"]);
    }

    [Theory]
    [InlineData("POST", """{"customer_id": "c", "subscription_id": "00000000-0000-0000-0000-000000000001"}""", "missing description")]
    [InlineData("POST", """{"description": "d", "subscription_id": "00000000-0000-0000-0000-000000000001"}""", "missing customer_id")]
    [InlineData("POST", """{"description": "d", "customer_id": "c"}""", "missing subscription_id")]
    [InlineData("POST", """{"description": "d", "customer_id": "c", "subscription_id": "x"}""", "uuid_parsing subscription_id")]
    [InlineData("PUT", """{"description": "d", "customer_id": "c", "subscription_id": "x"}""", "missing id")]
    [InlineData(
        "PUT",
        """{"id": "00000000-0000-0000-0000-000000000001", "description": "d", "customer_id": "c", "subscription_id": "00000000-0000-0000-0000-000000000001", "version": "1"}""",
        "int_type version"
    )]
    public async Task What_is_missing_or_not_written_well_is_refused_with_its_place(string method, string body, string fault)
    {
        var parts = fault.Split(' ');

        Assert.Equal($"{parts[0]} [\"body\",\"{parts[1]}\"]", await on.FaultAsync(method, Collection, body));
    }

    [Fact]
    public async Task Texts_that_are_too_long_and_ids_that_are_none_are_refused()
    {
        var lamp = Guid.NewGuid().ToString();

        Assert.Equal(
            "string_too_long [\"body\",\"description\"]",
            await on.FaultAsync("POST", Collection, Body(lamp, "c", new('x', 2_001)))
        );
        Assert.Equal("string_too_long [\"body\",\"customer_id\"]", await on.FaultAsync("POST", Collection, Body(lamp, new('x', 256), "d")));
        Assert.Equal("uuid_parsing [\"path\",\"id\"]", await on.FaultAsync("GET", $"{Collection}/x", body: null));
        Assert.Equal("uuid_parsing [\"path\",\"id\"]", await on.FaultAsync("DELETE", $"{Collection}/x", body: null));
        Assert.Equal(
            "uuid_parsing [\"path\",\"subscription_id\"]",
            await on.FaultAsync("GET", $"{Collection}/customer/c/subscription/x", body: null)
        );
    }

    [Fact]
    public async Task A_process_shows_its_subscriptions_without_them()
    {
        var lamp = await AddAsync("c", "Old");

        var list = (await on.SendAsync("GET", $"/api/processes/?filter=subscriptionId,{lamp}", body: null, 200))!.AsArray();

        Assert.Null(Assert.Single(list)!["subscriptions"]![0]!["customer_descriptions"]);
    }

    [Fact]
    public async Task Who_shows_the_subscription_is_notified_of_each_change()
    {
        var lamp = await on.Host.CreateLampAsync();
        using var changes = on.Host.Provider.GetRequiredService<IChangeFeed>().Subscribe();
        var heard = changes.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await using var stop = heard;

        await on.SendAsync("POST", Collection, Body(lamp, "c", "a"), 204);
        await HearAsync();
        await on.SendAsync("PUT", Collection, Body(lamp, "c", "b", Guid.NewGuid()), 204);
        await HearAsync();
        await on.SendAsync("DELETE", $"{Collection}/{(await FindAsync(lamp, "c"))["id"]}", body: null, 204);
        await HearAsync();

        async Task HearAsync()
        {
            var told = new Change(ChangeKind.SubscriptionDescription, Guid.Parse(lamp));
            while (await heard.MoveNextAsync() && heard.Current != told) { }

            Assert.Equal(told, heard.Current);
        }
    }

    private static string Body(string subscription, string customer, string description, Guid? id = null, int? version = null)
    {
        var body = new JsonObject
        {
            ["description"] = description,
            ["customer_id"] = customer,
            ["subscription_id"] = subscription,
        };
        if (id is { } known)
        {
            body["id"] = known;
            body["version"] = version;
            body["created_at"] = 1_760_000_000.5;
        }

        return body.ToJsonString();
    }

    private async Task<string> AddAsync(string customer, string description)
    {
        var lamp = await on.Host.CreateLampAsync();
        await on.SendAsync("POST", Collection, Body(lamp, customer, description), 204);
        return lamp;
    }

    private async Task<JsonNode> FindAsync(string subscription, string customer) =>
        (
            await on.SendAsync(
                "GET",
                $"{Collection}/customer/{Uri.EscapeDataString(customer)}/subscription/{subscription}",
                body: null,
                200
            )
        )!;

    private async Task<string> ShownAsync(string subscription) =>
        (await on.SendAsync("GET", $"/api/subscriptions/domain-model/{subscription}", body: null, 200))![
            "customer_descriptions"
        ]!.ToJsonString();
}
