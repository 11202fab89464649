using System.Globalization;
using Microsoft.Playwright;
using Orchestrator.Dashboard.BrowserTests.Support;

namespace Orchestrator.Dashboard.BrowserTests.Figures;

/// <summary>What a page loads, and how long it takes until it shows its rows and can be used.</summary>
internal static class LoadFigures
{
    private const string Address = "/orchestrator/subscriptions";

    // A row is shown by the connection that answers clicks, so a person who sees one can click.
    private const string Watch = """
        new MutationObserver(() => {
          if (document.querySelector('main tbody tr a')) { window.usable ??= performance.now(); }
        }).observe(document, { subtree: true, childList: true });
        """;

    internal static async Task<string> MeasureAsync(BrowserExample example, FigureSizes figures)
    {
        List<double> cold = [];
        List<double> warm = [];
        var sizes = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var round = 0; round <= figures.Rounds; round++)
        {
            var page = await example.OpenAsync("about:blank");
            await page.AddInitScriptAsync(Watch);
            sizes = await CountAsync(page, async () => cold.Add(await LoadAsync(page)));
            warm.Add(await LoadAsync(page));
            await example.CloseAllAsync();
        }

        var kinds = sizes.OrderByDescending(static size => size.Value).Select(static size => $"| {size.Key} | {Kilobytes(size.Value)} |");
        return $"""
            | {Address}, milliseconds from the address to usable | median | worst of {figures.Rounds} |
            | --- | --- | --- |
            | nothing in the browser's cache | {DashboardFigures.Describe(cold.Skip(1))} |
            | scripts and styles in its cache | {DashboardFigures.Describe(warm.Skip(1))} |

            | transferred, nothing in the cache | KB |
            | --- | --- |
            {string.Join('\n', kinds)}
            | in all | {Kilobytes(sizes.Values.Sum())} |

            """;
    }

    private static async Task<double> LoadAsync(IPage page)
    {
        await page.GotoAsync(Address);
        await page.WaitForFunctionAsync("() => window.usable");
        return await page.EvaluateAsync<double>("() => window.usable");
    }

    /// <summary>Counts bytes as they come over the network, by file.</summary>
    private static async Task<Dictionary<string, double>> CountAsync(IPage page, Func<Task> load)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var sizes = new Dictionary<string, double>(StringComparer.Ordinal);
        var network = await page.Context.NewCDPSessionAsync(page);
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
            files[sent!.Value.GetProperty("requestId").GetString()!] = new Uri(
                sent.Value.GetProperty("request").GetProperty("url").GetString()!
            ).Segments[^1];
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) =>
            Add(files[loaded!.Value.GetProperty("requestId").GetString()!], loaded.Value.GetProperty("encodedDataLength").GetDouble());
        network.Event("Network.webSocketFrameReceived").OnEvent += (_, frame) =>
            Add(
                "the page itself, over its connection",
                frame!.Value.GetProperty("response").GetProperty("payloadData").GetString()!.Length * 0.75
            );
        await network.SendAsync("Network.enable");
        await load();
        await network.DetachAsync();
        return sizes;

        void Add(string file, double bytes)
        {
            lock (sizes)
            {
                sizes[file] = sizes.GetValueOrDefault(file) + bytes;
            }
        }
    }

    private static string Kilobytes(double bytes) => (bytes / 1_000).ToString("0", CultureInfo.InvariantCulture);
}
