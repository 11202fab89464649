using Microsoft.Extensions.Logging;

namespace Orchestrator.Tests.Support;

/// <summary>Stands for the log on the console, where the runtime prints what ends a program.</summary>
[ProviderAlias("Console")]
public sealed class ConsoleLog : ILoggerProvider
{
    public HostLog Log { get; } = new();

    public ILogger CreateLogger(string categoryName) => Log.CreateLogger(categoryName);

    public void Dispose() => Log.Dispose();
}
