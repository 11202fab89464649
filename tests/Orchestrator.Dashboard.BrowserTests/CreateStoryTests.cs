using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>A subscription is created through the pages of its form.</summary>
public sealed partial class CreateStoryTests(BrowserExample example) : IClassFixture<BrowserExample>
{
    [Fact]
    public async Task An_l2vpn_is_created_through_its_pages_with_an_error_corrected_and_a_step_back()
    {
        var page = await example.OpenAsync("/orchestrator/subscriptions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Create l2vpn" }).ClickAsync();
        await EnterAsync(page, "Speed", "200000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByText("Input should be less than or equal to 100000.")).ToBeVisibleAsync();
        await EnterAsync(page, "Speed", "1000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await EnterAsync(page, "VLANs", "3101", at: 0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(page.GetByLabel("Speed", new() { Exact = true }).First).ToHaveValueAsync("1000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByLabel("VLANs").First).ToHaveValueAsync("3101");

        await EnterAsync(page, "VLANs", "3102", at: 1);
        await ChooseAsync(page, "Port", at: 0, option: 0);
        await ChooseAsync(page, "Port", at: 1, option: 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByText("VLANs 3102")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(ProcessAddress());
        await Expect(page.GetByText("Apply L2VPN in NRM").First).ToBeVisibleAsync();
        await Expect(page.GetByText("completed").First).ToBeVisibleAsync();
    }

    private static async Task EnterAsync(IPage page, string label, string value, int at = 0)
    {
        var field = page.GetByLabel(label).Nth(at);
        await field.FillAsync(value);
        await field.BlurAsync();
    }

    private static async Task ChooseAsync(IPage page, string label, int at, int option)
    {
        await page.GetByLabel(label, new() { Exact = false }).And(page.Locator("input, [role=combobox]")).Nth(at).ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").Nth(option).ClickAsync();
        await Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("/orchestrator/processes/")]
    private static partial Regex ProcessAddress();
}
