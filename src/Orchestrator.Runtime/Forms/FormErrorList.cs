using System.Runtime.InteropServices;
using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>What is wrong with a page, no more than a person can correct: an answer never grows with what was posted.</summary>
internal sealed class FormErrorList
{
    private const int MaxErrors = 100;
    private const int MaxInputLength = 1_024;
    private const int MaxNameLength = 100;
    private readonly List<FormError> _errors = [];

    /// <summary>Whether an object or list that was posted may be repeated: not when it may hold something secret.</summary>
    internal bool RepeatsObjects { get; init; } = true;

    internal IReadOnlyList<FormError> All => _errors;

    internal int Count => _errors.Count;

    /// <summary>True when nothing more is noted: reading can stop.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>Notes an error. The value that it echoes is left out when it is long, and a posted name is cut.</summary>
    internal void Add(FormError error)
    {
        if (IsFull)
        {
            return;
        }

        _errors.Add(
            error with
            {
                Location = [.. error.Location.Select(static part => part is string { Length: > MaxNameLength } name ? Cut(name) : part)],
                Input =
                    error.Input is { ValueKind: not JsonValueKind.Undefined } input
                    && (RepeatsObjects || input.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                    && JsonMarshal.GetRawUtf8Value(input).Length <= MaxInputLength
                        ? input
                        : null,
            }
        );
        IsFull = _errors.Count == MaxErrors;
    }

    /// <summary>Takes what was posted out of the errors that were noted since there were so many.</summary>
    internal void HideInputs(int since)
    {
        for (var index = since; index < _errors.Count; index++)
        {
            _errors[index] = _errors[index] with { Input = null };
        }
    }

    /// <summary>Notes an error after which it is not worth looking further.</summary>
    internal void AddLast(FormError error)
    {
        Add(error);
        IsFull = true;
    }

    /// <exception cref="FormInvalidException">Something was noted.</exception>
    internal void ThrowIfAny(string page)
    {
        if (_errors.Count > 0)
        {
            throw new FormInvalidException(page, _errors);
        }
    }

    // Never between the halves of a surrogate pair.
    private static string Cut(string name) => StorableText.Start(name, MaxNameLength) + "…";
}
