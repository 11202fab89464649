using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.Dashboard.BrowserTests;

/// <summary>Axe finds nothing on any page, in either theme, whatever is open on it.</summary>
public sealed partial class AccessibilityTests(FilledBrowserExample example) : IClassFixture<FilledBrowserExample>, IAsyncLifetime
{
    private const int Phone = 390;
    private const int Height = 800;

    /// <summary>What can be open on a page: its name, the page, and how it is opened.</summary>
    private static readonly (string Name, string Page, Func<IPage, Task> Open)[] Open =
    [
        ("list of keys", "start", static page => OpenDialogAsync(page, "Keys", () => page.Keyboard.PressAsync("?"))),
        ("lost connection", "start", LoseConnectionAsync),
        ("menu of what can be created", "subscriptions", static page => OpenMenuAsync(page, "Create")),
        ("menu of a subscription", "subscription", static page => OpenMenuAsync(page, "Actions")),
        ("question before a bulk reconcile", "subscriptions", static page => AskAsync(page, "Reconcile in bulk", ReconcileAll())),
        ("question before a difference is accepted", "subscription", static page => AskAsync(page, "Accept the difference", Accept())),
        (
            "question before an acceptance is withdrawn",
            "subscription-accepted",
            static page => AskAsync(page, "Withdraw the acceptance", Withdraw())
        ),
        (
            "question before a subscription is set in sync",
            "subscription-out-of-sync",
            static page => AskAsync(page, "Set in sync by hand", SetInSync())
        ),
        ("question before an abort", "process-failed", static page => AskAsync(page, "Abort the process", Abort())),
        ("question before a skip", "task-failed", static page => AskAsync(page, "Skip the step", Skip())),
        ("question before a retry of all", "processes", static page => AskAsync(page, "Retry all that the filters find", RetryAll())),
        ("question before an abort of all", "processes", static page => AskAsync(page, "Abort all that the filters find", AbortAll())),
        ("note", "process-failed", EditNoteAsync),
        ("question before a pause", "engine", static page => AskAsync(page, "Pause the engine", PauseEngine())),
        ("question before the end of a bulk reconcile", "bulk-reconcile", static page => AskAsync(page, CancelBulk, CancelTheBulk())),
        ("errors of a form", "subscriptions", AnswerWrongAsync),
        ("choices of a filter", "subscriptions", static page => OpenChoicesAsync(page, "Product")),
        ("choices of a field", "subscriptions", OpenFieldAsync),
        ("blocks, values and history of a subscription", "subscription", ExpandAllAsync),
        ("states after steps", "process-skipped", ExpandAllAsync),
        ("traceback", "process-create-failed", OpenTracebackAsync),
        ("menu on a phone", "start", OpenMenuOfPhoneAsync),
    ];

    // Those whose buttons a paused engine holds up.
    private static readonly string[] PagesWithActions = ["start", "subscription", "process-failed", "bulk-reconcile", "form", "engine"];

    private const string CancelBulk = "Cancel the bulk reconcile";

