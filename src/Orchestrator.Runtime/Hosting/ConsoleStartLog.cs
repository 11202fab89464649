using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Hosting;

/// <summary>
/// Keeps the console from showing twice why a host cannot start: the host logs the exception, and the runtime prints the one that ends the
/// program. Only the console leaves the host's line out, and only for a failure that is explained in words; all other logs get it. For the
/// packages of Orchestrator, which check a start.
/// </summary>
public sealed class ConsoleStartLog : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Alias = "Console";
    private const string Provider = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider";

    private volatile bool _isExplained;

    internal ConsoleStartLog() { }

    /// <summary>Takes note that the start fails with an exception that says what to do.</summary>
    public void LeaveOutFailure() => _isExplained = true;

    /// <summary>Adds a rule for the console and the host, which is otherwise as the one that applies without it.</summary>
    void IPostConfigureOptions<LoggerFilterOptions>.PostConfigure(string? name, LoggerFilterOptions options)
    {
        var rule = options
            .Rules.Where(static rule => rule.ProviderName is null or Alias or Provider && Matches(rule.CategoryName ?? ""))
            .OrderBy(static rule => rule.ProviderName is not null)
            .ThenBy(static rule => rule.CategoryName?.Length ?? 0)
            .LastOrDefault();
        var level = rule is null ? options.MinLevel : rule.LogLevel;
        var filter = rule?.Filter;
        options.Rules.Add(
            new(
                Alias,
                HostCategory,
                level,
                (provider, category, logged) =>
                    !(_isExplained && logged == LogLevel.Error) && (filter is null || filter(provider, category, logged))
            )
        );
    }

    /// <summary>Whether a rule is for the host's category: it names the beginning, with one asterisk for anything.</summary>
    private static bool Matches(string category)
    {
        var parts = category.Split('*', 2);
        return HostCategory.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)
            && HostCategory.EndsWith(parts.ElementAtOrDefault(1) ?? "", StringComparison.OrdinalIgnoreCase);
    }
}
