using System.Threading.Channels;

namespace NetworkResourceManager;

/// <summary>Tests core links, which takes a while, and posts each result to the address that was given with the order.</summary>
internal sealed class LinkTests(IHttpClientFactory clients, FaultInjector faults, IConfiguration configuration, ILogger<LinkTests> logger)
    : BackgroundService
{
    private const int MaxAttempts = 20;

    private const double LossOfBadLink = 12.5;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _duration = configuration.GetValue("Nrm:TestDuration", TimeSpan.FromMilliseconds(500));
    private readonly Channel<LinkTest> _ordered = Channel.CreateUnbounded<LinkTest>();

    internal void Order(LinkTest test) => _ordered.Writer.TryWrite(test);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var test in _ordered.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Delay(_duration, stoppingToken);
            await ReportAsync(test, faults.Take(ResourceKinds.Tests) is null ? 0 : LossOfBadLink, stoppingToken);
        }
    }

    /// <summary>Posts a result. The receiver may not wait for it yet, so it is posted again.</summary>
    private async Task ReportAsync(LinkTest test, double lossPercent, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                using var response = await http.PostAsJsonAsync(
                    test.Callback,
                    new { passed = lossPercent == 0, loss_percent = lossPercent },
                    cancellationToken
                );
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException exception)
            {
                Messages.NotReported(logger, exception, test.Link);
            }

            await Task.Delay(BetweenAttempts, cancellationToken);
        }
    }
}

/// <summary>An ordered test.</summary>
/// <param name="Link">The core link.</param>
/// <param name="Callback">The address for the result.</param>
internal sealed record LinkTest(string Link, Uri Callback);

/// <summary>What is asked for when a test is ordered.</summary>
/// <param name="Callback">The address for the result.</param>
internal sealed record LinkTestOrder(string? Callback);

internal static partial class Messages
{
    [LoggerMessage(1, LogLevel.Warning, "The result of the test of core link {Link} could not be posted")]
    internal static partial void NotReported(ILogger logger, Exception exception, string link);
}
