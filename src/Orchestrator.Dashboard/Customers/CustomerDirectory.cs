using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orchestrator.Dashboard.Diagnostics;

namespace Orchestrator.Dashboard.Customers;

/// <summary>The names of the customers that one connection has shown.</summary>
internal sealed class CustomerDirectory(ILogger<CustomerDirectory> logger, TimeProvider time, ICustomerNames? names = null) : IDisposable
{
    /// <summary>How long a name that could not be found is not asked for again: a list has many rows of one customer.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    // So many names are asked for at the same time.
    private const int MaxAsked = 10;

    private readonly ConcurrentDictionary<string, Lazy<Task<Answer>>> _answers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closed = new();

    /// <summary>
    /// Finds the name of a customer; null where the application knows none, or could not say. Rows that ask at the same time are answered
    /// by one call.
    /// </summary>
    internal async Task<string?> FindNameAsync(string customerId, CancellationToken cancellationToken = default)
    {
        if (names is not { } application)
        {
            return null;
        }

        while (true)
        {
            // Others may wait for the same answer, so it is not given up with one of those who ask.
            var asked = _answers.GetOrAdd(customerId, id => new(() => AskAsync(application, id)));
            var answer = await asked.Value.WaitAsync(cancellationToken);
            if (answer.FailedAt is not { } failedAt || time.GetElapsedTime(failedAt) < RetryAfter)
            {
                return answer.Name;
            }

            _answers.TryRemove(new(customerId, asked));
        }
    }

    /// <summary>Finds the names of customers; those that the application does not know are missing.</summary>
    internal async Task<Dictionary<string, string>> FindNamesAsync(
        IEnumerable<string> customerIds,
        CancellationToken cancellationToken = default
    )
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in customerIds.Distinct(StringComparer.Ordinal).Chunk(MaxAsked))
        {
            var names = await Task.WhenAll(some.Select(customer => FindNameAsync(customer, cancellationToken)));
            foreach (var (customer, name) in some.Zip(names))
            {
                if (name is not null)
                {
                    found[customer] = name;
                }
            }
        }

        return found;
    }

    /// <summary>Finds customers by a part of their names; none where the application cannot search.</summary>
    internal async Task<IReadOnlyList<string>> SearchAsync(string text, int maxCount, CancellationToken cancellationToken)
    {
        if (names is null || text.Length == 0)
        {
            return [];
        }

        try
        {
            return [.. (await names.SearchAsync(text, maxCount, cancellationToken)).Take(maxCount)];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.CustomerNameFailed(logger, failure, text);
            return [];
        }
    }

    /// <summary>The connection has ended: nothing more is asked for it.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task<Answer> AskAsync(ICustomerNames application, string customerId)
    {
        try
        {
            var name = await application.FindAsync(customerId, _closed.Token);
            return new(string.IsNullOrWhiteSpace(name) ? null : name);
        }
        catch (Exception failure)
        {
            if (!_closed.IsCancellationRequested)
            {
                Log.CustomerNameFailed(logger, failure, customerId);
            }

            return new(Name: null, time.GetTimestamp());
        }
    }

    /// <summary>What the application answered.</summary>
    /// <param name="Name">The name; null for a customer that it does not know, which is kept.</param>
    /// <param name="FailedAt">The timestamp at which the call failed; null if it did not.</param>
    private sealed record Answer(string? Name, long? FailedAt = null);
}
