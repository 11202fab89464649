using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// What the server logs of each request: its address, with the secret of a callback and the token of a web socket of older clients. It logs
/// it before anything of the API executes, so the only choice is all of it or nothing.
/// </summary>
internal static class RequestLog
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Leaves out what is not a warning.</summary>
    internal static IConfigureOptions<LoggerFilterOptions> Off { get; } =
        new ConfigureOptions<LoggerFilterOptions>(static options =>
            options.Rules.Add(new(providerName: null, Category, LogLevel.Warning, filter: null))
        );
}
