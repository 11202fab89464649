using System.Text.Json;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>What people and external systems write is shown as it was written, and does nothing.</summary>
public sealed class HostileTextTests(BrowserExample example) : IClassFixture<BrowserExample>
{
    private const string Hostile = "<img src=x onerror=ran=1><script>ran=1</script>";

    [Fact]
    public async Task Markup_in_any_text_is_shown_as_text_on_every_page()
    {
        // Labels of forms come from a file of the application.
        var translations = Directory.CreateDirectory(Path.Combine(example.Example.Folder.FullName, "translations"));
        await File.WriteAllTextAsync(
            Path.Combine(translations.FullName, "en-GB.json"),
            JsonSerializer.Serialize(
                new { forms = new { fields = new { customer_id = $"{Hostile} Customer", customer_id_info = $"{Hostile} Whose it is" } } }
            )
        );
        var filled = await FilledDashboard.FillAsync(example, static text => $"{Hostile} {text}");
        // Without the policy of the pages, which would stop a script that got through.
        var page = await example.OpenAsync("/orchestrator", static options => options.BypassCSP = true);
        var shown = new List<string>();
        // A form with a choice whose text came from outside, and what people call its fields.
        await page.GotoAsync("/orchestrator/subscriptions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Create port (port 10G)" }).ClickAsync();
        await Expect(page.GetByLabel($"{Hostile} Customer").First).ToBeVisibleAsync();
        await page.GetByLabel("Node", new() { Exact = false }).And(page.Locator("input, [role=combobox]")).First.ClickAsync();
        await Expect(page.GetByText($"Node {Hostile} node-9 in Amsterdam").First).ToBeVisibleAsync();
        shown.Add(await ReadAsync(page, "form with a choice"));

        // Every page says who paused the engine, and why.
        await filled.PauseEngineAsync($"{Hostile} at night");
        foreach (var one in filled.Pages)
        {
            await one.OpenInAsync(page);
            shown.Add(await ReadAsync(page, one.Name));
            Assert.Contains($"{Hostile} at night", shown[^1], StringComparison.Ordinal);
        }

        // Values of the state are among what a step has changed.
        Assert.Contains(
            $"{Hostile} node-9",
            shown[1 + filled.Pages.ToList().FindIndex(static one => one.Name == "process-created")],
            StringComparison.Ordinal
        );
        var all = string.Join('\n', shown);
        Assert.All([.. filled.Texts, $"{Hostile} Whose it is"], text => Assert.Contains(text, all, StringComparison.Ordinal));
    }

    /// <summary>All text of a page, whose markup is that of the dashboard alone.</summary>
    private static async Task<string> ReadAsync(IPage page, string place)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'ran' in window"), $"A script ran on {place}.");
        Assert.True(await page.Locator("img, script:not([src])").CountAsync() == 0, $"A text became markup on {place}.");
        return await page.Locator("body").TextContentAsync() ?? "";
    }
}
