using System.Text.RegularExpressions;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.OpenApi;

/// <summary>The page that shows the OpenAPI document, from this host alone.</summary>
public sealed partial class ApiPageTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/docs")]
    [InlineData("/api/docs/")]
    [InlineData("/api/redoc")]
    public Task Everything_that_the_page_names_comes_from_this_host(string path) => CheckAsync(host.Http, path);

    [Fact]
    public async Task It_is_below_the_path_at_which_the_application_maps_the_api()
    {
        await using var below = new ApiHost { Prefix = "/orchestrator" };
        await below.InitializeAsync();

        await CheckAsync(below.Http, "/orchestrator/api/docs");
    }

    [Fact]
    public async Task What_is_not_part_of_the_page_is_not_found()
    {
        using var answer = await host.Http.GetAsync(new Uri("/api/docs/secrets.txt", UriKind.Relative));

        Assert.Equal((404, """{"detail":"Not Found"}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private static async Task CheckAsync(HttpClient http, string path)
    {
        using var page = await http.GetAsync(new Uri(path, UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();
        var address = page.RequestMessage!.RequestUri!;
        var assets = Asset().Matches(html).Select(static match => match.Groups[1].Value).ToArray();

        Assert.Equal((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("default-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("./swagger-ui-bundle.js", assets);
        foreach (var asset in assets.Append("../openapi.json"))
        {
            using var answer = await http.GetAsync(new Uri(address, asset));
            Assert.Equal((asset, 200, http.BaseAddress!.Authority), (asset, (int)answer.StatusCode, new Uri(address, asset).Authority));
        }

        // What names other origins in a style is loaded with it; the texts of scripts are not.
        var style = await http.GetStringAsync(new Uri(address, "./swagger-ui.css"));
        Assert.DoesNotMatch(ForeignStyle(), style);
        Assert.Contains("\"../openapi.json\"", await http.GetStringAsync(new Uri(address, "index.js")), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Asset();

    [GeneratedRegex(@"@import|url\(\s*['""]?(?:https?:)?//")]
    private static partial Regex ForeignStyle();
}
