using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms;

/// <summary>The page of a workflow that asks nothing: it must be posted, so that fetching the first page never starts anything.</summary>
internal static class EmptyPage
{
    internal static State Ask(PostedPages answers)
    {
        if (!answers.TryTake(out var page))
        {
            throw new FormNotCompleteException(
                new JsonObject { ["title"] = "unknown", ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() },
                hasNext: false);
        }

        var errors = page.ValueKind == JsonValueKind.Object
            ? page.EnumerateObject().Select(static property => FormErrors.Extra([property.Name], property.Value)).ToArray()
            : [FormErrors.NotAnObject([], page)];
        return errors.Length == 0 ? State.Empty : throw new FormInvalidException("EmptyPage", errors);
    }
}
