using System.Text.Json.Nodes;

namespace Orchestrator.Forms;

/// <summary>The form shows a page that has not been posted yet.</summary>
/// <param name="schema">The page's JSON schema, as clients of orchestrator-core expect it.</param>
/// <param name="hasNext">False if this is known to be the last page.</param>
public sealed class FormNotCompleteException(JsonObject schema, bool hasNext)
    : FormException("form_not_complete", $"The form asks the page '{schema["title"]}' next. Post all pages so far and this one.")
{
    /// <summary>The page's JSON schema.</summary>
    public JsonObject Schema { get; } = schema;

    /// <summary>False if this is known to be the last page.</summary>
    public bool HasNext { get; } = hasNext;
}
