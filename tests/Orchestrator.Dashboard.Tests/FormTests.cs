using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Orchestrator.Dashboard.Forms;
using Orchestrator.Dashboard.Tests.Support;
using Orchestrator.Processes;

namespace Orchestrator.Dashboard.Tests;

/// <summary>Forms as the reader sees and answers them.</summary>
public sealed class FormTests(DashboardHost host) : IClassFixture<DashboardHost>, IAsyncLifetime
{
    private readonly Browser _browser = new(host);

    public ValueTask InitializeAsync()
    {
        host.Forbidden.Clear();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public void Every_kind_of_field_has_its_label_its_help_and_the_value_that_the_form_gives_it()
    {
        var page = OpenFields();

        Assert.Equal("Every field", page.Find("h2").TextContent.Trim());
        Assert.Equal("Answers", page.Find("h3").TextContent.Trim());
        Assert.Equal("3", Field(page, "Size").GetAttribute("value"));
        Assert.Contains("As on the sign (1 to 10 characters)", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 to 9", page.Markup, StringComparison.Ordinal);
        Assert.Equal("TEXTAREA", Field(page, "Remarks").TagName);
        Assert.Equal("password", Field(page, "Secret").GetAttribute("type"));
        Assert.Equal("date", Field(page, "Day").GetAttribute("type"));
        Assert.Equal("datetime-local", Field(page, "Moment").GetAttribute("type"));
        Assert.True(Field(page, "Fixed").HasAttribute("readonly"));
        Assert.Equal("as it is", Field(page, "Fixed").GetAttribute("value"));
        Assert.DoesNotContain("Origin", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Signal red", SelectOf(page, "Colour").ToStringFunc!("red"));
        Assert.Equal(["Signal red", "blue"], page.FindAll("[aria-label=Colours] label").Select(static label => label.TextContent.Trim()));
        Assert.Single(page.FindAll("hr"));
        Assert.Contains("It is high.", page.Find(".mud-alert").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_becomes_elements_and_neither_its_html_nor_a_script_address()
    {
        var text = OpenFields().Find(".markdown");

        Assert.Equal("this", text.QuerySelector("strong")!.TextContent);
        Assert.Equal(["https://example.org/"], text.QuerySelectorAll("a").Select(static link => link.GetAttribute("href")));
        Assert.Equal(2, text.QuerySelectorAll("li").Length);
        Assert.Null(text.QuerySelector("b"));
        Assert.Contains("<b>raw</b>", text.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_goes_when_it_is_answered_again()
    {
        var page = OpenFields();
        await EnterAsync(page, "Size", "12");
        await Browser.ClickAsync(page, "Next");

        page.WaitForAssertion(() =>
            Assert.Contains("Input should be less than or equal to 9.", ErrorOf(page, "Size"), StringComparison.Ordinal)
        );
        Assert.Contains("Field required.", ErrorOf(page, "Name"), StringComparison.Ordinal);
        Assert.Contains("Field required.", ErrorOf(page, "Parts 1 Kind", "Kind"), StringComparison.Ordinal);
        Assert.Contains("Not all tasks are done.", page.Find("[aria-label=Ready]").TextContent, StringComparison.Ordinal);
        Assert.All(
            page.FindAll(".field-error"),
            error => Assert.NotEmpty(page.FindAll($"[aria-describedby~='{error.ParentElement!.Id}']"))
        );
        Assert.Contains("answers have to be corrected", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await EnterAsync(page, "Size", "4");

        Assert.DoesNotContain("less than or equal", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_says_of_the_whole_page_stands_above_it()
    {
        var page = OpenFields();
        await AnswerAsync(page, "taken");

        await Browser.ClickAsync(page, "Next");

        page.WaitForAssertion(() =>
            Assert.Contains("The name is taken. Choose another one.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_answer_reaches_the_process_and_the_summary_comes_before_it()
    {
        var page = OpenFields();
        await AnswerAsync(page, "valve");
        await EnterAsync(page, "Remarks", "two\nlines");
        await EnterAsync(page, "Price", "1.25");
        await EnterAsync(page, "Day", "2026-03-04");
        await EnterAsync(page, "Moment", "2026-03-04T05:06");
        await EnterAsync(page, "Customer", "acme");
        await CheckAsync(page, "Urgent");
        await CheckAsync(page, "blue", "[aria-label=Colours] ");
        await SelectRadioAsync(page, "Approved", "yes");
        await Browser.ClickAsync(page, "Fill in Spare");
        await EnterAsync(page, "Count", "2", last: true);
        await EnterAsync(page, "Kind", "bolt", last: true);
        await Browser.ClickAsync(page, "Next");
        page.WaitForState(() => page.FindAll("table").Count > 0);
        Assert.Equal(["ordered"], page.FindAll("thead th").Select(static cell => cell.TextContent));
        Assert.Equal(["name", "valve", "size", "3"], page.FindAll("tbody tr > *").Select(static cell => cell.TextContent));

        await Browser.ClickAsync(page, "Order");

        var state = (await StartedAsync(page)).CurrentState;
        Assert.Equal("valve", state["name"].GetString());
        Assert.Equal("two\nlines", state["remarks"].GetString());
        Assert.Equal(1.25m, state["price"].GetDecimal());
        Assert.Equal("2026-03-04", state["day"].GetString());
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 0, TimeSpan.Zero), state["moment"].GetDateTimeOffset());
        Assert.Equal("acme", state["customer"].GetString());
        Assert.True(state["urgent"].GetBoolean());
        Assert.True(state["approved"].GetBoolean());
        Assert.Equal("red", state["colour"].GetString());
        Assert.Equal(["blue"], state["colours"].EnumerateArray().Select(static colour => colour.GetString()));
        Assert.Equal("nut", state["parts"][0].GetProperty("kind").GetString());
        Assert.Equal(2, state["spare"].GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.Null, state["related"].ValueKind);
        Assert.Equal("form", state["origin"].GetString());
    }

    [Fact]
    public async Task Going_back_keeps_what_was_entered_on_both_pages()
    {
        var page = OpenFields();
        await AnswerAsync(page, "valve");
        await Browser.ClickAsync(page, "Next");
        page.WaitForState(() => page.FindAll("table").Count > 0);
        await EnterAsync(page, "Reason", "It leaks.");

        await Browser.ClickAsync(page, "Correct it");

        page.WaitForState(() => page.FindAll("table").Count == 0);
        Assert.Equal("valve", Field(page, "Name").GetAttribute("value"));
        Assert.Equal("nut", Field(page, "Kind").GetAttribute("value"));
        await EnterAsync(page, "Name", "pump");
        await Browser.ClickAsync(page, "Next");
        page.WaitForAssertion(() => Assert.Equal("It leaks.", Field(page, "Reason").GetAttribute("value")));
        Assert.Contains("pump", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_are_added_to_a_list_and_removed_within_its_limits()
    {
        var page = OpenFields();

        await Browser.ClickAsync(page, "Add to Parts");
        await Browser.ClickAsync(page, "Add to Parts");

        Assert.Null(Browser.FindButton(page, "Add to Parts"));
        await Browser.ClickAsync(page, "Remove Parts 2");
        await Browser.ClickAsync(page, "Remove Parts 2");
        Assert.Null(Browser.FindButton(page, "Remove Parts 1"));
    }

    [Fact]
    public async Task A_subscription_is_created_through_its_form()
    {
        var page = Open("create_valve", StartPage.UrlOf("create_valve", product: await host.Engine.GetProductIdAsync("valve")));
        page.WaitForState(() => page.FindAll("label").Count > 0);
        await EnterAsync(page, "Opening", "7");
        await EnterAsync(page, "Room", "cellar");

        await Browser.ClickAsync(page, "Next");

        var created = await StartedAsync(page);
        Assert.Equal("create_valve", created.WorkflowName);
        Assert.Equal(7, created.CurrentState["opening"].GetInt32());
    }

    [Fact]
    public async Task A_workflow_that_asks_nothing_starts_only_after_a_click()
    {
        var valve = await host.CreateValveAsync("north");
        var before = (await host.Processes.CountByStatusAsync()).Processes.Values.Sum();
        var page = Open("terminate_valve", StartPage.UrlOf("terminate_valve", subscription: valve));
        page.WaitForState(() => Browser.FindButton(page, "Start") is not null);
        Assert.Equal(before, (await host.Processes.CountByStatusAsync()).Processes.Values.Sum());

        await Browser.ClickAsync(page, "Start");

        Assert.Equal("terminate_valve", (await StartedAsync(page)).WorkflowName);
    }

    [Fact]
    public void A_link_from_elsewhere_asks_nothing_of_the_engine_before_a_click()
    {
        var page = Open("order_parts", "start/order_parts", chosen: false);

        page.WaitForState(() => Browser.FindButton(page, "Continue") is not null);
        Assert.Empty(page.FindAll("label"));
    }

    [Fact]
    public async Task A_cron_field_says_when_it_is_due_or_what_is_wrong_while_it_is_typed()
    {
        var page = Open("plan_parts", "start/plan_parts");
        page.WaitForState(() => page.FindAll("label").Count > 0);
        Assert.Contains("day of the week in UTC", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => Field(page, "Cron expression").InputAsync("0 0 29 2 *"));
        page.WaitForAssertion(() =>
            Assert.All(
                page.FindAll("time"),
                static time => Assert.Contains("-02-29T00:00:00", time.GetAttribute("datetime")!, StringComparison.Ordinal)
            )
        );
        Assert.Equal(3, page.FindAll("time").Count);

        await page.InvokeAsync(() => Field(page, "Cron expression").InputAsync("0 99 * * *"));
        page.WaitForAssertion(() => Assert.NotEqual("", ErrorOf(page, "Cron expression").Trim()));
        Assert.Empty(page.FindAll("time"));
    }

    [Fact]
    public async Task A_customer_field_offers_the_customers_that_have_subscriptions_and_accepts_another_one()
    {
        await host.CreateValveAsync("north");
        var page = OpenFields();

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["customer"],
                page.FindAll($"#{Field(page, "Customer").GetAttribute("list")} option").Select(static one => one.GetAttribute("value"))
            )
        );
        await EnterAsync(page, "Customer", "another one");
        Assert.Equal("another one", Field(page, "Customer").GetAttribute("value"));
    }

    [Fact]
    public void The_menu_offers_what_the_reader_may_start_and_nothing_else()
    {
        var menu = _browser.Render<CreateMenu>();
        menu.WaitForState(() => Browser.FindButton(menu, "Create") is not null);
        host.Forbidden.Add(WorkflowAction.Start);

        var other = _browser.Render<CreateMenu>();

        other.WaitForAssertion(() => Assert.Equal("", other.Markup.Trim()));
    }

    [Fact]
    public async Task The_actions_of_a_subscription_say_why_one_cannot_start()
    {
        var valve = await host.CreateValveAsync("south");
        host.Forbidden.Add(WorkflowAction.Start);
        var menu = _browser.Render<ActionMenu>(parameters => parameters.Add(static menu => menu.SubscriptionId, valve));
        await Browser.ClickAsync(menu, "Actions");

        _browser.Popovers.WaitForAssertion(() =>
        {
            var items = _browser.Popovers.FindAll("[role=menuitem]");
            Assert.NotEmpty(items);
            Assert.All(items, static item => Assert.Contains("insufficient permissions", item.TextContent, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_suspended_process_is_answered_on_its_page()
    {
        var asking = await host.Engine.RunAsync("ask_twice", new { });
        Assert.Equal(ProcessStatus.Suspended, asking.Status);
        var page = _browser.Render<Dashboard.Processes.ProcessPage>(parameters =>
            parameters.Add(static page => page.ProcessId, asking.ProcessId)
        );
        page.WaitForState(() => Browser.FindButton(page, "Resume") is not null);
        await EnterAsync(page, "Size", "0");
        await Browser.ClickAsync(page, "Resume");
        page.WaitForAssertion(() => Assert.Contains("greater than or equal to 1", page.Markup, StringComparison.Ordinal));

        await EnterAsync(page, "Size", "8");
        await Browser.ClickAsync(page, "Resume");

        page.WaitForAssertion(() =>
        {
            Assert.Contains("completed", page.Markup, StringComparison.Ordinal);
            Assert.Null(Browser.FindButton(page, "Resume"));
        });
    }

    [Fact]
    public async Task Who_may_not_answer_a_process_is_shown_no_form()
    {
        host.Forbidden.Add(WorkflowAction.Resume);
        var asking = await host.Engine.RunAsync("ask_twice", new { });

        var page = _browser.Render<Dashboard.Processes.ProcessPage>(parameters =>
            parameters.Add(static page => page.ProcessId, asking.ProcessId)
        );

        page.WaitForAssertion(() => Assert.Contains("Confirm", page.Markup, StringComparison.Ordinal));
        Assert.Null(Browser.FindButton(page, "Resume"));
    }

    private IRenderedComponent<StartPage> OpenFields()
    {
        var page = Open("order_parts", "start/order_parts");
        page.WaitForState(() => page.FindAll("label").Count > 0);
        return page;
    }

    private IRenderedComponent<StartPage> Open(string workflow, string address, bool chosen = true)
    {
        _browser
            .Services.GetRequiredService<NavigationManager>()
            .NavigateTo(address, new NavigationOptions { HistoryEntryState = chosen ? StartPage.Chosen : null });
        return _browser.Render<StartPage>(parameters => parameters.Add(static page => page.WorkflowName, workflow));
    }

    /// <summary>Answers what has to be answered.</summary>
    private static async Task AnswerAsync(IRenderedComponent<StartPage> page, string name)
    {
        await EnterAsync(page, "Name", name);
        await EnterAsync(page, "Count", "1");
        await EnterAsync(page, "Kind", "nut");
        await SelectAsync(page, "Colour", "red");
        await SelectRadioAsync(page, "Lamp", "blue");
        await CheckAsync(page, "Door closed");
    }

    private async Task<ProcessDetail> StartedAsync(IRenderedComponent<StartPage> page)
    {
        var navigation = _browser.Services.GetRequiredService<NavigationManager>();
        page.WaitForState(() => navigation.Uri.Contains("/processes/", StringComparison.Ordinal));
        return await host.Engine.WaitAsync(Guid.Parse(navigation.Uri.Split('/')[^1]));
    }

    private static IElement Field<T>(IRenderedComponent<T> page, string label, bool last = false)
        where T : IComponent
    {
        var labels = page.FindAll("label[for]").Where(one => one.TextContent.Trim().TrimEnd('*') == label);
        return page.Find($"#{(last ? labels.Last() : labels.First()).GetAttribute("for")}");
    }

    private static Task EnterAsync<T>(IRenderedComponent<T> page, string label, string value, bool last = false)
        where T : IComponent => page.InvokeAsync(() => Field(page, label, last).ChangeAsync(value));

    private static string ErrorOf(IRenderedComponent<StartPage> page, params string[] labels) =>
        page.Find($"#{Field(page, labels[^1]).GetAttribute("aria-describedby")!.Split(' ')[^1]}").TextContent;

    private static MudSelect<string> SelectOf(IRenderedComponent<StartPage> page, string label) =>
        page.FindComponents<MudSelect<string>>().Single(select => select.Instance.Label == label).Instance;

    private static Task SelectAsync(IRenderedComponent<StartPage> page, string label, string value) =>
        page.InvokeAsync(() => SelectOf(page, label).ValueChanged.InvokeAsync(value));

    private static Task SelectRadioAsync(IRenderedComponent<StartPage> page, string group, string option) =>
        page.InvokeAsync(() =>
            page.FindAll($"[aria-label={group}] label")
                .Single(label => label.TextContent.Trim() == option)
                .QuerySelector("input")!
                .ClickAsync()
        );

    private static Task CheckAsync(IRenderedComponent<StartPage> page, string label, string within = "") =>
        page.InvokeAsync(() =>
            page.FindAll($"{within}label").Single(one => one.TextContent.Trim() == label).QuerySelector("input")!.ChangeAsync(true)
        );
}
