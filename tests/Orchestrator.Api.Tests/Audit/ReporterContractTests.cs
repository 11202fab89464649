using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Audit;

/// <summary>Who is written down as the one who did something.</summary>
public sealed class ReporterContractTests
{
    [Theory]
    [InlineData(null, "", "SYSTEM")]
    [InlineData("", "", "authenticated without a name")]
    [InlineData("ann", "", "ann")]
    [InlineData("ann", "?reporter=", "ann")]
    [InlineData("ann", "?reporter=bob", "bob")]
    [InlineData(null, "?reporter=bob", "bob")]
    public async Task It_is_the_reporter_otherwise_who_is_signed_in_otherwise_the_system(string? signedIn, string query, string expected)
    {
        await using var host = new ApiHost { SignedIn = signedIn };
        await host.InitializeAsync();

        using var started = await host.Http.PostAsJsonAsync($"/api/processes/validate_nothing{query}", new[] { new { } });

        var id = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
        Assert.Equal(expected, (await host.WaitAsync(id, "completed"))["created_by"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_reporter_has_at_most_100_characters_and_a_longer_name_of_who_is_signed_in_is_cut()
    {
        await using var host = new ApiHost { SignedIn = new string('n', 150) };
        await host.InitializeAsync();

        using var refused = await host.Http.PostAsJsonAsync(
            $"/api/processes/validate_nothing?reporter={new string('x', 101)}",
            new[] { new { } }
        );
        var process = await host.RunAsync("validate_nothing", "completed", new { });

        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Equal(new string('n', 100), process["created_by"]!.GetValue<string>());
    }
}
