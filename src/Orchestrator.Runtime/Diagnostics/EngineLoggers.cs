using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator;

/// <summary>
/// The host's loggers, fenced: they throw nothing, whatever a log provider throws. The first time one does, the others log it.
/// </summary>
internal sealed class EngineLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _fenced = new(StringComparer.Ordinal);
    private int _isReported;

    public ILogger CreateLogger(string categoryName) =>
        _fenced.GetOrAdd(categoryName, static (name, fence) => new Fenced(name, fence), this);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    /// <summary>Does nothing: the loggers are the host's.</summary>
    public void Dispose() { }

    private ILogger Open(string category) => loggers.CreateLogger(category);

    private ILogger? TryOpen(string category)
    {
        try
        {
            return Open(category);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>A logger asks each of its providers before it throws what one of them threw, so this reaches those that work.</summary>
    private void Report(ILogger logger, string category, Exception exception)
    {
        if (Interlocked.Exchange(ref _isReported, 1) == 0)
        {
            Log.ProviderFailed(logger, exception, category);
        }
    }

    /// <summary>
    /// An exception that every log may write: one whose own text cannot be read, or has the address of a callback in it, is replaced by
    /// what can be said of it.
    /// </summary>
    private static Exception? Printable(Exception? exception)
    {
        try
        {
            if (exception is null || !CallbackSecrets.IsIn(exception.ToString()))
            {
                return exception;
            }
        }
        catch (Exception)
        {
            // What can be said of it follows.
        }

        return new InvalidOperationException(StepFailure.From(exception!).Traceback);
    }

    private sealed class Fenced(string category, EngineLoggers fence) : ILogger
    {
        // Made at once, so that a provider that fails later takes no logger from the others; one that cannot make it now may be able to
        // later.
        private ILogger? _inner = fence.TryOpen(category);

        private ILogger Inner => _inner ??= fence.Open(category);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            try
            {
                return Inner.BeginScope(state) is { } scope ? new Scope(scope, this) : null;
            }
            catch (Exception exception)
            {
                Report(exception);
                return null;
            }
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            try
            {
                return Inner.IsEnabled(logLevel);
            }
            catch (Exception exception)
            {
                Report(exception);
                return true;
            }
        }

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var printable = Printable(exception);
            try
            {
                Inner.Log(logLevel, eventId, state, printable, formatter);
            }
            catch (Exception failure)
            {
                Report(failure);
            }
        }

        internal void Report(Exception exception)
        {
            if (_inner is not null)
            {
                fence.Report(this, category, exception);
            }
        }
    }

    private sealed class Scope(IDisposable inner, Fenced logger) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                inner.Dispose();
            }
            catch (Exception exception)
            {
                logger.Report(exception);
            }
        }
    }
}
