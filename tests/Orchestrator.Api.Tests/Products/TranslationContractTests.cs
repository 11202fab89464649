using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Api.Tests.Support;

namespace Orchestrator.Api.Tests.Products;

/// <summary>Translations on the wire.</summary>
public sealed class TranslationContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task In_english_every_workflow_has_a_name_emitted_reconcile_workflows_included()
    {
        var english = await host.GetAsync("/api/translations/en-GB");

        Assert.Equal("Modify lamp", english["workflow"]!["modify_lamp"]!.GetValue<string>());
        Assert.NotEmpty(english["workflow"]!["reconcile_lamp"]!.GetValue<string>());
        Assert.Equal("Subscription", english["forms"]!["fields"]!["subscription_id"]!.GetValue<string>());
        Assert.Empty(english["forms"]!["fields"]!["summary"]!.AsObject());
    }

    [Fact]
    public async Task The_application_s_own_file_is_laid_over_the_names_that_are_built_in()
    {
        host.WriteTranslations(
            "en-GB",
            """{"workflow": {"modify_lamp": "Change the lamp"}, "forms": {"fields": {"brightness": "Brightness", "brightness_info": "In percent", "summary": {"total": "Total"}}}}"""
        );
        host.WriteTranslations("nl-NL", """{"workflow": {"modify_lamp": "Wijzig de lamp"}}""");

        var english = await host.GetAsync("/api/translations/en-GB");
        var dutch = await host.GetAsync("/api/translations/nl-NL");
        host.WriteTranslations("en-GB", null);

        Assert.Equal(
            ("Change the lamp", "Create lamp"),
            (english["workflow"]!["modify_lamp"]!.GetValue<string>(), english["workflow"]!["create_lamp"]!.GetValue<string>())
        );
        Assert.Equal(
            ("Brightness", "Product"),
            (english["forms"]!["fields"]!["brightness"]!.GetValue<string>(), english["forms"]!["fields"]!["product"]!.GetValue<string>())
        );
        Assert.Equal("Total", english["forms"]!["fields"]!["summary"]!["total"]!.GetValue<string>());
        Assert.Equal("""{"workflow":{"modify_lamp":"Wijzig de lamp"}}""", dutch.ToJsonString());
    }

    [Fact]
    public async Task What_an_operator_has_written_of_a_workflow_is_its_title()
    {
        var workflow = (await host.RunAsync("validate_nothing", "completed", new { }))["workflow_id"];
        using var described = await host.Http.PatchAsync(
            $"/api/workflows/{workflow}",
            JsonContent.Create(new { description = "Look at nothing" })
        );

        Assert.Equal(
            "Look at nothing",
            (await host.GetAsync("/api/translations/en-GB"))["workflow"]!["validate_nothing"]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("fr-FR", 200, "{}")]
    [InlineData("english", 422, "String should match pattern")]
    [InlineData("..-..", 422, "String should match pattern")]
    public async Task An_unknown_language_is_empty_and_what_is_none_is_refused(string language, int status, string expected)
    {
        using var answer = await host.Http.GetAsync(new Uri($"/api/translations/{language}", UriKind.Relative));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_file_that_cannot_be_read_is_named(string content)
    {
        host.WriteTranslations("de-DE", content);

        using var answer = await host.Http.GetAsync(new Uri("/api/translations/de-DE", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.StartsWith(
            "The translations in 'translations/de-DE.json' cannot be read: ",
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }
}
