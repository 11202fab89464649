using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>An error in a posted page.</summary>
/// <param name="Location">The path in the page: names, and positions in lists; <c>__root__</c> for the page as a whole.</param>
/// <param name="Message">The problem.</param>
/// <param name="Type">The kind of error, in pydantic's words: <c>missing</c>, <c>extra_forbidden</c>, <c>greater_than_equal</c>, ….</param>
/// <param name="Input">The offending value; for a missing field the whole page.</param>
/// <param name="Context">The limits that were broken, by pydantic's names; null for none.</param>
public sealed record FormError(
    IReadOnlyList<object> Location,
    string Message,
    string Type,
    JsonElement? Input = null,
    IReadOnlyDictionary<string, object>? Context = null
);
