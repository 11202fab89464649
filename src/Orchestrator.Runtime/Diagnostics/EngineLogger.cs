using Microsoft.Extensions.Logging;

namespace Orchestrator;

/// <summary>
/// What every class of the engine logs to. A log provider of the host that throws loses what was to be logged and nothing else: the engine
/// logs where a failure is about to be recorded and where a loop is about to continue, and neither may end there.
/// </summary>
/// <typeparam name="T">The class that logs.</typeparam>
internal sealed class EngineLogger<T>(EngineLoggers loggers) : ILogger<T>
{
    private readonly ILogger _logger = loggers.CreateLogger(typeof(T).FullName!);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => _logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _logger.Log(logLevel, eventId, state, exception, formatter);
}
