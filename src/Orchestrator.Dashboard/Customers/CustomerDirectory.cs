using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orchestrator.Dashboard.Diagnostics;

namespace Orchestrator.Dashboard.Customers;

/// <summary>The names of the customers that one connection has shown.</summary>
internal sealed class CustomerDirectory(ILogger<CustomerDirectory> logger, ICustomerNames? names = null)
{
    // Null for a customer that the application does not know: it is not asked again.
    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the name of a customer; null where the application knows none.</summary>
    internal async Task<string?> FindNameAsync(string customerId, CancellationToken cancellationToken = default)
    {
        if (names is null)
        {
            return null;
        }

        if (_known.TryGetValue(customerId, out var known))
        {
            return known;
        }

        try
        {
            var name = await names.FindAsync(customerId, cancellationToken);
            return _known.GetOrAdd(customerId, string.IsNullOrWhiteSpace(name) ? null : name);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.CustomerNameFailed(logger, failure, customerId);
            return null;
        }
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
}
