using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.Benchmarks;

/// <summary>How long things took, by name, as one client saw them.</summary>
internal sealed class LoadTimes
{
    private readonly Dictionary<string, List<double>> _times = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];

    /// <summary>What went wrong.</summary>
    internal IReadOnlyList<string> Errors => _errors;

    /// <summary>All that clients have seen together.</summary>
    internal static LoadTimes Of(IEnumerable<LoadTimes> clients)
    {
        var all = new LoadTimes();
        foreach (var client in clients)
        {
            all._errors.AddRange(client._errors);
            foreach (var (name, times) in client._times)
            {
                all.TimesOf(name).AddRange(times);
            }
        }

        foreach (var times in all._times.Values)
        {
            times.Sort();
        }

        return all;
    }

    /// <summary>Takes the time of something.</summary>
    internal async Task TakeAsync(string name, Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        TimesOf(name).Add(watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>Takes the time of a request, which is wrong unless its answer is a success.</summary>
    internal async Task<string> RequestAsync(string name, Func<Task<HttpResponseMessage>> request)
    {
        var body = "";
        await TakeAsync(
            name,
            async () =>
            {
                try
                {
                    using var response = await request();
                    body = await response.Content.ReadAsStringAsync();
                    if (!response.IsSuccessStatusCode)
                    {
                        _errors.Add($"{name}: {(int)response.StatusCode} {body}");
                    }
                }
                catch (HttpRequestException exception)
                {
                    _errors.Add($"{name}: {exception.Message}");
                }
            }
        );
        return body;
    }

    internal int Count(string name) => TimesOf(name).Count;

    internal double Percentile(string name, int percent) =>
        TimesOf(name) is [_, ..] times ? times[Math.Min(times.Count - 1, times.Count * percent / 100)] : double.NaN;

    /// <summary>A line of the table.</summary>
    internal string Line(string name, double seconds, string? statements = null)
    {
        var beside = statements is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $" | {Percentile(statements, 50), 10:N1} | {Percentile(statements, 99), 10:N1} | "
                    + $"{Percentile(name, 99) / Percentile(statements, 99), 5:N2}"
            );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name, -32} | {Count(name), 8:N0} | {Count(name) / seconds, 8:N0} | {Percentile(name, 50), 7:N1} | "
                + $"{Percentile(name, 99), 7:N1}{beside}"
        );
    }

    private List<double> TimesOf(string name) => _times.TryGetValue(name, out var times) ? times : _times[name] = [];
}