    // Texts on one line with no space between them. What is laid out by itself, and what belongs to one name in code, is one text.
    private const string FindTouchingWords = """
        () => {
          const found = [];
          let before = '';
          const read = (node) => {
            if (node.nodeType === Node.TEXT_NODE || node.localName === 'code') {
              const text = node.textContent;
              if (/[\p{L}\p{N}.,:;)]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text)) { found.push(`${before.trim()}|${text.trim()}`); }
              before = text || before;
            } else if (node.nodeType === Node.ELEMENT_NODE && node.localName !== 'svg') {
              const isInline = getComputedStyle(node).display === 'inline';
              before = isInline ? before : '';
              node.childNodes.forEach(read);
              before = isInline ? before : '';
            }
          };
          read(document.querySelector('main'));
          return found;
        }
        """;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await example.CloseAllAsync();

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_page_and_no_page_is_too_wide_for_a_phone(ColorScheme theme)
    {
        var page = await example.OpenAsync("/orchestrator", theme);
        foreach (var shown in example.Filled.Pages)
        {
            await page.SetViewportSizeAsync(1280, Height);
            await shown.OpenInAsync(page);
            await Axe.AssertFindsNothingAsync(page, $"{shown} ({theme})");

            // What is wide scrolls by itself.
            await page.SetViewportSizeAsync(Phone, Height);
            await Axe.AssertFindsNothingAsync(page, $"{shown} ({theme}, phone)");
            var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            Assert.True(excess <= 0, $"{shown} is {excess} pixels too wide for a phone.");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_with_dialogs_menus_and_errors_open(ColorScheme theme)
    {
        var page = await example.OpenAsync("/orchestrator", theme);
        foreach (var (name, on, open) in Open)
        {
            await page.SetViewportSizeAsync(1280, Height);
            await example.Filled.Pages.Single(shown => shown.Name == on).OpenInAsync(page);
            await open(page);
            await Axe.AssertFindsNothingAsync(page, $"{name} ({theme})");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_below_the_banner_of_a_paused_engine(ColorScheme theme)
    {
        await example.Filled.PauseEngineAsync("The database is updated");
        var page = await example.OpenAsync("/orchestrator", theme);
        try
        {
            foreach (var shown in example.Filled.Pages.Where(static shown => PagesWithActions.Contains(shown.Name)))
            {
                await shown.OpenInAsync(page);
                await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Engine" })).ToContainTextAsync("The engine is paused");
                await Axe.AssertFindsNothingAsync(page, $"{shown} ({theme}, paused)");
            }
        }
        finally
        {
            await example.Filled.ResumeEngineAsync();
        }
    }

    [Fact]
    public async Task No_word_runs_into_the_next_on_any_page()
    {
        var page = await example.OpenAsync("/orchestrator");
        var problems = new List<string>();
        foreach (var shown in example.Filled.Pages)
        {
            await shown.OpenInAsync(page);
            problems.AddRange((await page.EvaluateAsync<string[]>(FindTouchingWords)).Select(words => $"{shown}: {words}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Every_page_that_the_dashboard_has_is_among_these()
    {
        var routes = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Orchestrator.Dashboard"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(static line => PageDirective().Match(line))
            .Where(static directive => directive.Success)
            .Select(static directive => directive.Groups["route"].Value)
            .ToList();
        Assert.NotEmpty(routes);

        var missing = routes.Where(route =>
            !example.Filled.Pages.Any(page =>
                Regex.IsMatch(page.Address["/orchestrator".Length..], $"^{Parameter().Replace(route, ".+")}$", RegexOptions.None)
            )
        );

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_dialog_and_menu_that_the_dashboard_has_is_opened_here()
    {
        var here = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Orchestrator.Dashboard.BrowserTests", $"{nameof(AccessibilityTests)}.cs")
        );
        var names = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Orchestrator.Dashboard"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(static file => Opened().Matches(File.ReadAllText(file)).Select(found => NamesOf(file, found.Groups["name"].Value)))
            .ToList();
        Assert.NotEmpty(names);

        Assert.All(names, any => Assert.Contains(any, name => here.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    /// <summary>The names that a dialog or menu can have: one in code is one of the texts of a property beside the component.</summary>
    private static IReadOnlyList<string> NamesOf(string file, string name)
    {
        if (!name.StartsWith('@'))
        {
            return [name];
        }

        var code = File.ReadAllText($"{file}.cs");
        var property = code[code.IndexOf($"private string {name[1..]} =>", StringComparison.Ordinal)..];
        return
        [
            .. Literal().Matches(property[..property.IndexOf(';', StringComparison.Ordinal)]).Select(static text => text.Groups[1].Value),
        ];
    }

    private static Task AskAsync(IPage page, string dialog, Regex button) =>
        OpenDialogAsync(
            page,
            dialog,
            () => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = button }).First.ClickAsync()
        );

    private static async Task OpenDialogAsync(IPage page, string dialog, Func<Task> open)
    {
        await open();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = dialog })).ToBeVisibleAsync();
    }

    private static async Task OpenMenuAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
    }

    private static async Task EditNoteAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the note" }).ClickAsync();
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task AnswerWrongAsync(IPage page)
    {
        await OpenMenuAsync(page, "Create");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Create l2vpn" }).ClickAsync();
        await page.GetByLabel("Speed").First.FillAsync("200000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).GetByText("corrected")).ToBeVisibleAsync();
    }

    private static async Task OpenChoicesAsync(IPage page, string label)
    {
        await page.GetByLabel(label, new() { Exact = false }).And(page.Locator("input, [role=combobox]")).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
    }

    private static async Task OpenFieldAsync(IPage page)
    {
        await OpenMenuAsync(page, "Create");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Create port (port 10G)" }).ClickAsync();
        await OpenChoicesAsync(page, "Node");
    }

    private static async Task ExpandAllAsync(IPage page)
    {
        await Expect(page.Locator("details > summary").First).ToBeVisibleAsync();
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => { details.open = true; })");
    }

    private static async Task OpenTracebackAsync(IPage page)
    {
        await page.GetByText("Traceback", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("At the first call")).ToBeVisibleAsync();
    }

    private static async Task OpenMenuOfPhoneAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Phone, Height);
        var menu = page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true });
        await Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
        await menu.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Engine" })).ToBeInViewportAsync();
    }

    /// <summary>What the framework does to the element when its connection is lost.</summary>
    private static async Task LoseConnectionAsync(IPage page) =>
        await page.EvaluateAsync(
            "() => { document.getElementById('components-reconnect-modal').className = 'components-reconnect-show'; }"
        );

    [GeneratedRegex("^Reconcile [0-9]+")]
    private static partial Regex ReconcileAll();

    [GeneratedRegex("^Accept ")]
    private static partial Regex Accept();

    [GeneratedRegex("^Abort$")]
    private static partial Regex Abort();

    [GeneratedRegex("^Retry all found")]
    private static partial Regex RetryAll();

    [GeneratedRegex("^Withdraw ")]
    private static partial Regex Withdraw();

    [GeneratedRegex("^Set in sync")]
    private static partial Regex SetInSync();

    [GeneratedRegex("^Abort all found")]
    private static partial Regex AbortAll();

    [GeneratedRegex("<MudDialog [^>]*aria-label=\"(?<name>[^\"]+)\"|<MudMenu Label=\"(?<name>[^\"]+)\"")]
    private static partial Regex Opened();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^Skip$")]
    private static partial Regex Skip();

    [GeneratedRegex("^Pause the engine$")]
    private static partial Regex PauseEngine();

    [GeneratedRegex("^Cancel the bulk reconcile$")]
    private static partial Regex CancelTheBulk();

    [GeneratedRegex("^@page \"(?<route>[^\"]+)\"")]
    private static partial Regex PageDirective();

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();
}
