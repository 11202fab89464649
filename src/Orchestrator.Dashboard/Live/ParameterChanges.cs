using Microsoft.AspNetCore.Components;

namespace Orchestrator.Dashboard.Live;

/// <summary>
/// Knows whether a component was given other values. It is given its parameters again whenever its parent is rendered, and a callback is
/// another object each time.
/// </summary>
internal sealed class ParameterChanges
{
    private Dictionary<string, object?>? _last;

    /// <summary>Takes note of the parameters, and says whether one other than a callback differs from the last time.</summary>
    internal bool Take(ParameterView parameters)
    {
        var given = parameters.ToDictionary().Where(static entry => !IsCallback(entry.Value)).ToDictionary();
        var differs =
            _last is not { } last
            || last.Count != given.Count
            || given.Any(entry => !last.TryGetValue(entry.Key, out var before) || !Equals(before, entry.Value));
        _last = given;
        return differs;
    }

    private static bool IsCallback(object? value) =>
        value is Delegate or EventCallback
        || (value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(EventCallback<>));
}
