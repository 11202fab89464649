using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Subscriptions;

namespace Orchestrator.Api.Tests.Products;

public sealed class DomainModelTests
{
    [Fact]
    public void A_member_of_the_product_takes_the_place_of_a_field_of_its_name()
    {
        var subscription = new SubscriptionDto(
            Guid.NewGuid(),
            StartDate: null,
            Description: "A lamp",
            Status: "active",
            ProductId: null,
            CustomerId: "c",
            Insync: true,
            Note: null,
            Name: null,
            EndDate: null,
            Product: null,
            CustomerDescriptions: null,
            Tag: "LAMP",
            Version: 1
        );

        var json = new DomainModelDto(
            subscription,
            new JsonObject
            {
                ["tag"] = "blue",
                ["name"] = null,
                ["watts"] = 40,
            }
        ).ToJson();

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal("blue", document.RootElement.GetProperty("tag").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("name").ValueKind);
        Assert.Equal(40, document.RootElement.GetProperty("watts").GetInt32());
        Assert.Equal("active", document.RootElement.GetProperty("status").GetString());
    }
}
