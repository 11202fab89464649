using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Processes;

/// <summary>Keeps the state of a process so small and so flat that it can be stored, shown and read again.</summary>
internal sealed class StateBounds(IOptions<OrchestratorOptions> options)
{
    /// <summary>Checks what a step has left.</summary>
    /// <exception cref="StateException">The state is too large or too deep; the message names the step.</exception>
    internal void CheckStep(string step, State state)
    {
        if (FindProblem(state) is { } problem)
        {
            throw StateException.OutOfBounds($"Step '{step}' leaves a state that {problem}");
        }
    }

    /// <summary>Checks what the state would be with something that was sent.</summary>
    /// <exception cref="InvalidRequestException">The state would be too large or too deep.</exception>
    internal void CheckInput(string what, State state)
    {
        if (FindProblem(state) is { } problem)
        {
            throw new InvalidRequestException("state_out_of_bounds", $"With {what} the process would have a state that {problem}");
        }
    }

    private string? FindProblem(State state)
    {
        var size = state.Sum(static pair => (long)Encoding.UTF8.GetByteCount(pair.Key) + JsonMarshal.GetRawUtf8Value(pair.Value).Length);
        if (size > options.Value.MaxStateSize)
        {
            var (key, value) = state.MaxBy(static pair => JsonMarshal.GetRawUtf8Value(pair.Value).Length);
            return $"has {size} bytes, of which '{key}' has {JsonMarshal.GetRawUtf8Value(value).Length}; the setting "
                + $"{nameof(OrchestratorOptions.MaxStateSize)} allows {options.Value.MaxStateSize}. Keep large values elsewhere and a "
                + "reference in the state, or raise the setting.";
        }

        return state.Where(static pair => StorableJson.IsTooDeep(pair.Value)).Select(static pair => pair.Key).FirstOrDefault() is { } deep
            ? $"is too deep: '{deep}' has more than {StorableJson.MaxStateDepth} levels. Write it as a text, or flatten it."
            : null;
    }
}
